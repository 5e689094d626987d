"""Places a dowel along the back, and the hands that press it there."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ..outline.surface import back
from ..person.people import Person
from ..pose.pose import Pose
from ..skeleton.arms import reach_across
from ..skeleton.joints import Skeleton, segment_angle
from ..skeleton.kinematics import forward_kinematics
from ..skeleton.placed import DowelAxis
from .changes import add_miss, place

DOWEL_LENGTH, DOWEL_RADIUS = 0.59, 1.3
"""Length in statures, radius in cm."""
DOWEL_BELOW = 0.31
"""How far the dowel extends below the middle of the thorax, in statures."""
NECK_RANGE = (-18.0, 10.0)
"""Range of the neck's flexion that brings the head to a dowel, in degrees."""
NECK_ELBOW, LOW_ELBOW = (0.7, 0.45, 0.9), (0.2, -1.0, 0.5)
"""Directions of the elbows: forward, up and away from the middle of the body, for an upright thorax."""


NECK_HAND = 0.25
"""Place of the far hand between C7 (0) and T6 (1): between head and shoulder blades, so that both are visible."""
LOW_HAND = 0.4
"""Place of the near hand between L3 (0) and T12 (1): above the contact at the sacrum, so that it is visible."""


def with_dowel(s: Skeleton) -> Skeleton:
    person, dowel = s.person, _dowel_axis(s)
    neck = dowel.nearest(s.spine["c7"].at + NECK_HAND * (s.spine["t6"].at - s.spine["c7"].at))
    low = dowel.nearest(s.spine["l3"].at + LOW_HAND * (s.spine["t12"].at - s.spine["l3"].at))
    far, miss_far = reach_across(person, s.far_arm, -1, neck, NECK_ELBOW, 90)
    near, miss_near = reach_across(person, s.near_arm, 1, low, LOW_ELBOW, 60)
    misses = add_miss(s, "dowel", miss_far, miss_near)
    return place(replace(s, near_arm=near, far_arm=far), dowel=dowel, misses=misses)


def solve_neck(person: Person, pose: Pose) -> Pose:
    """The pose with the neck's angle at which the head touches the dowel; unchanged without dowel or with an angle."""
    if not pose.things.dowel or pose.neck is not None:
        return pose
    return replace(pose, neck=_neck_flexion(person, pose.lumbar, pose.thoracic))


@lru_cache(maxsize=256)
def _neck_flexion(person: Person, lumbar: float, thoracic: float) -> float:
    """The neck's flexion in degrees at which the head touches the line through low and upper back, by bisection."""

    def gap(neck: float) -> float:
        places = back(forward_kinematics(person, Pose(ankle=0, lumbar=lumbar, thoracic=thoracic, neck=neck)))
        a, way = _hull_edge([*places["sacrum"], *places["blades"]])
        return min(-((point - a) / way).imag for point in places["head"])

    low, high = NECK_RANGE
    for _ in range(9):
        middle = (low + high) / 2
        low, high = (middle, high) if gap(middle) < 0 else (low, middle)
    return (low + high) / 2


def _dowel_axis(s: Skeleton) -> DowelAxis:
    """The dowel as two hands press it to the back: along the edge of the back's convex hull between the hands."""
    stature = s.person.stature
    hands = (s.spine["l3"].at + s.spine["c7"].at) / 2
    a, way = _hull_edge([point for group in back(s).values() for point in group], hands)
    touching = a + way * ((s.spine["t6"].at - a) / way).real
    foot = touching + 1j * way * DOWEL_RADIUS - way * DOWEL_BELOW * stature
    return DowelAxis(foot, foot + way * DOWEL_LENGTH * stature, segment_angle(way, 0j))


def _hull_edge(points: Sequence[complex], over: complex | None = None) -> tuple[complex, complex]:
    """A point and the unit direction of an edge of the convex hull of the back's ``points``, which go upward.

    It is the edge at the level of the point ``over``, or of the middle between the first and the last point.
    """
    low, high = points[0], points[-1]
    up = (high - low) / abs(high - low)
    hull = _hull(sorted((point / up for point in points), key=lambda p: p.real))
    middle = ((over or (low + high) / 2) / up).real
    i = min(max(1, bisect_left([point.real for point in hull], middle)), len(hull) - 1)
    a, b = hull[i - 1] * up, hull[i] * up
    return a, (b - a) / abs(b - a)


def _hull(points: Sequence[complex]) -> list[complex]:
    """The upper half of the convex hull of points that are sorted by their real part."""
    hull: list[complex] = []
    for point in points:
        while len(hull) > 1 and ((hull[-1] - hull[-2]).conjugate() * (point - hull[-2])).imag >= 0:
            hull.pop()
        hull.append(point)
    return hull
