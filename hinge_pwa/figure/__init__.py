"""Draws people in exercise poses: joint angles in, SVG out. See ``docs/figure.md``.

``picture`` draws a still picture, ``movement`` an animation, and ``check`` tests a guide's table without drawing it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from .errors import PictureError
from .motion import movement, skeletons
from .spec.picture import read_movement, read_picture
from .still import compose, picture
from .svg import TEMPLATES

__all__ = ["TEMPLATES", "WORDS", "PictureError", "check", "movement", "picture"]

WORDS = ("hips", "later")
"""The words in pictures, which `picture` translates."""


def check(spec: Mapping[str, Any], sides: Iterable[str] = ()) -> None:
    """Raises PictureError, whose message begins with the key, if a picture or a movement cannot be drawn.

    A table with the key ``to`` is a movement. ``sides`` are the sides of the guide; with ``"both"`` a free leg is
    an error.
    """
    if "to" in spec:
        movement_ = read_movement(spec)
        skeletons(movement_)
        free = movement_.end.free
    else:
        plan = read_picture(spec)
        compose(plan)
        free = plan.pose.free
    if free is not None and "both" in sides:
        raise PictureError("pose.free: this guide stands on both feet")
