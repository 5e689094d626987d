"""Joints in space, and where they are in a picture from behind.

A point is its place across (to the right as seen from behind) and its place in the side view, in cm. The
free leg is the right one; a left one is the mirror image.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ..balance.weight import arm_segments, leg_segments, trunk_segments
from ..errors import PictureError
from ..skeleton.arms import SHOULDER_APART, bent_elbow
from ..skeleton.joints import FOREARM, UPPER_ARM, Arm, Skeleton, rotate

HIP_APART = 0.052
"""Half the distance between the hip joints, in statures: 0.72 of that between the iliac spines (Bell et al. 1989)."""
PITCH = 15.0
"""How far the viewer looks down, in degrees: so far that back, shoulders and head show beyond the hips."""
ELBOW_OUT = 18.0
"""How far outward the elbow of the pressing arm points, beside how far it does in the side view (cm)."""


class Point(NamedTuple):
    x: float
    z: complex
    """Forward and up, as in the side view."""


class SpatialArm(NamedTuple):
    """An arm in space."""

    shoulder: Point
    elbow: Point
    wrist: Point
    fingers: Point
    """A hand's length on from the wrist: where the hand points."""


def project(point: Point) -> complex:
    """Where the point is in the picture: to the right, and up."""
    return complex(point.x, rotate(point.z, -PITCH).imag)


def depth(direction: complex) -> float:
    """How far a step in the side view's plane leads away from the viewer."""
    return rotate(direction, -PITCH).real


@dataclass(frozen=True)
class Body:
    """One person in space. The stance leg leans as one to the side, so that the weight is above its foot."""

    s: Skeleton
    lean: float

    @property
    def half_hips(self) -> float:
        return HIP_APART * self.s.person.stature

    @property
    def one_leg(self) -> bool:
        return self.s.pose.free is not None

    def stance_point(self, x: float, z: complex) -> Point:
        """A point of the stance leg, ``x`` to the side of its middle."""
        if not self.one_leg:
            return Point(x - self.half_hips, z)
        frontal = rotate(complex(x, z.imag), self.lean)
        return Point(frontal.real, complex(z.real, frontal.imag))

    def trunk_point(self, x: float, z: complex) -> Point:
        """A point of pelvis, trunk or free leg, ``x`` to the side of the middle; it opens around the stance hip."""
        hip, turn = self.s.stance.hip, math.radians(self.s.pose.opening)
        local, across = rotate(z - hip.at, -hip.upper), x + self.half_hips
        aside = across * math.cos(turn) + local.real * math.sin(turn)
        forward = local.real * math.cos(turn) - across * math.sin(turn)
        root = self.stance_hip
        return Point(root.x + aside, root.z + rotate(complex(forward, local.imag), hip.upper))

    @cached_property
    def stance_hip(self) -> Point:
        return self.stance_point(0, self.s.stance.hip.at)

    @cached_property
    def other_hip(self) -> Point:
        return self.trunk_point(self.half_hips, self.s.stance.hip.at)

    @property
    def hips_tilt(self) -> float:
        """How far the line through both hips rises to the free side in the picture, in degrees."""
        way = project(self.other_hip) - project(self.stance_hip)
        return math.degrees(math.atan2(way.imag, way.real))

    @cached_property
    def near_arm(self) -> SpatialArm:
        roller = self.s.pose.roller
        return self._pressing() if roller and roller.held else self._hanging(self.s.near_arm, 1)

    @cached_property
    def far_arm(self) -> SpatialArm:
        return self._hanging(self.s.far_arm, -1)

    def _hanging(self, arm: Arm, side: int) -> SpatialArm:
        """It keeps its place in the side view under its shoulder: it hangs, however the trunk opens."""
        shoulder = self.trunk_point(side * SHOULDER_APART * self.s.person.stature, arm.shoulder.at)
        hand = arm.wrist.at + rotate(-1j * self.s.person.stature / 170, arm.wrist.lower)

        def at(z: complex) -> Point:
            return Point(shoulder.x, shoulder.z + z - arm.shoulder.at)

        return SpatialArm(shoulder, at(arm.elbow.at), at(arm.wrist.at), at(hand))

    def _pressing(self) -> SpatialArm:
        """The arm whose palm is on the roller's end, in front of the free hip; raises PictureError out of reach."""
        arm, stature = self.s.near_arm, self.s.person.stature
        shoulder = self.trunk_point(SHOULDER_APART * stature, arm.shoulder.at)
        wrist = self.trunk_point(self.half_hips, arm.wrist.at)
        hand = self.trunk_point(self.half_hips, arm.wrist.at + rotate(-1j * stature / 170, arm.wrist.lower))
        hint = self.trunk_point(SHOULDER_APART * stature + ELBOW_OUT, arm.elbow.at)
        root, target, out = (
            (p.z.real - shoulder.z.real * share, p.z.imag - shoulder.z.imag * share, p.x - shoulder.x * share)
            for p, share in ((shoulder, 0), (wrist, 0), (hint, 1))
        )
        first, second = UPPER_ARM * stature, FOREARM * stature
        if math.dist(root, target) > first + second:
            raise PictureError("pose: the hand cannot reach the end of the roller; lean or tilt it differently")
        forward, up, aside = bent_elbow(root, target, first, second, out)
        return SpatialArm(shoulder, Point(aside, complex(forward, up)), wrist, hand)

    def masses(self) -> Iterator[tuple[float, float]]:
        """Each part's share of the mass, and how far to the side it is."""
        s, shoulder = self.s, SHOULDER_APART * self.s.person.stature
        yield from ((mass, self.trunk_point(0, at).x) for mass, at in trunk_segments(s))
        yield from ((mass, self.stance_point(0, at).x) for mass, at in leg_segments(s, s.stance))
        yield from ((mass, self.trunk_point(self.half_hips, at).x) for mass, at in leg_segments(s, s.other))
        for arm, x in ((s.near_arm, shoulder), (s.far_arm, -shoulder)):
            yield from ((mass, self.trunk_point(x, at).x) for mass, at in arm_segments(s, arm))

    @property
    def lateral_offset(self) -> float:
        """How far the centre of mass is to the side of the standing foot, in cm."""
        parts = list(self.masses())
        return sum(mass * x for mass, x in parts) / sum(mass for mass, _ in parts)


def lean_to_balance(s: Skeleton) -> Body:
    """The body with the lean that brings its centre of mass above the foot it stands on."""
    if s.pose.free is None:
        return Body(s, 0)
    low, high = Body(s, 0), Body(s, -10)
    for _ in range(6):  # the secant rule: the sway is nearly linear in the lean
        if abs(high.lateral_offset - low.lateral_offset) < 1e-9:
            break
        lean = high.lean - high.lateral_offset * (high.lean - low.lean) / (high.lateral_offset - low.lateral_offset)
        low, high = high, replace(high, lean=lean)
    return high
