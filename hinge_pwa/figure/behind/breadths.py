"""Half breadths of the body from behind, which complete the depths in ``profiles.py``.

A row is a height above the joint of hip, shoulder, wrist or skull, and the half breadth there, in cm of a person
170 cm tall. They follow NASA-STD-3000 vol. 1 (fig. 3.3.1.3): hips 35, waist 28, chest 31 cm.
"""

from collections.abc import Sequence
from itertools import pairwise

from ..person.people import Person
from ..person.profiles import Row

Breadth = tuple[float, float]

TRUNK: list[Breadth] = [
    (-7.5, 15.6), (-3.5, 17.0), (0.5, 17.5), (5.0, 17.1), (10.0, 15.7), (15.0, 14.3), (20.0, 13.7), (25.0, 14.0),
    (30.5, 15.2), (36.0, 16.6), (41.5, 17.6), (46.5, 17.4), (50.5, 15.0), (53.2, 10.6), (55.6, 6.6),
]  # fmt: skip
"""From the fold below the buttocks to the collar."""
COLLAR: list[Row] = [(53.2, 5.0, -8.6), (55.6, 3.2, -7.4)]
"""The shirt above the shoulders, where it slopes to the neck."""
NECK: list[Breadth] = [(47.0, 6.6), (56.5, 5.6), (64.5, 5.8)]
LEG: list[Breadth] = [
    (0.0, 8.6), (-6.0, 9.2), (-11.5, 9.1), (-17.0, 8.6), (-23.0, 8.0), (-29.0, 7.3), (-34.5, 6.6), (-38.5, 6.1),
    (-42.0, 5.8), (-45.5, 5.5), (-50.0, 5.8), (-54.5, 6.2), (-59.0, 6.0), (-64.0, 5.2), (-69.5, 4.3),
    (-75.0, 3.7), (-80.0, 3.4), (-84.0, 3.6),
]  # fmt: skip
THIGH_TOP: list[Row] = [(1.0, 7.0, -7.5), (-6.0, 9.6, -9.6), (-11.5, 9.8, -9.5)]
"""The thigh where the pelvis covers it at every hip angle."""
HAND: list[Breadth] = [(0.0, 2.4), (-4.0, 2.9), (-8.0, 3.1), (-12.0, 2.6), (-15.5, 1.9), (-16.6, 1.4)]
SKULL: list[tuple[Row, float]] = [
    ((-4.2, -1.0, -6.8), 4.2), ((-1.0, 6.0, -8.8), 6.6), ((4.0, 10.0, -10.2), 7.9), ((9.0, 10.4, -10.2), 8.3),
    ((13.5, 8.8, -8.4), 7.2), ((17.0, 2.6, -2.8), 2.6),
]  # fmt: skip
"""The head with its hair, from the nape up: rows of a profile with half breadths."""
EARS: list[tuple[Row, float]] = [((4.8, 1.4, -0.8), 1.0), ((1.6, 0.8, -1.0), 0.8)]
BUN = -5.8 + 18.2j
"""The middle of the woman's bun, relative to the skull joint: x forward, y up."""
BUN_RADIUS = 4.2


def half_breadth(rows: Sequence[Breadth], at: float) -> float:
    """The half breadth at a height: linear between two rows, constant beyond the first and the last."""
    rows = sorted(rows)
    for (low, a), (high, b) in pairwise(rows):
        if at <= high:
            return a + (b - a) * max(0.0, at - low) / (high - low)
    return rows[-1][1]


def trunk_breadth(person: Person, h: float) -> float:
    """The half breadth of the person's trunk: hips scale with the buttocks, the waist with the belly."""
    hips = max(0.0, min(1.0, (16 - h) / 8))
    shoulders = max(0.0, min(1.0, (h - 26) / 14))
    build = hips * person.buttocks + shoulders * person.shoulders + (1 - hips - shoulders) * person.belly
    return half_breadth(TRUNK, h) * (0.4 + 0.6 * build if h < 26 else build)
