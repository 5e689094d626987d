"""The mark `distance`: from the feet to a wall or a box, drawn under the ground. Lengths in cm."""

from ..outline.body import Part
from ..outline.path import line
from ..outline.surface import heels, toes
from ..skeleton.joints import Skeleton

UNDER = -5.0
"""The y of the mark."""
TICK, WING = 3.2, 3.0
"""Half the height of the ticks at its ends, and size of the arrowheads."""
NARROW, OUTSIDE = 16.0, 11.0
"""Below this distance the arrows point inward from outside; length of these arrows."""


def draw_distance(s: Skeleton) -> list[Part]:
    """From the heels to a wall behind, from the toes to a wall in front, and from the toes to a box on the ground."""
    return [part for near, far in _gaps(s) for part in _between(near, far)]


def _gaps(s: Skeleton) -> list[tuple[float, float]]:
    back, front = heels(s.person), toes(s.person)
    found: list[tuple[float, float]] = []
    if s.placed.wall is not None:
        found.append((back if s.placed.wall < 0 else front, s.placed.wall))
    if s.placed.box is not None and s.pose.things.box:
        found.append((front, s.placed.box.real - s.pose.things.box.length / 2))
    return found


def _between(a: float, b: float) -> list[Part]:
    low, high = sorted((a, b))
    d = "".join(line([complex(x, UNDER - TICK), complex(x, UNDER + TICK)]) for x in (low, high))
    for x, way in ((low, 1), (high, -1)):
        if high - low < NARROW:
            d += _arrow(x - way * (OUTSIDE + 1), x - way)
        else:
            d += _arrow((low + high) / 2, x + way)
    return [Part("distance", d)]


def _arrow(start: float, tip: float) -> str:
    back = WING if start > tip else -WING
    at = complex(tip, UNDER)
    return line([complex(start, UNDER), at]) + line(
        [at + complex(back, WING * 0.8), at, at + complex(back, -WING * 0.8)]
    )
