"""Things: their places, their contacts with hands and body, and what is refused."""

from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from hinge_pwa.figure import PictureError, check, movement, picture
from hinge_pwa.figure.balance.weight import centre_of_mass, solve_open_angles
from hinge_pwa.figure.motion import skeletons
from hinge_pwa.figure.outline.path import path_points
from hinge_pwa.figure.skeleton import joints as sk
from hinge_pwa.figure.skeleton.joints import Skeleton
from hinge_pwa.figure.spec.picture import read_movement, read_picture
from hinge_pwa.figure.things.contacts import contacts
from hinge_pwa.figure.things.placement import build_skeleton
from hinge_pwa.figure.timing import STEPS

STAND: dict[str, Any] = {"knee": 2, "hip": 2}
HINGE: dict[str, Any] = {"knee": 20, "hip": 85}
SQUAT: dict[str, Any] = {"knee": 70, "hip": 110}
ROUND: dict[str, Any] = {"knee": 8, "hip": 30, "lumbar": 40, "thoracic": 25}
PEOPLE = pytest.mark.parametrize("person", ["woman", "man"])


def person_with(thing: str, pose: dict[str, Any], person: str = "woman", **table: Any) -> Skeleton:
    plan = read_picture({"person": person, "pose": pose, "things": [thing], thing: table, "wrong": True})
    return build_skeleton(plan.person, solve_open_angles(plan.person, plan.pose))


def gaps(s: Skeleton) -> list[float]:
    return [contact.gap for contact in contacts(s)]


@PEOPLE
@pytest.mark.parametrize("pose", [STAND, HINGE, SQUAT], ids=["stand", "hinge", "squat"])
def test_a_dowel_touches_head_blades_and_sacrum_of_a_long_back(person: str, pose: dict[str, Any]) -> None:
    s = person_with("dowel", pose, person)
    assert len(gaps(s)) == 3
    assert max(map(abs, gaps(s))) < 1


@PEOPLE
def test_a_round_back_leaves_the_dowel(person: str) -> None:
    kept = [contact.touches for contact in contacts(person_with("dowel", ROUND, person))]
    assert kept == [False, True, False]


@PEOPLE
def test_a_dowel_moves_with_the_trunk_as_one_piece(person: str) -> None:
    first, second = (person_with("dowel", pose, person) for pose in (STAND, HINGE))
    for s in (first, second):
        assert s.placed.dowel is not None
    places = [(s.placed.dowel, s.spine["sacrum"]) for s in (first, second)]
    seen = [
        ((dowel.low - joint.at) / sk.rotate(1, joint.lower), dowel.angle - joint.lower)
        for dowel, joint in places
        if dowel is not None
    ]
    assert seen[0] == pytest.approx(seen[1], abs=0.05)


@PEOPLE
def test_arms_across_the_body_keep_their_length_in_space(person: str) -> None:
    s = person_with("dowel", HINGE, person)
    for arm in (s.near_arm, s.far_arm):
        shoulder, elbow, wrist = arm.depths
        upper = abs(complex(abs(arm.elbow.at - arm.shoulder.at), elbow - shoulder))
        fore = abs(complex(abs(arm.wrist.at - arm.elbow.at), wrist - elbow))
        assert upper == pytest.approx(sk.UPPER_ARM * s.person.stature)
        assert fore == pytest.approx(sk.FOREARM * s.person.stature)


@PEOPLE
@pytest.mark.parametrize("elbow", [10, 45, 90])
@pytest.mark.parametrize("pose", [STAND, HINGE, SQUAT], ids=["stand", "hinge", "squat"])
def test_both_hands_are_on_a_box_that_is_held(person: str, pose: dict[str, Any], elbow: float) -> None:
    s = person_with("box", pose | {"elbow": elbow}, person)
    assert max(map(abs, gaps(s))) < 1
    assert s.near_arm.wrist.at == pytest.approx(s.far_arm.wrist.at)
    assert s.placed.box is not None
    assert s.placed.box.imag >= 0


def test_a_heavier_box_moves_the_weight_and_so_the_body() -> None:
    light, heavy = (person_with("box", HINGE, mass=mass) for mass in (0, 20))
    assert heavy.stance.hip.at.real < light.stance.hip.at.real - 2
    for s in (light, heavy):
        assert centre_of_mass(s).real == pytest.approx(centre_of_mass(light).real, abs=0.01)


@PEOPLE
def test_a_kettlebell_hangs_from_straight_arms_and_stands_on_the_floor(person: str) -> None:
    s = person_with("kettlebell", STAND, person)
    assert abs(gaps(s)[0]) < 1
    assert s.near_arm.angles()["elbow"] < 10
    assert s.placed.kettlebell is not None
    assert s.placed.kettlebell.imag > 20
    on_floor = person_with("kettlebell", STAND, person, held=False)
    assert on_floor.placed.kettlebell == 10


@PEOPLE
def test_without_a_gap_the_hips_touch_the_wall(person: str) -> None:
    assert abs(gaps(person_with("wall", HINGE, person))[0]) < 0.01


def test_in_a_movement_the_wall_stays_where_the_hips_touch_it_at_the_end() -> None:
    frames = skeletons(read_movement({"from": STAND, "to": HINGE, "things": ["wall"]}))
    assert len({s.placed.wall for s in frames}) == 1
    assert abs(gaps(frames[-1])[0]) < 0.01
    assert gaps(frames[0])[0] > 5


