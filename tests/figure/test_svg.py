"""The SVG of a page: small, valid and safe."""

import re
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from hypothesis import given
from hypothesis import strategies as st

from hinge_pwa import figure
from hinge_pwa.figure.balance.weight import solve_open_angles
from hinge_pwa.figure.checks.collisions import outline_points
from hinge_pwa.figure.motion import unwrap
from hinge_pwa.figure.outline.body import draw_arm, draw_shirt, draw_shoe, draw_shorts
from hinge_pwa.figure.outline.path import curve, outline, svg_point
from hinge_pwa.figure.outline.surface import FAR_LIMB_OFFSET
from hinge_pwa.figure.person.hands import RELAXED_HAND
from hinge_pwa.figure.person.people import WOMAN
from hinge_pwa.figure.pose.pose import Pose
from hinge_pwa.figure.scene import silhouette
from hinge_pwa.figure.skeleton.kinematics import forward_kinematics
from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.figure.timing import STEPS, clock, minimum_jerk
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.commands import pictures
from hinge_pwa.guides.loader import load

from ..support.svg_paths import controls, joints, places

GUIDES = load(CONTENT)
TEMPO = SimpleNamespace(eccentric=3.0, pause=1.0, concentric=2.0)
STAND: dict[str, Any] = {"knee": 2, "hip": 2}
HINGE: dict[str, Any] = {"knee": 20, "hip": 100}
DRAWN = [pytest.param(str(svg), id=f"{slug}-{key}") for slug, guide in GUIDES.items() for key, svg in pictures(guide)]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def still(**spec: Any) -> str:
    return str(figure.picture({"pose": HINGE} | spec, title="Hinge", description="Hips back", id="x"))


def moving(**spec: Any) -> str:
    table = {"from": STAND, "to": HINGE} | spec
    return str(figure.movement(table, TEMPO, title="Hinge", description="Hips back", id="x"))


def size(text: str) -> int:
    return len(brotli.compress(text.encode()))


