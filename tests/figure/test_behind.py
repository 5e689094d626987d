"""The view from behind shows the person of the side view: equal lengths, on the same ground."""

import cmath
import math
import re
from typing import Any
from xml.etree import ElementTree

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_pwa.figure import PictureError, check, picture
from hinge_pwa.figure.behind.legs import draw_shoe
from hinge_pwa.figure.behind.loft import hull, silhouette
from hinge_pwa.figure.behind.marks import draw_hips
from hinge_pwa.figure.behind.scene import layers
from hinge_pwa.figure.behind.space import HIP_OFFSET, Body, Point, lean_to_balance, project
from hinge_pwa.figure.outline.path import path_points
from hinge_pwa.figure.skeleton import joints as sk
from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load as load_guides

DEEP: dict[str, Any] = {"knee": 18, "hip": 98, "free": {"hip": -2, "knee": 4, "ankle": 10}}
OPEN = DEEP | {"opening": 35}
ROLLER: dict[str, Any] = {"things": ["roller"]}
PEOPLE = pytest.mark.parametrize("person", ["woman", "man"])


def body(pose: dict[str, Any], **spec: Any) -> Body:
    return lean_to_balance(compose(read_picture({"pose": pose, "view": "behind", "frame": 1.2} | spec))[0])


def svg(pose: dict[str, Any], **spec: Any) -> str:
    table = {"pose": pose, "view": "behind", "frame": 1.2} | spec
    return str(picture(table, title="Hips", description="Level or open", id="x"))


def distance(a: Point, b: Point) -> float:
    return abs(complex(abs(a.z - b.z), a.x - b.x))


@PEOPLE
def test_closed_hips_are_level_and_open_ones_rise_on_the_free_side(person: str) -> None:
    closed, opened = body(DEEP, person=person), body(OPEN, person=person)
    assert closed.other_hip.z.imag == pytest.approx(closed.stance_hip.z.imag)
    assert project(closed.other_hip).imag == pytest.approx(project(closed.stance_hip).imag)
    assert closed.hips_tilt == pytest.approx(0)
    assert opened.other_hip.z.imag > opened.stance_hip.z.imag + 5
    assert 25 < opened.hips_tilt < 36


@PEOPLE
@pytest.mark.parametrize("pose", [DEEP, OPEN, {"hip": 90, "knee": 20}, {}], ids=["deep", "open", "hinge", "stand"])
def test_no_segment_changes_its_length_in_space(pose: dict[str, Any], person: str) -> None:
    b = body(pose, person=person)
    s, stature = b.s, b.s.person.stature
    assert distance(b.stance_hip, b.other_hip) == pytest.approx(2 * HIP_OFFSET * stature)
    stance, other = s.stance, s.other
    for hip, knee, ankle in (
        (b.stance_point(0, at.at) for at in (stance.hip, stance.knee, stance.ankle)),
        (b.trunk_point(b.half_hips, at.at) for at in (other.hip, other.knee, other.ankle)),
    ):
        assert distance(hip, knee) == pytest.approx(sk.THIGH * stature)
        assert distance(knee, ankle) == pytest.approx(sk.SHANK * stature)
    for arm in (b.near_arm, b.far_arm):
        assert distance(arm.shoulder, arm.elbow) == pytest.approx(sk.UPPER_ARM * stature)
        assert distance(arm.elbow, arm.wrist) == pytest.approx(sk.FOREARM * stature)
    trunk = abs(s.spine["c7"].at - s.stance.hip.at)
    assert distance(b.trunk_point(0, s.stance.hip.at), b.trunk_point(0, s.spine["c7"].at)) == pytest.approx(trunk)


@PEOPLE
def test_the_arm_that_presses_the_roller_keeps_its_length_and_its_place(person: str) -> None:
    for pose in (DEEP, OPEN):
        b = body(pose, person=person, **ROLLER)
        arm, stature = b.near_arm, b.s.person.stature
        assert distance(arm.shoulder, arm.elbow) == pytest.approx(sk.UPPER_ARM * stature)
        assert distance(arm.elbow, arm.wrist) == pytest.approx(sk.FOREARM * stature)
        assert arm.wrist == b.trunk_point(b.half_hips, b.s.near_arm.wrist.at)


@PEOPLE
def test_the_weight_is_above_the_standing_foot_which_is_on_the_ground(person: str) -> None:
    for pose in (DEEP, OPEN):
        b = body(pose, person=person)
        assert b.lateral_offset == pytest.approx(0, abs=0.01)
        assert b.stance_point(0, 0j) == Point(0, 0j)
        assert 2 < -b.lean < 10, "the stance leg leans outward a little, as in standing on one leg"
    assert body({}, person=person).lean == 0


def test_a_hanging_arm_hangs_however_the_hips_open() -> None:
    arm = body(OPEN).far_arm
    assert arm.elbow.x == arm.shoulder.x
    assert arm.elbow.z.real - arm.shoulder.z.real == pytest.approx(0, abs=4)
    assert arm.elbow.z.imag < arm.shoulder.z.imag - 25


def test_the_toes_of_the_free_foot_point_down_or_turn_out_with_the_hips() -> None:
    def toes(pose: dict[str, Any]) -> complex:
        b = body(pose)
        leg = b.s.other
        heel, toe = (
            project(b.trunk_point(b.half_hips, leg.ankle.at + sk.rotate(f, leg.ankle.lower))) for f in (-5, 18)
        )
        return toe - heel

    assert toes(DEEP).real == pytest.approx(0)
    assert toes(DEEP).imag < 0
    assert toes(OPEN).real > 5


