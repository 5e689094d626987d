"""The geometry of marks and hands, in every picture of every guide."""

import cmath
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from hinge_pwa.figure import picture
from hinge_pwa.figure.balance.weight import HEEL_BEHIND_ANKLE, centre_of_mass, load
from hinge_pwa.figure.checks.collisions import outline_points
from hinge_pwa.figure.marks.amount import draw_amount
from hinge_pwa.figure.marks.contact import draw_contacts, draw_pressure
from hinge_pwa.figure.marks.distance import draw_distance
from hinge_pwa.figure.marks.trajectory import draw_trajectory
from hinge_pwa.figure.marks.weight import draw_load, draw_plumb
from hinge_pwa.figure.motion import skeletons
from hinge_pwa.figure.outline.body import draw_arm, draw_shirt, draw_shoe, draw_shorts
from hinge_pwa.figure.outline.path import path_points
from hinge_pwa.figure.outline.surface import buttocks, heels, toes
from hinge_pwa.figure.person.hands import CARRYING_HAND
from hinge_pwa.figure.person.profiles import SHOE
from hinge_pwa.figure.pose.roller import RADIUS
from hinge_pwa.figure.scene import hand_shapes, silhouette
from hinge_pwa.figure.skeleton import joints as sk
from hinge_pwa.figure.skeleton.arms import GRIP
from hinge_pwa.figure.skeleton.joints import Skeleton
from hinge_pwa.figure.spec.picture import Picture, read_movement, read_picture
from hinge_pwa.figure.still import compose, draw_marks
from hinge_pwa.figure.things.contacts import contacts
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load as load_guides

from ..support.svg_paths import places

GUIDES = load_guides(CONTENT)
PICTURES = {f"{slug}-{key}": read_picture(table) for slug, guide in GUIDES.items() for key, table in guide.pictures()}
MARKED = (
    "way", "push", "distance", "contact", "contact lost", "gap", "plumb", "centre", "base", "load", "sector", "axis",
    "angle faint", "joint", "spine", "muscle", "sight", "sight ahead", "rest", "pupil",
)  # fmt: skip
TABLES = {f"{slug}-{key}": table for slug, guide in GUIDES.items() for key, table in guide.pictures()}
SIDE_VIEWS = {name: plan for name, plan in PICTURES.items() if plan.view == "side"}


def everybody() -> Iterator[Skeleton]:
    yield from (compose(plan)[0] for plan in SIDE_VIEWS.values())
    for guide in GUIDES.values():
        yield from skeletons(read_movement(guide.movement))


def test_the_instep_lies_flat_on_the_end_of_the_roller() -> None:
    slope = cmath.phase(SHOE[13] - SHOE[12])
    held = [s for s in everybody() if s.roller and s.pose.roller and s.pose.roller.held]
    assert held
    for s in held:
        assert s.roller is not None
        instep = sk.rotate(cmath.rect(1, slope), s.other.ankle.lower)
        end = sk.rotate(-1, s.roller.angle)
        assert abs(math.degrees(cmath.phase(instep / end))) < 12


def test_both_hands_are_on_the_dowel_and_the_low_one_leaves_the_sacrum_to_be_seen() -> None:
    with_dowel = [s for s in everybody() if s.placed.dowel]
    assert with_dowel
    for s in with_dowel:
        dowel = s.placed.dowel
        assert dowel is not None
        size = s.person.stature / 170
        near, far = (arm.wrist.at + sk.rotate(GRIP * size, arm.wrist.lower) for arm in (s.near_arm, s.far_arm))
        assert max(abs(at - dowel.nearest(at)) for at in (near, far)) < 0.5
        sacrum, *_ = contacts(s)
        assert abs(near - sacrum.at) > sacrum.radius + 3


@pytest.mark.parametrize("plan", [plan for plan in SIDE_VIEWS.values() if "path" in plan.marks], ids=lambda plan: "")
def test_no_arrow_goes_into_the_ground_or_a_wall(plan: Picture) -> None:
    s, start, _ = compose(plan)
    for part in draw_trajectory(s, start.pose):
        for point in path_points(part.d):
            assert point.imag > 0
            assert s.placed.wall is None or point.real > s.placed.wall


