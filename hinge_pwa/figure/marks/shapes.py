"""Shapes that several marks share: labels, dots, arrows."""

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..outline.body import Part
from ..outline.path import curve, line, outline

WIDE, HIGH = 2.3, 3.6
"""Half a label's height, and its width by character, in cm."""
ABOVE = 4.0
"""How far above the ground an arrow stays, in cm."""


@dataclass(frozen=True)
class Label:
    """Text at a point in cm."""

    at: complex
    text: str

    @property
    def corners(self) -> tuple[complex, complex]:
        """Of the box that it takes up at most."""
        half = complex(WIDE * len(self.text), HIGH)
        return self.at - half, self.at + half


def dot(at: complex, radius: float) -> str:
    return outline([at + cmath.rect(radius * 1.08, i * math.pi / 3) for i in range(6)])


def joint_dots(*places: complex) -> Part:
    """A spot at each of them, one path."""
    return Part("joint", "".join(line([at, at]) for at in places))


def arrow(points: Sequence[complex], role: str = "way") -> list[Part]:
    """A curved arrow with its head at the last point."""
    tip, before = points[-1], points[-2]
    back = cmath.phase(before - tip)
    wings = [tip + cmath.rect(5.2, back + turn) for turn in (math.radians(38), -math.radians(38))]
    return [Part(role, curve(points) + line([wings[0], tip, wings[1]]))]
