"""The stored segment angles, input of the motion counter's tests, match those of the figure."""

from tools.segment_angles import SEGMENTS, text


def test_the_segments_of_the_motion_tests_are_those_of_the_figure() -> None:
    assert SEGMENTS.read_text("utf-8") == text(), "run `python -m tools.segment_angles`"
