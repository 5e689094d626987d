"""Signs in the corner of a picture: how slowly (a clock with seconds), and how often (a loop with a number)."""

import cmath
import math

from ..frame import Frame
from ..outline.body import Part
from ..outline.path import line, outline
from .shapes import Label, arrow

RADIUS, NUMBER = 9.6, 28.0
"""Radius of the sign, and distance from its middle to the middle of the number, in cm."""


def draw_amount(seconds: int | None, times: int | None, frame: Frame) -> tuple[list[Part], list[Label]]:
    """The sign and its number, in the upper corner behind the person; empty without either.

    They are drawn outside the mirror image of a left side.
    """
    at = frame.corner + (frame.size / 10 - NUMBER - 38 if frame.mirrored else 0)
    if seconds:
        rim = outline([at + cmath.rect(RADIUS * 1.04, i * math.pi / 4) for i in range(8)])
        sign, text = [Part("clock", rim), Part("clock", line([at + 5.8j, at, at + 4.2]))], f"{seconds} s"
    elif times:
        turns = [at + cmath.rect(RADIUS, math.radians(60 - 50 * i)) for i in range(7)]
        sign, text = arrow(turns, "clock"), f"{times}×"
    else:
        return [], []
    x = frame.label_x(round(10 * (at.real + NUMBER))) / 10
    return sign, [Label(complex(x, at.imag), text)]
