"""A wrong picture is refused with one sentence that begins with its key."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_pwa.figure import PictureError, check, picture
from hinge_pwa.figure.pose.pose import Limb, Pose
from hinge_pwa.figure.pose.ranges import RANGES
from hinge_pwa.figure.spec.picture import MARKS, MOVEMENT_KEYS, PICTURE_KEYS, read_picture

FREE = {"free": {"hip": 0}}


@pytest.mark.parametrize(
    ("spec", "key"),
    [
        ({}, "pose"),
        ({"pose": 3}, "pose"),
        ({"pose": {}, "persn": "man"}, "persn"),
        ({"pose": {}, "person": "giant"}, "person"),
        ({"pose": {}, "person": ["man"]}, "person"),
        ({"pose": {}, "side": "both"}, "side"),
        ({"pose": {}, "wrong": "yes"}, "wrong"),
        ({"pose": {}, "wrong": True, "right": True}, "wrong"),
        ({"pose": {}, "marks": "spine"}, "marks"),
        ({"pose": {}, "marks": ["spin"]}, "marks"),
        ({"pose": {}, "marks": [["spine"]]}, "marks"),
        ({"pose": {}, "marks": ["ghost"]}, "from"),
        ({"pose": {}, "marks": ["contact"]}, "marks"),
        ({"pose": {}, "things": ["kettle"]}, "things"),
        ({"pose": {}, "things": ["roller"]}, "pose.free"),
        ({"pose": FREE, "roller": {}}, "roller"),
        ({"pose": FREE, "things": ["roller"], "roller": {"tilt": 90}}, "roller.tilt"),
        ({"pose": FREE, "things": ["roller"], "roller": {"held": 1}}, "roller.held"),
        ({"pose": FREE, "things": ["roller"], "roller": {"grip": 1}}, "roller.grip"),
        ({"pose": {"knees": 3}}, "pose.knees"),
        ({"pose": {"knee": "bent"}}, "pose.knee"),
        ({"pose": {"knee": True}}, "pose.knee"),
        ({"pose": {"knee": 170}}, "pose.knee"),
        ({"pose": {"knee": float("nan")}}, "pose.knee"),
        ({"pose": {"free": {"hip": -80}}}, "pose.free.hip"),
        ({"pose": {"free": {"shoulder": 0}}}, "pose.free.shoulder"),
        ({"pose": {"far": {"elbow": 200}}}, "pose.far.elbow"),
        ({"pose": {}, "from": {"hip": 200}}, "from.hip"),
        ({"pose": FREE, "from": {}}, "pose.free"),
        ({"pose": {"ankle": 5}, "from": {}}, "pose.ankle"),
        ({"pose": {"shoulder": 5}, "from": {}}, "pose.shoulder"),
        ({"pose": {"ankle": -25}}, "pose"),
        ({"pose": {}, "frame": 0.9}, "frame"),
        ({"pose": {}, "frame": 9}, "frame"),
        ({"pose": {"weight": 1, "knee": 60}, "wrong": True}, "pose"),
        ({"pose": {"knee": 40, "free": {}}}, "pose.free"),
        ({"from": {}, "to": {"hip": 300}}, "to.hip"),
        ({"from": {}, "to": {}, "marks": ["ghost"]}, "marks"),
        ({"from": {"ankle": 0}, "to": {"ankle": -30}}, "to"),
    ],
    ids=str,
)
def test_the_message_begins_with_the_key(spec: dict[str, Any], key: str) -> None:
    with pytest.raises(PictureError) as error:
        check(spec)
    message = str(error.value)
    assert message.startswith(f"{key}: ")
    assert "\n" not in message


angles = st.fixed_dictionaries(
    {}, optional={name: st.floats(*limits) for name, limits in RANGES.items() if name != "ankle"}
)


@given(angles, st.sampled_from([("side", mark) for mark in MARKS[:4]] + [("behind", "hips")] * 2), st.booleans())
def test_every_pose_within_the_ranges_is_drawn_or_refused_with_a_reason(
    pose: dict[str, float], seen: tuple[str, str], roller: bool
) -> None:
    view, mark = seen
    if view == "side" or not roller:
        pose = {key: angle for key, angle in pose.items() if key != "opening"}
    spec = {"pose": pose | FREE if roller else pose, "view": view, "marks": [mark], "wrong": True, "frame": 2}
    if roller:
        spec["things"] = ["roller"]
    svg = refusal = ""
    try:
        svg = str(picture(spec, title="t", description="d", id="x"))
    except PictureError as error:
        refusal = str(error)
    if refusal:
        assert refusal.split(":")[0] in {"pose", "pose.free", "frame"}
    else:
        ElementTree.fromstring(svg)
        assert "nan" not in svg


def test_a_person_who_would_fall_is_refused_but_in_a_mistake() -> None:
    falling = {"pose": {"ankle": 20}}
    with pytest.raises(PictureError, match="would fall"):
        check(falling)
    check(falling | {"wrong": True})


def test_a_hand_that_cannot_reach_the_roller_is_refused() -> None:
    with pytest.raises(PictureError, match="cannot reach"):
        check({"pose": {"free": {"knee": 8, "hip": 10}}, "things": ["roller"], "roller": {"tilt": 50}})


def test_a_guide_for_both_feet_refuses_a_free_leg() -> None:
    check({"pose": FREE}, ["left", "right"])
    with pytest.raises(PictureError, match=r"^pose\.free: "):
        check({"pose": FREE}, ["both"])


def test_what_is_left_out_has_a_meaning() -> None:
    plan = read_picture({"pose": {"knee": 10, "elbow": 30, "far": {"shoulder": 20}}})
    assert plan.person.name == "woman"
    assert plan.side == "right"
    assert plan.pose == Pose(knee=10, near_arm=Limb(elbow=30), far_arm=Limb(elbow=30, shoulder=20))


@pytest.mark.parametrize("name", [*RANGES, *MARKS, *PICTURE_KEYS, *MOVEMENT_KEYS])
def test_the_documentation_names_every_key(name: str) -> None:
    text = Path(__file__).parents[2].joinpath("docs", "figure.md").read_text("utf-8")
    assert f"`{name}`" in text
