"""The illustrated figure: joint angles in, SVG out. See ``docs/figure.md``."""

from collections.abc import Iterable, Mapping
from typing import Any

from .errors import PictureError
from .motion import movement, skeletons
from .spec.picture import read_movement, read_picture
from .still import compose, picture

__all__ = ["PictureError", "check", "movement", "picture"]


def check(spec: Mapping[str, Any], sides: Iterable[str] = ()) -> None:
    """Raises PictureError, which begins with the key, if a picture's or movement's table cannot be drawn.

    ``sides`` are those of the guide: one that is practised on both legs at once has no free leg.
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
