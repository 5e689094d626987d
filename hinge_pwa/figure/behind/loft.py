"""Lofted solids: the visible outline around the cross-sections (rings and balls) of a limb or trunk."""

import cmath
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

SAMPLES = 16
"""Number of points on a ring."""
SPACING = 4.6
"""Approximate distance between the rows of an outline, in cm."""

Projection = Callable[[float, complex], complex]
"""From a point in space (sideways, and its point in the side view) to a point in the picture."""


@dataclass(frozen=True)
class Ring:
    """A cross-section of a limb: its front and back point in the side view, and its half breadth. Lengths in cm."""

    front: complex
    back: complex
    half: float
    x: float = 0.0
    """Sideways offset of its middle."""
    edge: float = 1.0
    """Exponent of the shape: 1 is an ellipse, smaller values approach a rectangle."""

    def points(self, projection: Projection) -> list[complex]:
        return [self.point(2 * math.pi * i / SAMPLES, projection) for i in range(SAMPLES)]

    def point(self, turn: float, projection: Projection) -> complex:
        """The point at an angle in radians: 0 is the right side, π/2 the front."""
        middle, reach = (self.front + self.back) / 2, (self.front - self.back) / 2
        across, forward = (math.copysign(abs(t) ** self.edge, t) for t in (math.cos(turn), math.sin(turn)))
        return projection(self.x + self.half * across, middle + reach * forward)


def ball(at: complex, radius: float) -> list[complex]:
    """Points on the outline of a ball, which is a circle in every view."""
    return [at + cmath.rect(radius, 2 * math.pi * i / SAMPLES) for i in range(SAMPLES)]


def silhouette(sections: Sequence[Sequence[complex]]) -> list[complex]:
    """Control points of the outline around cross-sections and the solid between them.

    The outline is computed row by row, from the leftmost to the rightmost point, so gaps within a row are closed.
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
    """Spacing of rows: closer at both ends, where an outline turns, but less close than on a circle."""
    return (t + math.acos(1 - 2 * t) / math.pi) / 2


def _span(corners: Sequence[complex], y: float) -> tuple[float, float] | None:
    """The interval of x that a convex shape covers at a height; None if it covers none."""
    crossings = []
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (a.imag <= y) != (b.imag <= y):
            crossings.append(a.real + (b.real - a.real) * (y - a.imag) / (b.imag - a.imag))
    return (min(crossings), max(crossings)) if crossings else None
