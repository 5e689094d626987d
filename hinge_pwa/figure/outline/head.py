"""The head in profile: points relative to the skull joint, x forward, y up, in cm of a person 170 cm tall."""

import cmath
import math

from ..person.people import Person
from .body import REFERENCE, Part
from .path import curve, outline

FACE = [
    2.2 - 3.4j,
    4.8 - 4.9j,
    7.4 - 6.3j,
    9.3 - 7.0j,
    10.6 - 6.1j,
    10.7 - 4.6j,
    9.7 - 3.6j,
    10.7 - 2.6j,
    10.4 - 1.5j,
    10.0 - 1.2j,
    10.9 - 0.7j,
    10.6 + 0.5j,
    10.0 + 1.0j,
    12.2 + 0.8j,
    12.7 + 1.8j,
    11.8 + 3.4j,
    10.6 + 5.4j,
    10.3 + 6.4j,
    11.0 + 7.8j,
    10.9 + 10.4j,
    8.8 + 13.8j,
    3.5 + 15.6j,
    -2 + 15.4j,
    -6.8 + 13.0j,
    -8.8 + 8.5j,
    -8.4 + 3.5j,
    -6.0 + 0.4j,
    -2.4 + 0.2j,
    0.2 + 0.6j,
    0.9 - 1.6j,
]
"""The outline of skull and jaw; the neck is visible below and behind the jaw."""
EAR = [1.5 + 4.9j, 0.0 + 5.6j, -1.5 + 4.2j, -1.0 + 1.8j, 0.3 + 0.4j, 1.1 + 1.8j]
CONCHA = [0.6 + 4.1j, -0.6 + 3.6j, -0.1 + 2.0j]
BROW = [7.0 + 7.5j, 8.6 + 8.5j, 10.3 + 7.8j]
LID = [7.3 + 5.2j, 8.5 + 6.3j, 9.9 + 5.3j]
EYE = 8.9 + 4.9j
MOUTH = [10.4 - 1.5j, 9.2 - 1.8j, 8.1 - 1.2j]

HAIR = {
    "woman": [
        [
            9.6 + 12.7j,
            7.6 + 11.7j,
            5.4 + 9.6j,
            4.0 + 6.8j,
            3.2 + 4.2j,
            2.2 + 5.6j,
            0.0 + 6.9j,
            -2.0 + 5.4j,
            -2.3 + 2.0j,
            -3.6 - 1.8j,
            -5.6 - 4.2j,
            -7.6 - 2.6j,
            -9.4 + 0.6j,
            -10.2 + 4.6j,
            -10.1 + 9.2j,
            -7.8 + 14.0j,
            -2.8 + 16.9j,
            3.2 + 17.0j,
            7.4 + 15.6j,
            9.8 + 13.8j,
        ],
        [
            -1.6 + 16.4j,
            -2.2 + 20.6j,
            -6.2 + 22.4j,
            -9.6 + 19.6j,
            -9.0 + 15.4j,
            -5.4 + 14.2j,
        ],
    ],
    "man": [
        [
            9.8 + 12.3j,
            8.0 + 12.4j,
            5.8 + 10.8j,
            4.7 + 8.2j,
            4.6 + 5.2j,
            3.4 + 3.6j,
            2.2 + 5.4j,
            0.0 + 6.6j,
            -1.9 + 5.2j,
            -2.2 + 2.0j,
            -3.4 - 1.2j,
            -5.4 - 3.0j,
            -7.6 - 1.6j,
            -9.2 + 2.0j,
            -9.8 + 6.5j,
            -9.0 + 11.5j,
            -5.2 + 15.6j,
            0.8 + 17.1j,
            6.6 + 16.2j,
            9.8 + 14.0j,
        ],
        [
            4.3 + 5.0j,
            4.9 + 2.2j,
            7.0 + 0.9j,
            9.4 + 0.7j,
            10.8 + 0.3j,
            9.6 - 0.7j,
            8.6 - 1.5j,
            9.8 - 2.3j,
            11.0 - 3.6j,
            11.1 - 6.0j,
            9.6 - 7.8j,
            6.6 - 7.0j,
            3.4 - 4.6j,
            1.5 - 2.2j,
            1.6 + 1.6j,
            2.8 + 4.6j,
        ],
    ],
}


def draw_head(person: Person) -> list[Part]:
    """Paths around the skull joint at 0, for a layer that is moved and rotated as a whole."""
    scale = person.stature / REFERENCE

    def sized(points: list[complex]) -> list[complex]:
        return [point * scale for point in points]

    return [
        Part("skin", outline(sized(FACE))),
        *(Part("hair", outline(sized(lock))) for lock in HAIR[person.name]),
        Part("skin ear", outline(sized(EAR))),
        *(Part("line", curve(sized(stroke))) for stroke in (CONCHA, LID, BROW, MOUTH)),
        Part("eye", outline(sized([EYE + 0.95 * cmath.rect(1, i * math.pi / 3) for i in range(6)]))),
    ]
