"""The sign for a right or a wrong picture."""

import cmath
import math

from ..outline.body import Part
from ..outline.path import line, outline


def draw_verdict(wrong: bool, at: complex) -> list[Part]:
    """A cross or a tick in a disc; shape and colour differ."""
    disc = outline([at + cmath.rect(9.6, i * math.pi / 4) for i in range(8)])
    if wrong:
        sign = line([at + 3 + 3j, at - 3 - 3j]) + line([at - 3 + 3j, at + 3 - 3j])
    else:
        sign = line([at - 3.8 + 0.2j, at - 1 - 2.8j, at + 4 + 3j])
    kind = "wrong" if wrong else "right"
    return [Part(f"disc {kind}", disc), Part("sign", sign)]
