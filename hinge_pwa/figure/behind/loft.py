"""What a solid shows of itself: the outline around the rings and balls that it is made of."""

import cmath
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

SAMPLES = 16
"""Points on a ring."""
SPACING = 3.2
"""About how far apart the rows of an outline lie, in cm: it is smooth between them."""

Projection = Callable[[float, complex], complex]
"""Where in the picture a point lies: from its place across, and its place in the side view."""


@dataclass(frozen=True)
class Ring:
    """An ellipse across a bone: its front and its back in the side view, and half its breadth."""

    front: complex
    back: complex
    half: float
    x: float = 0.0
    edge: float = 1.0
    """1 is an ellipse; the less, the more it has corners."""

    def points(self, projection: Projection) -> list[complex]:
        return [self.point(2 * math.pi * i / SAMPLES, projection) for i in range(SAMPLES)]

    def point(self, turn: float, projection: Projection) -> complex:
        """One point: 0 is the right side, a quarter turn (in radians) the front."""
        middle, reach = (self.front + self.back) / 2, (self.front - self.back) / 2
        across, forward = (math.copysign(abs(t) ** self.edge, t) for t in (math.cos(turn), math.sin(turn)))
        return projection(self.x + self.half * across, middle + reach * forward)


def ball(at: complex, radius: float) -> list[complex]:
    """What a ball looks like from anywhere."""
    return [at + cmath.rect(radius, 2 * math.pi * i / SAMPLES) for i in range(SAMPLES)]


def silhouette(sections: Sequence[Sequence[complex]]) -> list[complex]:
    """The corners of the outline around sections and what lies between one and the next.

    It is taken row by row, so a gap within a row is closed.
    """
    hulls = [hull([*a, *b]) for a, b in pairwise(sections)]
    heights = [corner.imag for corners in hulls for corner in corners]
    middle, half = (max(heights) + min(heights)) / 2, (max(heights) - min(heights)) / 2
    count = max(6, round(2 * half / SPACING))
    left, right = [], []
    for i in range(1, count):
        y = middle + half * math.cos(math.pi * _row(i / count))
        spans = [span for corners in hulls if (span := _span(corners, y))]
        left.append(complex(min(a for a, _ in spans), y))
        right.append(complex(max(b for _, b in spans), y))
    top = complex((left[0] + right[0]).real / 2, middle + half)
    bottom = complex((left[-1] + right[-1]).real / 2, middle - half)
    return [top, *right, bottom, *reversed(left)]


def hull(points: Sequence[complex]) -> list[complex]:
    """The corners of the convex hull, counterclockwise (Andrew's monotone chain)."""
    ordered = sorted(points, key=lambda p: (p.real, p.imag))

    def chain(along: Sequence[complex]) -> list[complex]:
        found: list[complex] = []
        for p in along:
            while len(found) > 1 and ((found[-1] - found[-2]).conjugate() * (p - found[-2])).imag <= 0:
                found.pop()
            found.append(p)
        return found[:-1]

    return [*chain(ordered), *chain(ordered[::-1])]


def _row(t: float) -> float:
    """Rows lie closer at both ends, where an outline turns round, yet not as close as on a circle."""
    return (t + math.acos(1 - 2 * t) / math.pi) / 2


def _span(corners: Sequence[complex], y: float) -> tuple[float, float] | None:
    """From where to where a convex shape goes at a height."""
    crossings = []
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (a.imag <= y) != (b.imag <= y):
            crossings.append(a.real + (b.real - a.real) * (y - a.imag) / (b.imag - a.imag))
    return (min(crossings), max(crossings)) if crossings else None
