"""Draws a picture from behind, with its frame and marks."""

from collections.abc import Set
from dataclasses import dataclass

from ..frame import Frame
from ..marks.pivot import RADIUS
from ..marks.shapes import arrow, dot
from ..outline.body import Part
from ..scene import Layer
from ..skeleton.joints import Skeleton
from .frame import frame_around
from .marks import draw_hips
from .scene import layers
from .space import lean_to_balance, project


@dataclass(frozen=True)
class Drawing:
    frame: Frame
    layers: list[Layer]
    marks: list[Part]


APART = 0.24
"""How far the two people of a change of sides stand from the middle, in statures."""
ARROW = 12.0
"""Distance of the arrow of a change from the edge of the picture, in cm."""


def draw(s: Skeleton, side: str, share: float, marks: Set[str], change: bool = False) -> Drawing:
    """The drawing; raises PictureError if a hand cannot reach the roller, or the person does not fit in.

    With ``change``, the template draws the person twice, and an arrow leads from one to the other.
    """
    body = lean_to_balance(s)
    drawn = layers(body)
    if change:
        drawn.append(Layer("marks", [Part("pivot", dot(project(body.stance_hip), RADIUS))]))
    apart = APART * s.person.stature if change else 0
    frame = frame_around(side, share, s.person, drawn, apart)
    if change:
        high = frame.corner.imag + 12 - ARROW
        return Drawing(frame, drawn, arrow([complex(x * apart, high - abs(x) * 8) for x in (-1, -0.4, 0.4, 1)]))
    return Drawing(frame, drawn, draw_hips(body) if "hips" in marks else [])
