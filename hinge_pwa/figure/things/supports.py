"""Places a wall or a chair, and a hand on it. Lengths in cm."""

from ..outline.surface import buttocks, heels, toes
from ..pose.things import Chair, Wall
from ..skeleton.arms import rest_palm
from ..skeleton.joints import Skeleton
from .changes import add_miss, arm_of, place, with_arm

BENT_PALM = -1.6 - 7.0j
"""The middle of the palm of an extended hand, relative to the wrist; person 170 cm tall."""
WALL_EXTENSION, CHAIR_EXTENSION = 80, 70
"""Largest extension of the wrist on a wall and on a chair, in degrees."""
PALM_ON_SEAT = 12.0
"""Distance from the front edge of the seat to the hand that rests on it."""
CHAIR_BACK, CHAIR_DEPTH = 88.0, 42.0
"""Height of the chair's back, and depth of its seat."""


def with_wall(s: Skeleton, wall: Wall) -> Skeleton:
    if wall.front is not None:
        face = toes(s.person) + wall.front
    elif wall.gap is not None:
        face = heels(s.person) - wall.gap
    else:
        face = min(point.real for point in buttocks(s))
    if not wall.hands:
        return place(s, wall=face)
    height = wall.height or 0.72 * s.person.stature
    palm = complex(face, height)
    arm, miss = rest_palm(s.person, arm_of(s, wall.hand), palm, -180, BENT_PALM, WALL_EXTENSION)
    return place(with_arm(s, wall.hand, arm), wall=face, palm=palm, misses=add_miss(s, "wall", miss))


def with_chair(s: Skeleton, chair: Chair) -> Skeleton:
    if chair.before is None:
        foot = complex(heels(s.person) - (chair.behind or 0) - CHAIR_DEPTH, 0)
        return place(s, chair=foot)
    foot = complex(toes(s.person) + chair.before + CHAIR_DEPTH * chair.faces_person, 0)
    if not chair.hands:
        return place(s, chair=foot)
    arm, miss = rest_palm(s.person, arm_of(s, chair.hand), chair_rest(chair, foot), -90, BENT_PALM, CHAIR_EXTENSION)
    return place(with_arm(s, chair.hand, arm), chair=foot, misses=add_miss(s, "chair", miss))


def chair_rest(chair: Chair, foot: complex) -> complex:
    """The point at which a hand rests on a chair; ``foot`` is the foot of its back."""
    if chair.faces_person:
        return foot + complex(PALM_ON_SEAT - CHAIR_DEPTH, chair.seat)
    return foot + complex(1.6, CHAIR_BACK)