@pytest.mark.parametrize("svg", DRAWN)
def test_every_picture_is_well_formed_and_carries_nothing_but_shapes(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    allowed = {"svg", "title", "desc", "g", "path", "text", "animate", "animateTransform"}
    for element in root.iter():
        assert element.tag in allowed
        for name, value in element.attrib.items():
            assert name not in ("style", "href")
            assert not name.startswith("on")
            assert "url(" not in value
            assert ":" not in value, f"{name}={value} could be an address"


@pytest.mark.parametrize("svg", DRAWN)
def test_every_picture_is_named_and_described_by_its_own_elements(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    title, description = (root.find(name) for name in ("title", "desc"))
    assert title is not None
    assert description is not None
    assert title.text
    assert description.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


@pytest.mark.parametrize("svg", DRAWN)
def test_what_is_drawn_stays_inside_the_frame(svg: str) -> None:
    """Tested for the body; an arrow may touch the edge."""
    root = ElementTree.fromstring(svg)
    left, top, width, height = (int(n) for n in root.attrib["viewBox"].split())
    mirrored = "matrix" in svg
    for point in places(root, "shirt", "shorts", "shoe"):
        x = 2 * left + width - point.real if mirrored else point.real
        assert left <= x <= left + width
        assert top <= point.imag <= top + height


@pytest.mark.parametrize("slug", GUIDES)
def test_pictures_are_small(slug: str) -> None:
    drawn = {key: str(svg) for key, svg in pictures(GUIDES[slug])}
    movement = drawn.pop("movement")
    assert size(movement) <= 7_000
    assert max(map(size, drawn.values())) <= 2_500
    assert size("".join(drawn.values())) <= 10_000


def test_texts_are_escaped() -> None:
    svg = figure.picture({"pose": STAND}, title="<b>", description='"&<script>', id="x")
    assert "<b>" not in svg
    assert "<script>" not in svg
    ElementTree.fromstring(str(svg))


def test_a_left_side_is_the_mirror_image_but_its_numbers_are_not() -> None:
    right, left = still(marks=["hip-angle"]), still(marks=["hip-angle"], side="left")
    assert "matrix(-1 " in left
    assert "matrix(-1 " not in right
    for svg in (right, left):
        assert [text.text for text in ElementTree.fromstring(svg).iter("text")] == ["hips", "100°"]


def test_right_and_wrong_differ_in_shape() -> None:
    signs = [re.findall(r'class="sign" d="([^"]+)"', svg) for svg in (still(right=True), still(wrong=True))]
    assert signs[0]
    assert signs[1]
    assert signs[0] != signs[1]
    assert not re.search('class="sign"', still())


@pytest.mark.parametrize("mark", ["spine", "hip-angle", "knee-angle", "hamstrings", "weight", "path", "ghost"])
def test_each_mark_draws_something(mark: str) -> None:
    plain = still(**{"from": STAND})
    assert len(still(marks=[mark], **{"from": STAND})) > len(plain)


def test_the_weight_is_drawn_where_the_weight_is() -> None:
    def place(weight: float) -> int:
        d = re.findall(r'class="load" d="M(-?\d+)', still(pose=HINGE | {"weight": weight}, marks=["weight"]))
        return int(d[0])

    assert place(0.1) < place(0.3) < place(0.6)


def test_the_two_people_differ() -> None:
    assert 'class="figure woman"' in still(person="woman")
    assert 'class="figure man"' in still(person="man")


@pytest.mark.parametrize("svg", [moving(), moving(person="man", side="left", marks=["spine"])])
def test_a_movement_blends_paths_of_equal_shape_at_its_tempo(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    animations = [*root.iter("animate"), *root.iter("animateTransform")]
    assert len(animations) > 8
    for animation in animations:
        assert animation.get("dur") == "6.8s"
        assert animation.get("repeatCount") == "indefinite"
        values = animation.attrib["values"].split(";")
        times = [float(t) for t in animation.attrib["keyTimes"].split(";")]
        assert len(values) == len(times) == len(animation.attrib["keySplines"].split(";")) + 1
        assert times == sorted(times)
        assert times[0] == 0
        assert times[-1] == 1
        assert len({(re.sub(r"[-\d. ]+", "", v), len(NUMBER.findall(v))) for v in values}) == 1
        assert values[0] == values[-1]


def test_what_does_not_bend_is_the_same_text_in_every_pose_and_frame() -> None:
    """Each segment is drawn in its own coordinates, so that Brotli compresses the repeated text."""
    necks, shoes = (
        {re.findall(f'class="{role}" d="([^"]+)"', svg)[-1] for svg in (still(pose=STAND), still(pose=HINGE), moving())}
        for role in ("skin neck", "shoe")
    )
    assert len(necks) == len(shoes) == 1
    neck = next(path for path in ElementTree.fromstring(moving()).iter("path") if path.get("class") == "skin neck")
    assert neck.find("animate") is None


@pytest.mark.parametrize("pose", [HINGE, HINGE | {"free": {"hip": 20, "knee": 70}}], ids=["both feet", "one foot"])
def test_segments_drawn_in_their_own_coordinates_lie_where_the_body_is(pose: dict[str, Any]) -> None:
    s = compose(read_picture({"pose": pose}))[0]
    drawn = places(ElementTree.fromstring(still(pose=pose)), "shirt", "shorts", "shoe", "sleeve")
    aside = 0 if s.legs_differ else FAR_LIMB_OFFSET
    meant = [
        *((part, 0) for part in draw_arm(s, s.far_arm, RELAXED_HAND)),
        *((part, aside) for part in (*draw_shoe(s.person, s.far_leg), *draw_shorts(s, s.far_leg, s.legs_differ))),
        *((part, 0) for part in (*draw_shoe(s.person, s.near_leg), *draw_shorts(s, s.near_leg), *draw_shirt(s))),
        *((part, 0) for part in draw_arm(s, s.near_arm, RELAXED_HAND)),
    ]
    expected = [
        complex(*point) + complex(*svg_point(moved))
        for part, moved in meant
        if part.role in ("shirt", "shorts", "shoe", "sleeve")
        for point in joints(part.d)
    ]
    for got, point in zip(drawn, expected, strict=True):
        assert abs(got - point) < 3  # points and angles are rounded


def test_no_segment_turns_a_whole_round_on_its_way() -> None:
    assert unwrap([170, 178, -174, -166]) == [170, 178, 186, 194]
    assert unwrap([-5, 4]) == [-5, 4]


def test_a_movement_has_a_still_for_people_who_want_no_motion() -> None:
    groups = [group.get("class") for group in ElementTree.fromstring(moving()).iter("g")]
    assert "still" in groups
    assert "motion" in groups


def test_the_clock_keeps_the_tempo() -> None:
    times = [float(t) * 6.8 for t in clock(3, 1, 2).times.split(";")]
    assert times[STEPS] == pytest.approx(3, abs=0.01)
    assert times[STEPS + 1] == pytest.approx(4, abs=0.01)
    assert times[2 * STEPS + 1] == pytest.approx(6, abs=0.01)


def test_minimum_jerk_starts_and_ends_at_rest() -> None:
    assert minimum_jerk(0) == 0
    assert minimum_jerk(0.5) == pytest.approx(0.5)
    assert minimum_jerk(1) == 1
    assert minimum_jerk(0.01) < 1e-4


points = st.lists(st.complex_numbers(max_magnitude=200, allow_nan=False, allow_infinity=False), min_size=3, max_size=40)


@given(points)
def test_rounding_never_adds_up_along_an_outline(corners: list[complex]) -> None:
    """Every implied control point of the path is within a millimetre of the given control point."""
    drawn = controls(outline(corners))
    assert len(drawn) == len(corners)
    for got, meant in zip(drawn, corners, strict=True):
        assert abs(got.real - meant.real * 10) <= 1.01
        assert abs(got.imag + meant.imag * 10) <= 1.01


@given(points)
def test_a_curve_ends_where_it_should(corners: list[complex]) -> None:
    *_, (x, y) = joints(curve(corners))
    assert x == round(corners[-1].real * 10)
    assert y == round(-corners[-1].imag * 10)


def test_the_contact_sheet_shows_every_picture(app: Flask, runner: FlaskCliRunner, tmp_path: Any) -> None:
    file = tmp_path / "sheet.html"
    result = runner.invoke(args=["figure", "sheet", str(file)])
    assert result.exit_code == 0, result.output
    page = file.read_text("utf-8")
    for guide in app.extensions["guides"].values():
        for key, svg in pictures(guide):
            assert f"<figcaption>{key}</figcaption>" in page
            assert str(svg) in page


@pytest.mark.parametrize("pose", [Pose(), Pose(knee=20, hip=100)], ids=["standing", "bent"])
def test_a_silhouette_is_one_closed_shape_around_the_whole_body(pose: Pose) -> None:
    s = forward_kinematics(WOMAN, solve_open_angles(WOMAN, pose))
    (part,) = (part for layer in silhouette(s) for part in layer.parts)
    loops = [[complex(x, -y) / 10 for x, y in joints(f"M{loop}")] for loop in part.d.split("M")[1:]]
    around = max(loops, key=len)
    for turn in (1, -1, 1j, -1j):
        furthest, edge = (max((point * turn).real for point in points) for points in (outline_points(s), around))
        assert edge == pytest.approx(furthest, abs=5), "the far arm and leg reach further by less than that"
