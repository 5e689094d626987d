"""Lengths, joint angles and balance of the skeleton, in every picture and every frame of a movement of every guide."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from hinge_pwa.figure.balance.weight import STABLE_LOAD, centre_of_mass, load, solve_open_angles
from hinge_pwa.figure.checks.feasibility import SINK, sole_height
from hinge_pwa.figure.motion import skeletons
from hinge_pwa.figure.person.hands import PALM
from hinge_pwa.figure.person.people import MAN, PEOPLE, WOMAN, Person
from hinge_pwa.figure.pose.pose import Limb, Pose
from hinge_pwa.figure.pose.ranges import RANGES
from hinge_pwa.figure.pose.roller import BESIDE, LENGTH, RADIUS, Roller, ankle_fold
from hinge_pwa.figure.skeleton import joints as sk
from hinge_pwa.figure.skeleton.kinematics import forward_kinematics
from hinge_pwa.figure.spec.picture import read_movement, read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load as load_guides

GUIDES = load_guides(CONTENT)


def stills(guide: str) -> Iterator[sk.Skeleton]:
    found = GUIDES[guide]
    for _, picture in found.pictures():
        yield compose(read_picture(picture))[0]


def frames(guide: str) -> tuple[sk.Skeleton, ...]:
    return skeletons(read_movement(GUIDES[guide].movement))


EVERY = [pytest.param(s, id=f"{guide}-{i}") for guide in GUIDES for i, s in enumerate([*stills(guide), *frames(guide)])]
MOVEMENTS = pytest.mark.parametrize("guide", GUIDES)


@pytest.mark.parametrize("s", EVERY)
def test_every_segment_keeps_its_length(s: sk.Skeleton) -> None:
    stature = s.person.stature
    for leg in (s.stance, s.other):
        assert abs(leg.hip.at - leg.knee.at) == pytest.approx(sk.THIGH * stature)
        assert abs(leg.knee.at - leg.ankle.at) == pytest.approx(sk.SHANK * stature)
    for arm in (s.near_arm, s.far_arm):
        joints = [
            (joint.at.real, joint.at.imag, depth)
            for joint, depth in zip((arm.shoulder, arm.elbow, arm.wrist), arm.depths, strict=True)
        ]
        assert math.dist(joints[0], joints[1]) == pytest.approx(sk.UPPER_ARM * stature, abs=0.1)
        assert math.dist(joints[1], joints[2]) == pytest.approx(sk.FOREARM * stature, abs=0.1)
    levels = [s.stance.hip.at, *(s.spine[level].at for level in sk.SPINE)]
    for (below, above), length in zip(pairwise(levels), sk.SPINE.values(), strict=True):
        assert abs(above - below) == pytest.approx(length * stature)


@pytest.mark.parametrize("s", EVERY)
def test_every_joint_stays_in_a_human_range(s: sk.Skeleton) -> None:
    def within(name: str, angle: float) -> None:
        low, high = RANGES[name]
        assert low <= angle <= high, f"{name} at {angle:.1f}"

    for leg in (s.stance, s.other):
        within("hip", leg.hip.upper - leg.hip.lower)
        within("knee", leg.knee.lower - leg.knee.upper)
        within("ankle", leg.ankle.upper - leg.ankle.lower)
    for arm in (s.near_arm, s.far_arm):
        for name, angle in arm.angles().items():
            within(name, angle)


@pytest.mark.parametrize("s", EVERY)
def test_the_standing_foot_is_on_the_ground_and_nothing_is_below_it(s: sk.Skeleton) -> None:
    ankle = sk.ankle_height(s.person)
    assert s.stance.ball.at.imag == pytest.approx(sk.SOLE)
    if not s.pose.heel:
        assert s.stance.ankle.at == pytest.approx(1j * ankle)
    if not s.pose.heel and not s.pose.kneel:
        assert sole_height(s, s.other) > -SINK


@MOVEMENTS
def test_the_weight_stays_over_the_foot_throughout_the_movement(guide: str) -> None:
    for s in frames(guide):
        assert STABLE_LOAD[0] <= load(s) <= STABLE_LOAD[1]


@MOVEMENTS
def test_the_movement_is_a_hinge(guide: str) -> None:
    """The stance hip flexes by more than 60°, the knee by at least 30° less, and the lower back not at all."""
    start, *_, end = frames(guide)
    hip = (end.stance.hip.upper - end.stance.hip.lower) - (start.stance.hip.upper - start.stance.hip.lower)
    knee = (end.stance.knee.lower - end.stance.knee.upper) - (start.stance.knee.lower - start.stance.knee.upper)
    assert hip > 60
    assert knee < hip - 30
    for s in frames(guide):
        assert s.spine["t12"].upper == pytest.approx(s.spine["sacrum"].lower)


def test_palm_and_ankle_keep_the_roller_throughout_the_movement() -> None:
    for s in frames("foam-roller-deadlift"):
        assert s.roller is not None
        assert abs(s.roller.palm_end - s.roller.foot_end) == pytest.approx(LENGTH)
        palm = s.near_arm.wrist.at + sk.rotate(PALM * s.person.stature / 170, s.near_arm.wrist.lower)
        assert abs(palm - s.roller.palm_end) < 1
        ankle = s.other.ankle.at + sk.rotate(ankle_fold(s.person, sk.ankle_height(s.person)), s.other.ankle.lower)
        assert abs(ankle - (s.roller.foot_end - sk.rotate(RADIUS - BESIDE, s.roller.angle))) < 1


def test_roller_leg_and_trunk_turn_as_one_piece() -> None:
    start, *_, end = frames("foam-roller-deadlift")
    assert start.roller is not None
    assert end.roller is not None
    trunk = end.stance.hip.upper - start.stance.hip.upper
    assert end.roller.angle - start.roller.angle == pytest.approx(trunk, abs=10)
    assert end.other.hip.lower - start.other.hip.lower == pytest.approx(trunk, abs=10)
    assert 50 < end.other.hip.lower < 70, "the free leg goes on in the line of the trunk"


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_a_standing_person_is_as_tall_as_the_stature_says(person: Person) -> None:
    s = forward_kinematics(person, Pose(ankle=0))
    crown = s.spine["skull"].at.imag + 0.091 * person.stature
    assert crown == pytest.approx(person.stature + sk.SOLE, rel=0.02)
    assert s.stance.hip.at.imag - sk.SOLE == pytest.approx(0.530 * person.stature, abs=0.1)
    assert s.near_arm.shoulder.at.imag - sk.SOLE == pytest.approx(0.818 * person.stature, abs=0.5)


def test_the_centre_of_mass_of_a_standing_person_is_where_the_textbook_has_it() -> None:
    height = centre_of_mass(forward_kinematics(MAN, Pose(ankle=0))).imag - sk.SOLE
    assert 0.54 < height / MAN.stature < 0.58


@pytest.mark.parametrize("weight", [0.1, 0.3, 0.6])
def test_an_open_ankle_puts_the_weight_where_it_is_asked(weight: float) -> None:
    pose = solve_open_angles(WOMAN, Pose(knee=20, hip=100, weight=weight))
    assert load(forward_kinematics(WOMAN, pose)) == pytest.approx(weight, abs=1e-4)


def test_a_given_ankle_is_left_alone() -> None:
    pose = Pose(ankle=10, knee=20)
    assert solve_open_angles(WOMAN, pose) is pose


def test_an_arm_without_a_shoulder_angle_hangs_straight_down() -> None:
    s = forward_kinematics(WOMAN, solve_open_angles(WOMAN, Pose(knee=20, hip=95)))
    assert s.near_arm.elbow.at.real == pytest.approx(s.near_arm.shoulder.at.real)


def test_flexion_is_forward_at_hip_spine_and_shoulder_and_backward_at_the_knee() -> None:
    rest = forward_kinematics(MAN, Pose(ankle=0, near_arm=Limb(shoulder=0)))
    assert forward_kinematics(MAN, Pose(ankle=0, hip=30)).spine["c7"].at.real > rest.spine["c7"].at.real
    assert forward_kinematics(MAN, Pose(ankle=0, lumbar=30)).spine["c7"].at.real > rest.spine["c7"].at.real
    assert forward_kinematics(MAN, Pose(ankle=0, knee=30)).stance.hip.at.real < rest.stance.hip.at.real
    raised = forward_kinematics(MAN, Pose(ankle=0, near_arm=Limb(shoulder=30)))
    assert raised.near_arm.elbow.at.real > rest.near_arm.elbow.at.real
    free = forward_kinematics(MAN, Pose(ankle=0, free=Limb(knee=40)))
    assert free.other.ankle.at.real < 0


def test_two_bones_reach_what_is_in_reach_and_say_what_is_not() -> None:
    middle, reachable = sk.two_bone_ik(0j, 30 - 30j, 32, 25, -1)
    assert reachable
    assert abs(middle) == pytest.approx(32)
    assert abs(middle - (30 - 30j)) == pytest.approx(25)
    assert not sk.two_bone_ik(0j, 80 + 0j, 32, 25, -1)[1]


def test_a_roller_that_was_let_go_leaves_the_arm_to_its_angles() -> None:
    pose = Pose(knee=5, hip=5, free=Limb(), near_arm=Limb(shoulder=20), roller=Roller(held=False))
    s = forward_kinematics(MAN, solve_open_angles(MAN, pose))
    held = forward_kinematics(MAN, replace(s.pose, roller=Roller()))
    assert s.near_arm.shoulder.upper - s.near_arm.shoulder.lower == pytest.approx(20)
    assert not math.isclose(abs(s.near_arm.wrist.at - held.near_arm.wrist.at), 0, abs_tol=5)
