"""Joints in three dimensions, and their projection to a picture from behind.

A point is x (to the right, seen from behind) and z, its point in the side view, in cm. The free leg is the right
leg; a picture with a left free leg is the mirror image.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ..balance.weight import arm_segments, leg_segments, trunk_segments
from ..errors import PictureError
from ..skeleton.arms import SHOULDER_OFFSET, bent_elbow
from ..skeleton.joints import FOREARM, UPPER_ARM, Arm, Skeleton, rotate

HIP_OFFSET = 0.052
"""Half the distance between the hip joints, in statures: 0.72 of that between the iliac spines (Bell et al. 1989)."""
PITCH = 15.0
"""Angle in degrees at which the viewer looks down, so that back, shoulders and head are visible beyond the hips."""
TWIST = (0.09, 0.24)
"""Where the spine twists: from the top of the pelvis to the lower thorax, in statures above the hips."""
ELBOW_OUT = 18.0
"""Sideways distance of the point to which the elbow of the pressing arm is directed (cm)."""


class Point(NamedTuple):
    x: float
    z: complex
    """Forward and up, as in the side view."""


class SpatialArm(NamedTuple):
    """An arm in three dimensions."""

    shoulder: Point
    elbow: Point
    wrist: Point
    fingers: Point
    """The point 1 cm (person 170 cm tall) beyond the wrist, in the direction of the hand."""


def project(point: Point) -> complex:
    """The point in the picture: x to the right, y up."""
    return complex(point.x, rotate(point.z, -PITCH).imag)


def depth(direction: complex) -> float:
    """How far a vector of the side view points away from the viewer."""
    return rotate(direction, -PITCH).real


@dataclass(frozen=True)
class Body:
    """One person in three dimensions. The whole stance leg leans sideways by ``lean`` degrees, clockwise."""

    s: Skeleton
    lean: float

    @property
    def half_hips(self) -> float:
        return HIP_OFFSET * self.s.person.stature

    @property
    def one_leg(self) -> bool:
        return self.s.pose.free is not None

    def stance_point(self, x: float, z: complex) -> Point:
        """A point of the stance leg, ``x`` to the right of its middle."""
        if not self.one_leg:
            return Point(x - self.half_hips, z)
        frontal = rotate(complex(x, z.imag), self.lean)
        return Point(frontal.real, complex(z.real, frontal.imag))

    def trunk_point(self, x: float, z: complex) -> Point:
        """A point of pelvis, trunk or free leg, ``x`` to the right of the middle.

        Pelvis and free leg are rotated around the stance hip. The spine twists back, so that the thorax is not turned.
        """
        hip, opening = self.s.stance.hip, math.radians(self.s.pose.opening)
        local = rotate(z - hip.at, -hip.upper)
        turn = opening * self._turned(local.imag)
        aside = self.half_hips * math.cos(opening) + x * math.cos(turn) + local.real * math.sin(turn)
        forward = local.real * math.cos(turn) - self.half_hips * math.sin(opening) - x * math.sin(turn)
        root = self.stance_hip
        return Point(root.x + aside, root.z + rotate(complex(forward, local.imag), hip.upper))

    def _turned(self, height: float) -> float:
        """The fraction of ``opening`` by which the trunk is turned at a height above the hips."""
        low, high = (part * self.s.person.stature for part in TWIST)
        return min(1.0, max(0.0, (high - height) / (high - low)))

    @cached_property
    def stance_hip(self) -> Point:
        return self.stance_point(0, self.s.stance.hip.at)

    @cached_property
    def other_hip(self) -> Point:
        return self.trunk_point(self.half_hips, self.s.stance.hip.at)

    @property
    def hips_tilt(self) -> float:
        """The angle in degrees by which the line through both hips rises to the free side in the picture."""
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
        """The arm as in the side view, below its shoulder: it does not rotate with the trunk."""
        shoulder = self.trunk_point(side * SHOULDER_OFFSET * self.s.person.stature, arm.shoulder.at)
        hand = arm.wrist.at + rotate(-1j * self.s.person.stature / 170, arm.wrist.lower)

        def at(z: complex) -> Point:
            return Point(shoulder.x, shoulder.z + z - arm.shoulder.at)

        return SpatialArm(shoulder, at(arm.elbow.at), at(arm.wrist.at), at(hand))

    def _pressing(self) -> SpatialArm:
        """The arm whose palm is on the roller's end in front of the free hip; raises PictureError if out of reach."""
        arm, stature = self.s.near_arm, self.s.person.stature
        shoulder = self.trunk_point(SHOULDER_OFFSET * stature, arm.shoulder.at)
        wrist = self.trunk_point(self.half_hips, arm.wrist.at)
        hand = self.trunk_point(self.half_hips, arm.wrist.at + rotate(-1j * stature / 170, arm.wrist.lower))
        hint = self.trunk_point(SHOULDER_OFFSET * stature + ELBOW_OUT, arm.elbow.at)
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
        """Each segment's fraction of body mass, and its x."""
        s, shoulder = self.s, SHOULDER_OFFSET * self.s.person.stature
        yield from ((mass, self.trunk_point(0, at).x) for mass, at in trunk_segments(s))
        yield from ((mass, self.stance_point(0, at).x) for mass, at in leg_segments(s, s.stance))
        yield from ((mass, self.trunk_point(self.half_hips, at).x) for mass, at in leg_segments(s, s.other))
        for arm, x in ((s.near_arm, shoulder), (s.far_arm, -shoulder)):
            yield from ((mass, self.trunk_point(x, at).x) for mass, at in arm_segments(s, arm))

    @property
    def lateral_offset(self) -> float:
        """The x of the centre of mass relative to the stance foot, in cm."""
        parts = list(self.masses())
        return sum(mass * x for mass, x in parts) / sum(mass for mass, _ in parts)


def lean_to_balance(s: Skeleton) -> Body:
    """The body with the lean that puts its centre of mass above the stance foot; 0 on both feet."""
    if s.pose.free is None:
        return Body(s, 0)
    low, high = Body(s, 0), Body(s, -10)
    for _ in range(6):  # secant method: the offset is nearly linear in the lean
        if abs(high.lateral_offset - low.lateral_offset) < 1e-9:
            break
        lean = high.lean - high.lateral_offset * (high.lean - low.lean) / (high.lateral_offset - low.lateral_offset)
        low, high = high, replace(high, lean=lean)
    return high