def test_a_lost_contact_shows_its_gap_from_the_body_to_the_thing() -> None:
    lost = [(s, c) for s in everybody() for c in contacts(s) if not c.touches and c.gap > 3]
    shown = 0
    for plan in SIDE_VIEWS.values():
        if "contact" not in plan.marks:
            continue
        s = compose(plan)[0]
        gaps = [part for part in draw_contacts(s) if part.role == "gap"]
        wide = [c for c in contacts(s) if not c.touches and abs(c.ends[0] - c.ends[1]) > 3]
        assert len(gaps) == len(wide)
        for part, contact in zip(gaps, wide, strict=True):
            body, thing, *_ = path_points(part.d)
            assert abs(body - thing) == pytest.approx(abs(contact.gap), abs=2)
            shown += 1
    assert lost
    assert shown >= 4, "the head, the low back, the hips and the palm lose touch in some picture"


def test_the_weight_is_at_the_toes_in_a_mistake_and_behind_the_middle_of_the_foot_otherwise() -> None:
    pairs = [plan for plan in SIDE_VIEWS.values() if "weight" in plan.marks]
    assert sum(plan.wrong for plan in pairs) >= 3
    for plan in pairs:
        share = load(compose(plan)[0])
        assert share > 0.9 if plan.wrong else share < 0.5


def test_lifted_heels_stand_on_less_than_flat_feet() -> None:
    for plan in SIDE_VIEWS.values():
        if "weight" not in plan.marks:
            continue
        s = compose(plan)[0]
        base, fulcrum = draw_load(s)
        ends = sorted(point.real for point in path_points(base.d))
        foot = sk.FOOT * s.person.stature
        assert (ends[1] - ends[0] < 0.5 * foot) == bool(s.pose.heel)
        tip, *_ = path_points(fulcrum.d)
        assert ends[0] <= tip.real <= ends[1]
        assert tip.real == pytest.approx((load(s) - HEEL_BEHIND_ANKLE) * foot, abs=0.1)


def within(at: complex, shape: Sequence[complex]) -> bool:
    """Whether a point is inside a closed shape: a ray to the right then crosses its edge an odd number of times."""
    met = 0
    for a, b in pairwise([*shape, shape[0]]):
        if (a.imag <= at.imag) != (b.imag <= at.imag):
            met += a.real + (b.real - a.real) * (at.imag - a.imag) / (b.imag - a.imag) > at.real
    return met % 2 == 1


@pytest.mark.parametrize("name", PICTURES)
def test_every_mark_and_number_lies_inside_the_frame(name: str) -> None:
    root = ElementTree.fromstring(str(picture(TABLES[name], title="t", description="d", id="x")))
    left, top, width, height = (int(n) for n in root.attrib["viewBox"].split())
    drawn = [
        place for role in MARKED if root.find(f".//path[@class='{role}']") is not None for place in places(root, role)
    ]
    axis = 2 * left + width if PICTURES[name].side == "left" and PICTURES[name].view == "side" else None
    for place in drawn:
        x = axis - place.real if axis is not None else place.real
        assert left + 10 <= x <= left + width - 10
        assert top + 10 <= place.imag <= top + height - 10
    for text in root.iter("text"):
        x, y, half = int(text.attrib["x"]), int(text.attrib["y"]), 23 * len(text.text or "")
        assert left <= x - half
        assert x + half <= left + width
        assert top + 40 <= y <= top + height - 40


@pytest.mark.parametrize("plan", [plan for plan in SIDE_VIEWS.values() if "weight" in plan.marks], ids=lambda plan: "")
def test_the_line_of_the_weight_begins_on_the_trunk_beside_the_arm(plan: Picture) -> None:
    s = compose(plan)[0]
    *_, dot = draw_plumb(s)
    rim = path_points(dot.d)[1:]
    middle = sum(rim) / len(rim)
    assert middle.real == pytest.approx(centre_of_mass(s).real, abs=0.2)
    trunk = [path_points(part.d) for part in (draw_shirt(s)[0], draw_shorts(s, s.near_leg)[0])]
    arm = [path_points(part.d) for part in draw_arm(s, s.near_arm, hand_shapes(s)[0])]
    assert all(any(within(at, shape) for shape in trunk) for at in rim)
    assert not any(within(at, shape) for at in rim for shape in arm)


@pytest.mark.parametrize("plan", [plan for plan in SIDE_VIEWS.values() if "path" in plan.marks], ids=lambda plan: "")
def test_the_arrow_of_the_hips_lies_behind_them_unless_a_wall_is_too_near(plan: Picture) -> None:
    s, start, _ = compose(plan)
    if s.pose.free:
        return
    shaft = path_points(draw_trajectory(s, start.pose)[-1].d)[:2]
    hindmost = min(buttocks(s), key=lambda point: point.real)
    on = 5 if s.placed.wall is not None else 0
    assert max(at.real for at in shaft) < hindmost.real + on
    assert (shaft[1].real < shaft[0].real) == (s.stance.hip.at.real < start.stance.hip.at.real)


