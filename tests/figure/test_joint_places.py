"""The stored joints, input of the camera counter's tests, match those of the figure."""

from tools.joint_places import JOINTS, text


def test_the_joints_of_the_camera_tests_are_those_of_the_figure() -> None:
    assert JOINTS.read_text("utf-8") == text(), "run `python -m tools.joint_places`"
