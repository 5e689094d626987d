"""Shapes that several marks share: labels, dots and arrows. Lengths in cm."""

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..outline.body import Part
from ..outline.path import curve, line, outline

HALF_WIDTH, HALF_HEIGHT = 2.3, 3.6
"""Half the width of a character of a number, and half the height of a label."""
WORD = 15.0
"""Half the width of the room for a word, which may be longer in another language."""
ABOVE_GROUND = 4.0
"""Least height of an arrow above the ground."""


@dataclass(frozen=True)
class Label:
    """Text with its middle at a point: a number, or a word that the template translates."""

    at: complex
    text: str
    word: bool = False

    @property
    def corners(self) -> tuple[complex, complex]:
        """The lower left and the upper right corner of the largest box that the text takes."""
        half = complex(WORD if self.word else HALF_WIDTH * len(self.text), HALF_HEIGHT)
        return self.at - half, self.at + half


def dot(at: complex, radius: float) -> str:
    return outline([at + cmath.rect(radius * 1.08, i * math.pi / 3) for i in range(6)])


def joint_dots(*places: complex) -> Part:
    """A dot at each place, as one path."""
    return Part("joint", "".join(line([at, at]) for at in places))


def arrow(points: Sequence[complex], role: str = "way") -> list[Part]:
    """A curved arrow through the points, with its head at the last point."""
    tip, before = points[-1], points[-2]
    back = cmath.phase(before - tip)
    wings = [tip + cmath.rect(5.2, back + turn) for turn in (math.radians(38), -math.radians(38))]
    return [Part(role, curve(points) + line([wings[0], tip, wings[1]]))]