def test_words_and_numbers_stand_clear_of_the_body() -> None:
    shown = [plan for plan in SIDE_VIEWS.values() if draw_marks(plan)[1]]
    assert shown
    for plan in shown:
        body = outline_points(compose(plan)[0])
        for label in draw_marks(plan)[1]:
            low, high = label.corners
            assert not any(low.real < at.real < high.real and low.imag < at.imag < high.imag for at in body)


def test_only_the_hips_of_one_picture_have_degrees_and_one_pose_is_for_later() -> None:
    texts = [label.text for plan in SIDE_VIEWS.values() for label in draw_marks(plan)[1]]
    assert sum(text.endswith("°") for text in texts) == 1
    assert texts.count("later") == 1


def test_the_pose_to_aim_at_is_one_that_a_sore_back_can_take() -> None:
    """The trunk leans by 50° to 70°, except to lift something from the floor and in the pose for later."""
    aims = [plan for name, plan in SIDE_VIEWS.items() if not plan.wrong and "pick-it-up" not in name]
    leans = {name: compose(plan)[0].stance.hip.upper for name, plan in SIDE_VIEWS.items() if plan in aims}
    assert [name for name, lean in leans.items() if lean > 70] == ["hip-hinge-harder[1].picture"]
    for slug, guide in GUIDES.items():
        if slug in ("hip-hinge", "foam-roller-deadlift", "dowel-hinge"):
            end = skeletons(read_movement(guide.movement))[-1]
            assert 50 <= end.stance.hip.upper <= 70
            assert 50 <= leans[f"{slug}-picture"] <= 70


def test_a_distance_leads_from_the_foot_to_the_thing() -> None:
    shown = [plan for plan in SIDE_VIEWS.values() if "distance" in plan.marks]
    assert len(shown) >= 3
    for plan in shown:
        s = compose(plan)[0]
        (part,) = draw_distance(s)
        ends = [path_points("M" + piece)[0].real for piece in part.d.split("M")[1:3]]
        box, wall = s.placed.box, s.placed.wall
        if wall is not None:
            meant = [wall, heels(s.person)]
        else:
            assert box is not None
            assert s.pose.things.box
            meant = [toes(s.person), box.real - s.pose.things.box.length / 2]
        assert ends == pytest.approx(meant, abs=0.1)


def test_a_ghost_has_its_roller_but_no_dowel() -> None:
    ghosts = [compose(plan)[1] for plan in SIDE_VIEWS.values() if "ghost" in plan.marks]
    long = [s for s in ghosts if s.roller or s.placed.dowel]
    assert {bool(s.roller) for s in long} == {True, False}
    for s in long:
        roles = [part.role for layer in silhouette(s) for part in layer.parts]
        assert roles == (["foam", "shadow"] if s.roller else ["shadow"])


def test_every_arrow_of_a_hinge_has_its_pivot_at_the_hip_that_carries() -> None:
    marked = [plan for plan in SIDE_VIEWS.values() if "path" in plan.marks]
    assert len(marked) >= 15
    for plan in marked:
        (pivot,) = [part for part in draw_marks(plan)[0] if part.role == "pivot"]
        rim = path_points(pivot.d)[1:]
        assert sum(rim) / len(rim) == pytest.approx(compose(plan)[0].stance.hip.at, abs=0.2)
    for guide in GUIDES.values():
        assert "pivot" in guide.movement["marks"]
        assert {"ghost", "path"} <= set(guide.picture["marks"])


def test_arrows_of_pressure_begin_in_palm_and_foot_and_lie_on_the_roller() -> None:
    pressed = [compose(plan)[0] for plan in SIDE_VIEWS.values() if "press" in plan.marks]
    assert pressed
    for s in pressed:
        assert s.roller
        arrows = [path_points(part.d) for part in draw_pressure(s.roller) if part.role == "press"]
        for shaft, start in zip(arrows, (s.roller.palm_end, s.roller.foot_end), strict=True):
            assert abs(shaft[0] - start) < 5
            along = sk.rotate(1, -s.roller.angle)
            assert all(abs(((at - s.roller.foot_end) * along).real) < RADIUS for at in shaft)


def test_a_palm_that_lets_go_is_clearly_away_from_a_roller_that_falls() -> None:
    dropped = [compose(plan)[0] for plan in SIDE_VIEWS.values() if plan.pose.roller and not plan.pose.roller.held]
    assert dropped
    for s in dropped:
        assert s.roller
        assert s.roller.angle > 60
        assert next(c for c in contacts(s) if c.subject == "palm is").gap > 30