@PEOPLE
def test_a_sole_is_drawn_whole_only_where_it_faces_the_viewer(person: str) -> None:
    b = body(DEEP, person=person)
    free = draw_shoe(b.s.person, b.s.other, lambda x, z: project(b.trunk_point(x, z)))
    standing = draw_shoe(b.s.person, b.s.stance, lambda x, z: project(b.stance_point(x, z)))
    assert [part.role for part in free] == ["shoe", "sole", "stripe", "stripe"]
    assert [part.role for part in standing] == ["sole", "shoe", "stripe"]


def test_a_trunk_that_leans_away_lies_beyond_the_pelvis() -> None:
    def order(pose: dict[str, Any]) -> list[str]:
        return [part.role for layer in layers(body(pose)) for part in layer.parts]

    hinged, upright = order({"hip": 95, "knee": 18}), order({})
    assert hinged.index("shirt") < hinged.index("shorts")
    assert upright.index("shirt") > upright.index("shorts")


def test_the_left_free_leg_is_on_the_left() -> None:
    assert "matrix(-1 " in svg(DEEP, side="left")
    assert "matrix(-1 " not in svg(DEEP, side="right")
    b = body(DEEP)
    assert b.other_hip.x > 0 > b.stance_hip.x


def test_the_mark_shows_how_far_the_hips_tilt() -> None:
    level, tilted = draw_hips(body(DEEP)), draw_hips(body(OPEN))
    assert [part.role for part in level].count("sector") == 0
    assert [part.role for part in tilted].count("sector") == 2
    start, end = path_points(next(part.d for part in tilted if part.role == "angle"))
    assert math.degrees(cmath.phase(end - start)) == pytest.approx(body(OPEN).hips_tilt, abs=0.5)
    assert len(svg(OPEN, marks=["hips"])) > len(svg(OPEN))


@PEOPLE
def test_the_two_views_show_the_same_heights(person: str) -> None:
    """A standing person is as tall from behind as from the side; the viewer's angle changes little."""
    b = body({}, person=person)
    top = max(p.imag for layer in layers(b) for part in layer.parts if part.role == "hair" for p in path_points(part.d))
    crown = b.s.spine["skull"].at.imag + 0.091 * b.s.person.stature
    assert top == pytest.approx(crown, rel=0.06)


@pytest.mark.parametrize("pose", [DEEP, OPEN, {}], ids=["deep", "open", "stand"])
@PEOPLE
def test_it_is_small_and_stays_inside_its_frame(pose: dict[str, Any], person: str) -> None:
    text = svg(pose, person=person, marks=["hips"])
    assert len(brotli.compress(text.encode())) <= 2_000
    root = ElementTree.fromstring(text)
    left, top, size, _ = (int(n) for n in root.attrib["viewBox"].split())
    for path in root.iter("path"):
        for p in path_points(path.attrib["d"]) if re.match("M-?[0-9 -]+[ql]", path.attrib["d"]) else []:
            assert left <= p.real * 10 <= left + size
            assert top <= -p.imag * 10 <= top + size


@pytest.mark.parametrize(
    ("spec", "key"),
    [
        ({"pose": DEEP, "view": "above"}, "view"),
        ({"pose": OPEN}, "pose.opening"),
        ({"pose": {"opening": 20}, "view": "behind"}, "pose.opening"),
        ({"pose": DEEP | {"opening": 90}, "view": "behind"}, "pose.opening"),
        ({"pose": DEEP, "marks": ["hips"]}, "marks"),
        ({"pose": DEEP, "marks": ["spine"], "view": "behind"}, "marks"),
        ({"pose": DEEP, "from": DEEP, "view": "behind"}, "from"),
        ({"pose": {"hip": 90, "knee": 20}, "things": ["box"], "view": "behind"}, "things"),
        ({"pose": {"knee": 98, "hip": 100, "kneel": {}}, "view": "behind"}, "pose.kneel"),
        ({"pose": {}, "view": "behind", "frame": 0.8}, "frame"),
        ({"from": DEEP, "to": OPEN}, "to.opening"),
    ],
    ids=str,
)
def test_what_is_not_seen_from_there_is_refused(spec: dict[str, Any], key: str) -> None:
    with pytest.raises(PictureError, match=f"^{re.escape(key)}: "):
        check(spec)


points = st.lists(st.complex_numbers(max_magnitude=50, allow_nan=False, allow_infinity=False), min_size=3, max_size=30)


@given(points)
def test_a_hull_is_convex_and_holds_every_point(given_points: list[complex]) -> None:
    corners = hull(given_points)
    for a, b in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        for p in given_points:
            assert ((b - a).conjugate() * (p - a)).imag >= -1e-6 * (1 + abs(b - a)) * (1 + abs(p - a))


def test_a_silhouette_goes_around_everything_it_is_made_of() -> None:
    square = [complex(x, y) for x, y in ((-5, 0), (5, 0), (5, 10), (-5, 10))]
    smaller = [p / 2 - 20j for p in square]
    outline = silhouette([square, smaller])
    assert min(p.real for p in outline) == pytest.approx(-5, abs=0.6)
    assert max(p.imag for p in outline) == 10
    assert min(p.imag for p in outline) == -20
    assert all(abs(p.real) <= 5 for p in outline)


def test_a_picture_of_open_hips_differs_from_its_pair_by_the_turned_pelvis_alone() -> None:
    shown = [
        pair
        for guide in load_guides(CONTENT).values()
        for pair in guide.mistakes
        if "hips" in pair.wrong.picture["marks"]
    ]
    assert shown
    for pair in shown:
        turned = dict(pair.wrong.picture["pose"])
        assert turned.pop("opening") >= 20
        assert turned == pair.right.picture["pose"]
