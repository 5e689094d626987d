"""A dowel along the back: where it rests, and the hands that press it there."""

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
"""In statures; in cm."""
DOWEL_BELOW = 0.31
"""How far the dowel goes down from the middle of the thorax, in statures."""
NECK_RANGE = (-18.0, 10.0)
"""How far the neck bends to bring the head to a dowel, in degrees."""
NECK_ELBOW, LOW_ELBOW = (0.1, 0.6, 0.9), (0.2, -1.0, 0.5)
"""Where the elbows point: forward, up and away from the body's middle, seen in the frame of the thorax."""


NECK_HAND = 0.25
"""How far from C7 down to T6 the far hand holds: between head and shoulder blades, so that they show."""
LOW_HAND = 0.4
"""How far from L3 up to T12 the near hand holds: above where the dowel touches the sacrum, so that it shows."""


def with_dowel(s: Skeleton) -> Skeleton:
    person, dowel = s.person, _dowel_axis(s)
    neck = dowel.nearest(s.spine["c7"].at + NECK_HAND * (s.spine["t6"].at - s.spine["c7"].at))
    low = dowel.nearest(s.spine["l3"].at + LOW_HAND * (s.spine["t12"].at - s.spine["l3"].at))
    far, miss_far = reach_across(person, s.far_arm, -1, neck, NECK_ELBOW, 90)
    near, miss_near = reach_across(person, s.near_arm, 1, low, LOW_ELBOW, 60)
    misses = add_miss(s, "dowel", miss_far, miss_near)
    return place(replace(s, near_arm=near, far_arm=far), dowel=dowel, misses=misses)


def solve_neck(person: Person, pose: Pose) -> Pose:
    """With a dowel and no angle for the neck: the pose with its head drawn back, or out, to touch the dowel."""
    if not pose.things.dowel or pose.neck is not None:
        return pose
    return replace(pose, neck=_neck_flexion(person, pose.lumbar, pose.thoracic))


@lru_cache(maxsize=256)
def _neck_flexion(person: Person, lumbar: float, thoracic: float) -> float:
    """The neck's flexion at which the head comes to the line of the low and the upper back."""

    def gap(neck: float) -> float:
        places = back(forward_kinematics(person, Pose(ankle=0, lumbar=lumbar, thoracic=thoracic, neck=neck)))
        a, way = _hull_edge([*places["sacrum"], *places["blades"]])
        return min(-((point - a) / way).imag for point in places["head"])

    drawn_back, drawn_out = NECK_RANGE
    for _ in range(9):
        middle = (drawn_back + drawn_out) / 2
        drawn_back, drawn_out = (middle, drawn_out) if gap(middle) < 0 else (drawn_back, middle)
    return (drawn_back + drawn_out) / 2


def _dowel_axis(s: Skeleton) -> DowelAxis:
    """The dowel as two hands press it against the back: it rests on the edge of the back's hull between them."""
    stature = s.person.stature
    hands = (s.spine["l3"].at + s.spine["c7"].at) / 2
    a, way = _hull_edge([point for group in back(s).values() for point in group], hands)
    touching = a + way * ((s.spine["t6"].at - a) / way).real
    foot = touching + 1j * way * DOWEL_RADIUS - way * DOWEL_BELOW * stature
    return DowelAxis(foot, foot + way * DOWEL_LENGTH * stature, segment_angle(way, 0j))


def _hull_edge(points: Sequence[complex], over: complex | None = None) -> tuple[complex, complex]:
    """A point and the direction of the edge of the back's hull over a point of the body, or over the back's middle.

    The points go from below upward.
    """
    low, high = points[0], points[-1]
    up = (high - low) / abs(high - low)
    hull = _hull(sorted((point / up for point in points), key=lambda p: p.real))
    middle = ((over or (low + high) / 2) / up).real
    i = min(max(1, bisect_left([point.real for point in hull], middle)), len(hull) - 1)
    a, b = hull[i - 1] * up, hull[i] * up
    return a, (b - a) / abs(b - a)


def _hull(points: Sequence[complex]) -> list[complex]:
    """The upper hull of points that are sorted by their real part."""
    hull: list[complex] = []
    for point in points:
        while len(hull) > 1 and ((hull[-1] - hull[-2]).conjugate() * (point - hull[-2])).imag >= 0:
            hull.pop()
        hull.append(point)
    return hull
