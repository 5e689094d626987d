"""Places a box, a kettlebell or a ball, and the hands on it. Lengths in cm."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..outline.surface import front, toes
from ..pose.things import Ball, Box, Kettlebell
from ..skeleton.arms import FINGERS, arm_reach, grip
from ..skeleton.joints import Skeleton, rotate
from .changes import add_miss, arm_of, place, with_arm

CLEARANCE = 0.6
"""Least distance between the body and a box that is held."""
BALL_RADIUS = 3.4
PINCH = 2.4j
"""The point at which the fingertips hold a ball, relative to its middle."""


def with_box(s: Skeleton, box: Box) -> Skeleton:
    if not box.held:
        return place(s, box=complex(toes(s.person) + box.before + box.length / 2, 0))
    body, shoulder = front(s), s.near_arm.shoulder.at
    reach = arm_reach(s.person, s.pose.near_arm.elbow)

    def foot_at(x: float) -> complex:
        drop = math.sqrt(max(0.0, reach**2 - (x - shoulder.real) ** 2))
        return complex(x, max(0.0, shoulder.imag - drop - box.handles))

    def free(x: float) -> float:
        """Distance between body and box with its middle at x; negative if they overlap."""
        foot = foot_at(x)
        return x - box.length / 2 - CLEARANCE - _furthest(body, foot.imag, foot.imag + box.height)

    foot = foot_at(_nearest_free(free, shoulder.real - 0.5 * reach, shoulder.real + reach))
    at = foot + 1j * box.handles
    near, miss = grip(s.person, s.near_arm, at)
    far, _ = grip(s.person, s.far_arm, at)
    return place(
        replace(s, near_arm=near, far_arm=far),
        box=foot,
        misses=add_miss(s, "box", miss),
        carried=(*s.placed.carried, (box.mass, foot + 1j * box.height / 2)),
    )


def with_kettlebell(s: Skeleton, bell: Kettlebell) -> Skeleton:
    if not bell.held:
        return place(s, kettlebell=complex(bell.before, 0))
    body, shoulder = front(s), s.near_arm.shoulder.at
    reach = arm_reach(s.person, min(4.0, s.pose.near_arm.elbow))

    def hands_at(x: float) -> complex:
        drop = math.sqrt(max(0.0, reach**2 - (x - shoulder.real) ** 2))
        return complex(x, max(bell.grip, shoulder.imag - drop))

    def free(x: float) -> float:
        at = hands_at(x)
        return x - 4.5 - _furthest(body, at.imag - 4, at.imag + 8)

    at = hands_at(_nearest_free(free, max(bell.before, shoulder.real - 0.7 * reach), shoulder.real + reach))
    near, miss = grip(s.person, s.near_arm, at)
    far, _ = grip(s.person, s.far_arm, at)
    foot = at - 1j * bell.grip
    return place(
        replace(s, near_arm=near, far_arm=far),
        kettlebell=foot,
        misses=add_miss(s, "kettlebell", miss),
        carried=(*s.placed.carried, (bell.mass, foot + 1j * bell.radius)),
    )


def with_ball(s: Skeleton, ball: Ball) -> Skeleton:
    """The ball between the fingertips, or on the floor with the arm reaching for it."""
    if not ball.held:
        shoulder = arm_of(s, ball.hand).shoulder.at
        x = shoulder.real if ball.before is None else toes(s.person) + ball.before + BALL_RADIUS
        at = complex(x, BALL_RADIUS)
        if not ball.hands:
            return place(s, ball=at)
        arm, miss = grip(s.person, arm_of(s, ball.hand), at + PINCH, FINGERS)
        return place(with_arm(s, ball.hand, arm), ball=at, misses=add_miss(s, "ball", miss))
    wrist = arm_of(s, ball.hand).wrist
    return place(s, ball=wrist.at + rotate(-1j * FINGERS * s.person.stature / 170 - PINCH, wrist.lower))


def _nearest_free(free: Callable[[float], float], low: float, high: float) -> float:
    """The smallest x from ``low`` to ``high`` at which the distance ``free`` is not negative, else ``high``."""
    inside = x = low
    while x < high and (distance := free(x)) < 0:
        inside, x = x, x - min(distance, -0.2)
    x = min(x, high)
    for _ in range(12 if x > inside else 0):
        middle = (inside + x) / 2
        inside, x = (middle, x) if free(middle) < 0 else (inside, middle)
    return x


def _furthest(line: Sequence[complex], low: float, high: float) -> float:
    """The largest x of a line between two heights."""
    found = -math.inf
    for a, b in pairwise(line):
        if max(a.imag, b.imag) < low or min(a.imag, b.imag) > high:
            continue
        for point in (a, b):
            if low <= point.imag <= high:
                found = max(found, point.real)
            else:
                edge = low if point.imag < low else high
                found = max(found, a.real + (b.real - a.real) * (edge - a.imag) / (b.imag - a.imag))
    return found
