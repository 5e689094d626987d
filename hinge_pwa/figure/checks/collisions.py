"""Refuses a body inside a wall or a seat."""

import math

from ..errors import PictureError
from ..outline.path import path_points
from ..outline.surface import buttocks
from ..scene import BODY_ROLES, layers
from ..skeleton.joints import Skeleton, rotate
from ..things.supports import CHAIR_DEPTH

SOFTNESS = 0.6
"""How far skin and cloth may overlap with a thing, in cm: they are soft."""


def refuse_collisions(s: Skeleton, where: str) -> None:
    """Raises PictureError, beginning with ``where``, if the drawn body is inside a wall, or the hips inside a seat."""
    wall, chair, foot = s.placed.wall, s.pose.things.chair, s.placed.chair
    if wall is not None:
        side = 1 if wall > 0 else -1
        deepest = max((point.real - wall) * side for point in outline_points(s))
        if deepest > SOFTNESS:
            raise PictureError(f"{where}: the body is {deepest:.1f} cm inside the wall; move the wall, or the hips")
    if chair and foot is not None and chair.before is None:
        over = [point for point in buttocks(s) if 0 < point.real - foot.real < CHAIR_DEPTH]
        sunk = chair.seat - min((point.imag for point in over), default=math.inf)
        if sunk > SOFTNESS:
            raise PictureError(f"{where}: the hips are {sunk:.1f} cm inside the seat; bend the knees less, or lower it")


def outline_points(s: Skeleton) -> list[complex]:
    """Points in cm on the outlines of the drawn body."""
    found: list[complex] = []
    for layer in layers(s):
        points = [point for part in layer.parts if BODY_ROLES & set(part.role.split()) for point in path_points(part.d)]
        if layer.role != "far" or s.legs_differ:
            found += [rotate(point, layer.angle) + (layer.at or 0) for point in points]
    return found