def test_a_foot_that_holds_the_roller_in_front_is_ahead_of_the_one_that_stands() -> None:
    shown = [s for s in (compose(plan)[0] for plan in SIDE_VIEWS.values()) if s.roller and s.other.ankle.at.real > 0]
    assert len(shown) >= 3
    for s in shown:
        free, standing = (path_points(draw_shoe(s.person, leg)[0].d) for leg in (s.other, s.stance))
        assert min(at.real for at in free) > max(at.real for at in standing) - 3
        assert min(at.imag for at in free) > 3


@pytest.mark.parametrize("hip", [60, 80, 104])
def test_the_number_of_the_hips_stands_clear_of_the_back(hip: int) -> None:
    plan = read_picture({"person": "man", "pose": {"knee": 17, "hip": hip}, "marks": ["hip-angle"]})
    s = compose(plan)[0]
    edge = [at for part in (draw_shirt(s)[0], draw_shorts(s, s.near_leg)[0]) for at in path_points(part.d)]
    for label in draw_marks(plan)[1]:
        low, high = label.corners
        assert not any(low.real < at.real < high.real and low.imag < at.imag < high.imag for at in edge)


def test_how_slowly_how_often_and_when_to_change_have_pictures_with_the_numbers_of_the_guide() -> None:
    guide = GUIDES["foam-roller-deadlift"]
    shown = [read_picture(step.picture) for step in guide.steps]
    tempo = guide.tempo
    assert [plan.seconds for plan in shown if plan.seconds] == [tempo.pause, tempo.concentric, tempo.eccentric]
    assert [plan.times for plan in shown if plan.times] == [guide.reps]
    assert [plan.view for plan in shown if plan.change] == ["behind"]
    assert len([plan for plan in shown if "press" in plan.marks]) == 3, "palm and foot press all the way"


@pytest.mark.parametrize("name", [name for name, plan in PICTURES.items() if plan.seconds or plan.times])
def test_the_sign_of_an_amount_stands_clear_of_body_ghost_and_arrows(name: str) -> None:
    plan = PICTURES[name]
    s, start, frame = compose(plan)
    (sign, *_), (label,) = draw_amount(plan.seconds, plan.times, frame)
    here = label.at.real if not frame.mirrored else frame.axis / 10 - label.at.real
    box = path_points(sign.d)
    left, right = min(at.real for at in box) - 2, here + 10
    low = min(at.imag for at in box) - 2
    others = [
        *outline_points(s),
        *outline_points(start),
        *(at for part in draw_marks(plan)[0] for at in path_points(part.d)),
    ]
    seen = [complex(frame.axis / 10 - at.real, at.imag) if frame.mirrored else at for at in others]
    assert not [at for at in seen if left < at.real < right and at.imag > low]


def test_a_change_shows_the_person_on_each_leg_and_an_arrow_between() -> None:
    (name,) = [name for name, plan in PICTURES.items() if plan.change]
    root = ElementTree.fromstring(str(picture(TABLES[name], title="t", description="d", id="x")))
    assert len(root.findall(".//path[@class='foam']")) == len(root.findall(".//path[@class='pivot']")) == 2
    assert len([g for g in root.iter("g") if g.attrib.get("transform", "").startswith("matrix(-1")]) == 1
    tail, *_, tip = places(root, "way")
    assert tail.real < -20
    assert tip.real > -20


@pytest.mark.parametrize("slug", GUIDES)
def test_no_two_pictures_of_a_guide_are_the_same(slug: str) -> None:
    drawn = [str(picture(table, title="t", description="d", id="x")) for _, table in GUIDES[slug].pictures()]
    assert len(set(drawn)) == len(drawn)


def test_a_hand_at_the_handle_of_a_box_on_the_floor_closes_around_it() -> None:
    near = []
    for plan in SIDE_VIEWS.values():
        s = compose(plan)[0]
        box, at = s.pose.things.box, s.placed.box
        if box and at is not None and not box.held:
            grip = s.near_arm.wrist.at + sk.rotate(GRIP * s.person.stature / 170, s.near_arm.wrist.lower)
            near.append(abs(grip - at - 1j * box.handles))
            assert (hand_shapes(s)[0] is CARRYING_HAND) == (near[-1] < 3)
    assert [miss for miss in near if 3 <= miss < 20] == [], "a hand reaches the handle, or is far from it"
    assert min(near) < 3
