"""The mark `weight`: the base of support, and where over it the centre of mass lies."""

from ..balance.weight import centre_of_mass
from ..outline.body import Part
from ..outline.path import line
from ..outline.surface import heels, toes, visible_trunk_point
from ..skeleton.joints import Skeleton
from .shapes import dot

BALL_LONG = 3.0
"""How far what the forefoot stands on reaches behind the ball's middle, in cm."""
ROOM = 5.0
"""How far inside the trunk the dot of the weight's line lies, in cm."""


def draw_load(s: Skeleton) -> list[Part]:
    """What the body stands on, and a fulcrum under it where the centre of mass lies: a seesaw in balance or not."""
    x = centre_of_mass(s).real
    back = s.stance.ball.at.real - BALL_LONG if s.pose.heel else heels(s.person)
    back, front = min(back, x), max(toes(s.person), x)
    fulcrum = [complex(x, -3.6), complex(x + 3.6, -9), complex(x - 3.6, -9)]
    return [Part("base", line([back - 2.2j, front - 2.2j])), Part("load", line(fulcrum) + "z")]


def draw_plumb(s: Skeleton) -> list[Part]:
    """An arrow along the vertical through the centre of mass, from where it meets the trunk down to the ground."""
    centre = centre_of_mass(s)
    start, tip = visible_trunk_point(s, centre, ROOM), complex(centre.real, 0.6)
    shaft, head = line([start, tip]), line([tip + 3.4 + 5.6j, tip, tip - 3.4 + 5.6j])
    return [
        *(Part(role, d) for role in ("plumb casing", "plumb") for d in (shaft, head)),
        Part("centre", dot(start, 3.4)),
    ]
