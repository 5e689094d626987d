"""The mark `weight`: the base of support, and the centre of mass above it."""

from ..balance.weight import centre_of_mass
from ..outline.body import Part
from ..outline.path import line
from ..outline.surface import heels, toes, visible_trunk_point
from ..skeleton.joints import Skeleton
from .shapes import dot

FOREFOOT = 3.0
"""How far the base of a lifted foot extends behind the joint of the toes, in cm."""
TRUNK_MARGIN = 5.0
"""Least distance between the arrow's first point and the edge of the trunk, in cm."""


def draw_load(s: Skeleton) -> list[Part]:
    """A bar under the feet, and a fulcrum under the centre of mass: a seesaw that is in balance or not."""
    x = centre_of_mass(s).real
    back = s.stance.ball.at.real - FOREFOOT if s.pose.heel else heels(s.person)
    back, front = min(back, x), max(toes(s.person), x)
    fulcrum = [complex(x, -3.6), complex(x + 3.6, -9), complex(x - 3.6, -9)]
    return [Part("base", line([back - 2.2j, front - 2.2j])), Part("load", line(fulcrum) + "z")]


def draw_plumb(s: Skeleton) -> list[Part]:
    """An arrow down to the ground along the vertical through the centre of mass; it begins on the trunk."""
    centre = centre_of_mass(s)
    start, tip = visible_trunk_point(s, centre, TRUNK_MARGIN), complex(centre.real, 0.6)
    shaft, head = line([start, tip]), line([tip + 3.4 + 5.6j, tip, tip - 3.4 + 5.6j])
    return [
        *(Part(role, d) for role in ("plumb casing", "plumb") for d in (shaft, head)),
        Part("centre", dot(start, 3.4)),
    ]
