"""The mark `hips`, the only mark from behind. Lengths in cm."""

import cmath
import math

from ..marks.shapes import joint_dots
from ..outline.body import Part
from ..outline.path import line, outline
from .space import Body, project

FLESH = 8.4
"""How far the line of the pelvis extends beyond the hip joints."""
LINE, SECTOR = 44.0, 40.0
"""Half the length of the line, and radius of the sectors."""
LEVEL = 3.0
"""Hips that tilt by less than this, in degrees, are drawn as level."""


def draw_hips(body: Body) -> list[Part]:
    """The line through both hip joints, and a level line where they tilt."""
    stance, other = project(body.stance_hip), project(body.other_hip)
    middle, along = (stance + other) / 2, (other - stance) / abs(other - stance)
    tilt = cmath.phase(along)
    whole = line([middle - LINE * along, middle + LINE * along])
    parts = [Part("angle casing", whole), Part("angle", whole)]
    if abs(math.degrees(tilt)) >= LEVEL:
        level = line([middle - LINE, middle + LINE])
        turns = [cmath.rect(SECTOR, tilt * i / 6) for i in range(7)]
        parts = [
            *(Part("sector", outline(_sector(middle, [way * turn for turn in turns]))) for way in (1, -1)),
            Part("angle casing", level),
            Part("angle faint", level),
            *parts,
        ]
    return [
        *parts,
        Part("axis", line([stance - FLESH * along, other + FLESH * along])),
        joint_dots(stance, other),
    ]


def _sector(middle: complex, edge: list[complex]) -> list[complex]:
    """The control points of a sector with sharp corners; ``edge`` is relative to its middle."""
    arc = [middle + way for way in edge]
    return [middle, middle, arc[0], *arc, arc[-1]]