def test_in_a_movement_a_ring_opens_as_the_hips_come_to_the_wall() -> None:
    spec = {"from": STAND, "to": HINGE, "things": ["wall"], "marks": ["contact"]}
    tempo = SimpleNamespace(eccentric=3.0, pause=1.0, concentric=2.0)
    svg = ElementTree.fromstring(str(movement(spec, tempo, title="t", description="d", id="x")))
    rings = [path for path in svg.iter("path") if path.get("class") == "contact" and path.find("animate") is not None]
    assert len(rings) == 1
    values = rings[0][0].attrib["values"].split(";")
    widths = [max(p.real for p in path_points(d)) - min(p.real for p in path_points(d)) for d in values]
    assert widths[0] == 0
    assert widths[STEPS] > 12


def test_a_movement_that_ends_without_the_contact_it_shows_is_refused() -> None:
    spec = {"from": STAND, "to": HINGE, "things": ["wall"], "wall": {"gap": 40}, "marks": ["contact"]}
    with pytest.raises(PictureError, match=r"^to: the hips are"):
        check(spec)


def test_a_wall_is_as_far_from_the_heels_as_its_gap_says() -> None:
    near, far = (person_with("wall", STAND, gap=gap).placed.wall for gap in (10, 30))
    assert near is not None
    assert far is not None
    assert near - far == pytest.approx(20)


@PEOPLE
@pytest.mark.parametrize("table", [{"front": 12}, {"front": 20, "hand": "near"}], ids=str)
def test_a_hand_rests_on_a_wall_in_front(person: str, table: dict[str, Any]) -> None:
    s = person_with("wall", STAND, person, **table)
    assert abs(gaps(s)[0]) < 1
    assert s.placed.palm is not None
    assert s.placed.palm.real == s.placed.wall


@PEOPLE
def test_a_hand_rests_on_the_back_of_a_chair(person: str) -> None:
    assert abs(gaps(person_with("chair", STAND, person, before=5))[0]) < 1


SIT: dict[str, Any] = {"knee": 90, "hip": 93, "ankle": 4}


@PEOPLE
def test_who_sits_on_a_chair_does_not_fall_without_leaning_forward(person: str) -> None:
    seat = 39.5 if person == "woman" else 43
    spec = {"person": person, "pose": SIT, "things": ["chair"], "chair": {"behind": 2, "seat": seat}}
    check(spec | {"marks": ["contact"]})
    with pytest.raises(PictureError, match="would fall"):
        check(spec | {"chair": {"behind": 2, "seat": seat - 6}})
    with pytest.raises(PictureError, match="inside the seat"):
        check(spec | {"chair": {"behind": 2, "seat": seat + 6}, "wrong": True})
    with pytest.raises(PictureError, match="would fall"):
        check(spec | {"chair": {"behind": -30, "seat": seat}})


@pytest.mark.parametrize(
    ("spec", "key"),
    [
        ({"wall": {}}, "wall"),
        ({"things": ["wall"], "wall": {"gap": -1}}, "wall.gap"),
        ({"things": ["wall"], "wall": {"gap": 1, "front": 1}}, "wall"),
        ({"things": ["wall"], "wall": {"hand": "left", "front": 1}}, "wall.hand"),
        ({"things": ["wall"], "wall": {"front": 75}}, "pose"),
        ({"things": ["dowel"], "dowel": {"length": 3}}, "dowel.length"),
        ({"things": ["box"], "box": {"held": "no"}}, "box.held"),
        ({"things": ["box", "dowel"]}, "things"),
        ({"things": ["box", "kettlebell"]}, "things"),
        ({"things": ["chair"]}, "chair"),
        ({"things": ["chair"], "chair": {"before": 3, "behind": 3}}, "chair"),
        ({"things": ["chair"], "chair": {"before": "near"}}, "chair.before"),
        ({"things": ["kettlebell"], "kettlebell": {"mass": 100}}, "kettlebell.mass"),
        ({"pose": STAND | {"free": {}}, "things": ["roller", "box"]}, "things"),
        ({"pose": ROUND, "things": ["dowel"], "marks": ["contact"]}, "pose"),
        ({"things": ["wall"], "wall": {"gap": 30}, "marks": ["contact"]}, "pose"),
        ({"pose": HINGE, "things": ["wall"], "wall": {"gap": 5}, "wrong": True}, "pose"),
        ({"pose": HINGE, "things": ["wall"], "wall": {"front": 5, "hand": "none"}}, "pose"),
    ],
    ids=str,
)
def test_the_message_begins_with_the_key(spec: dict[str, Any], key: str) -> None:
    with pytest.raises(PictureError) as error:
        check({"pose": STAND} | spec)
    assert str(error.value).startswith(f"{key}: ")


def test_a_lost_contact_is_drawn_as_a_broken_ring() -> None:
    def rings(pose: dict[str, Any]) -> tuple[int, int]:
        spec = {"pose": pose, "things": ["dowel"], "marks": ["contact"], "wrong": True}
        svg = str(picture(spec, title="t", description="d", id="x"))
        return svg.count('class="contact"'), svg.count('class="contact lost"')

    assert rings(HINGE) == (3, 0)
    assert rings(ROUND) == (1, 2)
