"""Arms that reach for a thing: two-bone inverse kinematics, in the plane or across the body."""

import cmath
import math

from ..person.people import Person
from .joints import FOREARM, UPPER_ARM, Arm, Joint, rotate, segment_angle, two_bone_ik

GRIP = 0.4 - 6.4j
"""The middle of a closed hand, relative to the wrist (cm, person 170 cm tall)."""
FINGERS = 14.0
"""Distance from the wrist to the fingertips that hold something small (cm, person 170 cm tall)."""
SHOULDER_OFFSET = 0.115
"""Half the distance between the shoulder joints, in statures (Drillis & Contini: 0.129, less the deltoid)."""

TRIES = 16
"""Iterations; each rotates the hand half the way to the direction of the forearm."""

Point = tuple[float, float, float]
"""x forward, y up, z towards the viewer, in cm."""


def arm_reach(person: Person, elbow: float) -> float:
    """Distance in cm from the shoulder to the middle of the closed hand, at this flexion of the elbow in degrees."""
    first, second = UPPER_ARM * person.stature, _fore_and_grip(person)
    return abs(first + cmath.rect(second, math.radians(elbow)))


def grip(person: Person, arm: Arm, at: complex, hand: float = -GRIP.imag) -> tuple[Arm, float]:
    """The arm with its hand at ``at`` and a straight wrist, and the distance in cm by which it misses.

    ``hand`` is the distance from the wrist to the part that holds: closed hand or fingertips (cm, person 170 cm tall).
    """
    shoulder = arm.shoulder.at
    first, second = UPPER_ARM * person.stature, FOREARM * person.stature + hand * person.stature / 170
    elbow, _ = two_bone_ik(shoulder, at, first, second, -1)
    way = (at - elbow) / abs(at - elbow)
    wrist = elbow + FOREARM * person.stature * way
    upper, fore = segment_angle(shoulder, elbow), segment_angle(elbow, wrist)
    solved = Arm(Joint(shoulder, arm.shoulder.upper, upper), Joint(elbow, upper, fore), Joint(wrist, fore, fore))
    return solved, abs(elbow + second * way - at)


def rest_palm(person: Person, arm: Arm, at: complex, angle: float, palm: complex, bend: float) -> tuple[Arm, float]:
    """The arm with its ``palm`` (relative to the wrist) at ``at``, and the distance in cm by which it misses.

    The hand has the given angle, or the nearest angle at which the wrist extends by at most ``bend`` degrees.
    """
    scale = person.stature / 170
    shoulder, hand = arm.shoulder.at, angle
    for _ in range(8):
        target = at - rotate(palm * scale, hand)
        elbow, _ = two_bone_ik(shoulder, target, UPPER_ARM * person.stature, FOREARM * person.stature, -1)
        wrist = elbow + FOREARM * person.stature * (target - elbow) / abs(target - elbow)
        upper, fore = segment_angle(shoulder, elbow), segment_angle(elbow, wrist)
        over = (fore - angle + 180) % 360 - 180 - bend
        hand = angle + max(0.0, over)
    solved = Arm(Joint(shoulder, arm.shoulder.upper, upper), Joint(elbow, upper, fore), Joint(wrist, fore, hand))
    return solved, abs(wrist - target)


def reach_across(person: Person, arm: Arm, side: int, at: complex, hint: Point, start: float) -> tuple[Arm, float]:
    """The arm with its closed hand at ``at`` in the middle of the body, and the distance in cm by which it misses.

    ``side`` is 1 for the near arm, −1 for the far arm. ``hint`` is the direction of the elbow, relative to an upright
    thorax. The hand continues the line of the forearm in the picture; the search begins with a hand at ``start``
    degrees from the thorax.
    """
    plane = rotate(complex(hint[0], hint[1]), arm.shoulder.upper)
    out = (plane.real, plane.imag, side * hint[2])
    first, second = UPPER_ARM * person.stature, FOREARM * person.stature
    root = (arm.shoulder.at.real, arm.shoulder.at.imag, side * SHOULDER_OFFSET * person.stature)
    hand = arm.shoulder.upper + start
    for last in (*[False] * TRIES, True):
        wrist = at - rotate(GRIP * person.stature / 170, hand)
        target = (wrist.real, wrist.imag, side * 2.0)
        elbow = bent_elbow(root, target, first, second, out)
        fore = _minus(target, elbow)
        end = _plus(elbow, _times(fore, second / _length(fore)))
        elbow_at, end_at = complex(elbow[0], elbow[1]), complex(end[0], end[1])
        if not last:  # keep the angle for which this wrist was found
            hand += ((segment_angle(elbow_at, end_at) - hand + 180) % 360 - 180) / 2
    upper = segment_angle(arm.shoulder.at, elbow_at)
    solved = Arm(
        Joint(arm.shoulder.at, arm.shoulder.upper, upper),
        Joint(elbow_at, upper, hand),
        Joint(end_at, hand, hand),
        depths=(root[2], elbow[2], end[2]),
    )
    held = end_at + rotate(GRIP * person.stature / 170, hand)
    return solved, max(abs(held - at), abs(end[2] - target[2]))


def bent_elbow(root: Point, target: Point, first: float, second: float, out: Point) -> Point:
    """The elbow at bone lengths ``first`` and ``second``: of its circle of places, the one furthest towards ``out``."""
    way = _minus(target, root)
    distance = _length(way)
    d = min(max(distance, abs(first - second) + 1e-9), first + second - 1e-9)
    axis = _times(way, 1 / distance)
    along = (first**2 + d**2 - second**2) / (2 * d)
    aside = _minus(out, _times(axis, _dot(out, axis)))
    aside = _times(aside, math.sqrt(max(0.0, first**2 - along**2)) / _length(aside))
    return _plus(root, _plus(_times(axis, along), aside))


def _fore_and_grip(person: Person) -> float:
    return FOREARM * person.stature + abs(GRIP.imag) * person.stature / 170


def _plus(a: Point, b: Point) -> Point:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _times(a: Point, by: float) -> Point:
    return (a[0] * by, a[1] * by, a[2] * by)


def _length(a: Point) -> float:
    return math.hypot(*a)
