"""The centre of mass, and the ankle angle that puts it over the foot.

Segment masses (fractions of body mass) and centres are from Winter (*Biomechanics and Motor Control of Human
Movement*, 4th ed., table 4.1, after Dempster). A centre is a fraction of the distance from the first to the second
joint.
"""

from collections.abc import Iterator
from dataclasses import replace

from ..person.people import Person
from ..pose.pose import Pose
from ..skeleton.joints import FOOT, HAND, Arm, Leg, Skeleton, rotate
from ..things.dowel import solve_neck
from ..things.placement import build_skeleton

LEG_MASSES = {"thigh": (0.100, 0.433), "shank": (0.0465, 0.433), "foot": (0.0145, 0.5)}
ARM_MASSES = {"upper": (0.028, 0.436), "fore": (0.016, 0.430), "hand": (0.006, 0.506)}
PELVIS, ABDOMEN, THORAX, HEAD = 0.142, 0.139, 0.216, 0.081

HEEL_BEHIND_ANKLE = 0.25
"""Fraction of the foot's length behind the ankle."""
TOLERANCE = 1e-5
"""Precision of the load that is solved for, as a fraction of the foot's length."""
STABLE_LOAD = (0.06, 0.72)
"""Range of the load without falling, as fractions of the foot: from inside the edge of the heel to the ball."""


def centre_of_mass(s: Skeleton) -> complex:
    """The centre of mass of the body and of the things that it carries, in cm."""
    carried = [(mass / s.person.mass, at) for mass, at in s.placed.carried]
    parts = [
        *carried,
        *trunk_segments(s),
        *leg_segments(s, s.stance),
        *leg_segments(s, s.other),
        *arm_segments(s, s.near_arm),
        *arm_segments(s, s.far_arm),
    ]
    return sum(mass * at for mass, at in parts) / sum(mass for mass, _ in parts)


def load(s: Skeleton) -> float:
    """The place of the centre of mass along the foot, from 0 at the heel to 1 at the toes."""
    return centre_of_mass(s).real / (FOOT * s.person.stature) + HEEL_BEHIND_ANKLE


def solve_open_angles(person: Person, pose: Pose) -> Pose:
    """The pose with the angles that the guide leaves open.

    The ankle puts the load at ``pose.weight``; with a dowel, the neck brings the head to it. Given angles stay.
    """
    pose = solve_neck(person, pose)
    if pose.ankle is not None:
        return pose
    angles = [-20.0, 20.0]
    misses = [load(build_skeleton(person, replace(pose, ankle=angle))) - pose.weight for angle in angles]
    while abs(misses[-1]) > TOLERANCE and len(angles) < 20:  # secant method: the load is nearly linear in the angle
        slope = (misses[-1] - misses[-2]) / (angles[-1] - angles[-2])
        angles.append(angles[-1] - misses[-1] / slope)
        misses.append(load(build_skeleton(person, replace(pose, ankle=angles[-1]))) - pose.weight)
    return replace(pose, ankle=angles[-1])


def trunk_segments(s: Skeleton) -> Iterator[tuple[float, complex]]:
    """Mass (fraction of body mass) and centre (cm) of each segment of trunk, neck and head."""
    hip, sacrum, t12, c7, skull = (
        s.stance.hip.at,
        *(s.spine[level].at for level in ("sacrum", "t12", "c7", "skull")),
    )
    yield PELVIS, (hip + sacrum) / 2
    yield ABDOMEN, t12 + 0.44 * (sacrum - t12)
    yield THORAX, c7 + 0.5 * (t12 - c7)
    yield HEAD, skull + rotate(0.02 * s.person.stature * (1 + 1j), s.spine["skull"].upper)


def leg_segments(s: Skeleton, leg: Leg) -> Iterator[tuple[float, complex]]:
    for name, top, bottom in (
        ("thigh", leg.hip, leg.knee),
        ("shank", leg.knee, leg.ankle),
        ("foot", leg.ankle, leg.ball),
    ):
        mass, share = LEG_MASSES[name]
        yield mass, top.at + share * (bottom.at - top.at)


def arm_segments(s: Skeleton, arm: Arm) -> Iterator[tuple[float, complex]]:
    for name, top, bottom in (("upper", arm.shoulder, arm.elbow), ("fore", arm.elbow, arm.wrist)):
        mass, share = ARM_MASSES[name]
        yield mass, top.at + share * (bottom.at - top.at)
    mass, share = ARM_MASSES["hand"]
    yield mass, arm.wrist.at - rotate(share * HAND * s.person.stature * 1j, arm.wrist.lower)
