"""Draws a picture from behind, with its frame and marks."""

from collections.abc import Set
from dataclasses import dataclass

from ..frame import Frame
from ..outline.body import Part
from ..scene import Layer
from ..skeleton.joints import Skeleton
from .frame import frame_around
from .marks import draw_hips
from .scene import layers
from .space import lean_to_balance


@dataclass(frozen=True)
class Drawing:
    frame: Frame
    layers: list[Layer]
    marks: list[Part]


def draw(s: Skeleton, side: str, share: float, marks: Set[str]) -> Drawing:
    """The drawing; raises PictureError if a hand cannot reach the roller, or the person does not fit in."""
    body = lean_to_balance(s)
    drawn = layers(body)
    frame = frame_around(side, share, s.person, drawn)
    return Drawing(frame, drawn, draw_hips(body) if "hips" in marks else [])
