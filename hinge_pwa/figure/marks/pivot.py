"""The mark `pivot`: the hip of the standing leg as the place to bend. Lengths in cm."""

from ..outline.body import Part
from ..skeleton.joints import Skeleton
from .shapes import dot

RADIUS = 3.6


def draw_pivot(s: Skeleton) -> list[Part]:
    return [Part("pivot", dot(s.stance.hip.at, RADIUS))]
