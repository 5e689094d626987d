"""The gaze: its place follows from the angle of the head."""

from typing import Any
from xml.etree import ElementTree

import pytest

from hinge_pwa.figure import picture
from hinge_pwa.figure.balance.weight import solve_open_angles
from hinge_pwa.figure.marks.gaze import DOWNCAST, Gaze, find_gaze
from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.things.placement import build_skeleton

STAND: dict[str, Any] = {"knee": 2, "hip": 2}
HINGE: dict[str, Any] = {"knee": 20, "hip": 105}


def look(pose: dict[str, Any], **spec: Any) -> Gaze:
    plan = read_picture({"pose": pose} | spec)
    return find_gaze(build_skeleton(plan.person, solve_open_angles(plan.person, plan.pose)))


def test_a_bent_trunk_looks_at_the_floor_before_the_feet() -> None:
    place = look(HINGE).place
    assert place is not None
    assert place.imag == pytest.approx(0)
    assert 20 < place.real < 90


def test_a_raised_head_looks_further_ahead() -> None:
    low, high = (look(HINGE | {"neck": neck}).place for neck in (0, -20))
    assert low is not None
    assert high is not None
    assert high.real > low.real + 20


def test_eyes_that_look_up_meet_no_floor() -> None:
    assert look(STAND | {"neck": -DOWNCAST - 10}).place is None


def test_a_wall_in_front_stops_the_eyes() -> None:
    found = look(STAND, things=["wall"], wall={"front": 30, "hand": "none"})
    assert found.upright
    assert found.place is not None
    assert 140 < found.place.imag < 165


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_place_is_in_the_picture_if_there_is_room(side: str) -> None:
    spec = {"pose": {"knee": 20, "hip": 75}, "marks": ["gaze"], "side": side}
    svg = ElementTree.fromstring(str(picture(spec, title="t", description="d", id="x")))
    assert [path.get("class") for path in svg.iter("path")].count("pupil") == 1


def test_a_place_out_of_sight_leaves_an_arrow() -> None:
    svg = str(picture({"pose": STAND, "marks": ["gaze"]}, title="t", description="d", id="x"))
    assert "pupil" not in svg
    assert "sight ahead" in svg
