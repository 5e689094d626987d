"""Outlines of a hand in side view, by what it does.

Points are relative to the wrist, in cm of a person 170 cm tall.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hand:
    """A hand that hangs down from the wrist, with the thumb forward."""

    outline: list[complex]
    creases: list[list[complex]] = field(default_factory=list)
    """Lines between the fingers; they are drawn on a hand that faces the viewer."""


RELAXED_HAND = Hand(
    [
        2.5 + 0.0j,
        2.9 - 2.2j,
        4.1 - 4.2j,
        5.2 - 6.4j,
        5.9 - 9.0j,
        5.2 - 10.4j,
        4.2 - 9.4j,
        3.6 - 7.8j,
        3.7 - 9.8j,
        4.2 - 12.6j,
        4.2 - 15.2j,
        3.2 - 16.8j,
        2.0 - 17.9j,
        0.6 - 17.7j,
        -0.6 - 16.6j,
        -1.8 - 14.0j,
        -2.9 - 10.4j,
        -3.3 - 6.6j,
        -2.9 - 2.8j,
        -2.4 + 0.0j,
    ],
    [
        [1.9 - 11.2j, 2.2 - 13.6j, 2.3 - 16.2j],
        [0.2 - 11.0j, 0.3 - 13.4j, 0.5 - 15.8j],
    ],
)
"""Hanging at the side, seen from the back of the hand."""

PRESSING_HAND = Hand(
    [
        2.4 + 0.6j,
        2.2 - 2.0j,
        1.8 - 5.0j,
        1.4 - 9.0j,
        0.9 - 13.0j,
        0.0 - 16.4j,
        -1.0 - 17.4j,
        -1.9 - 16.4j,
        -2.0 - 12.0j,
        -2.4 - 8.0j,
        -3.2 - 4.0j,
        -3.6 - 1.0j,
        -2.6 + 1.4j,
    ],
)
"""Pressing flat, seen from the thumb's edge: the palm is at x = −2, the fingers are straight and together."""

CUPPING_HAND = Hand(
    [
        2.4 + 0.8j,
        2.7 - 2.2j,
        2.4 - 6.0j,
        1.8 - 10.0j,
        1.0 - 13.4j,
        -0.4 - 16.4j,
        -2.4 - 18.2j,
        -4.2 - 18.6j,
        -5.0 - 17.6j,
        -4.4 - 16.2j,
        -3.2 - 14.8j,
        -2.3 - 13.0j,
        -2.3 - 9.4j,
        -2.5 - 6.8j,
        -3.3 - 3.6j,
        -3.4 - 0.6j,
        -2.4 + 1.4j,
    ],
    [
        [1.3 - 8.0j, 0.5 - 12.0j, -0.9 - 15.0j, -3.0 - 17.2j],
        [-1.2 - 8.4j, -1.0 - 11.0j, -1.5 - 13.4j],
    ],
)
"""On the end of the roller: the palm is at x = −2.3, the fingers reach over the rim."""

FIST = Hand(
    [
        2.4 + 0.4j,
        2.9 - 1.6j,
        3.9 - 3.0j,
        4.8 - 4.6j,
        4.9 - 6.6j,
        4.4 - 8.6j,
        2.8 - 9.9j,
        0.4 - 10.2j,
        -2.0 - 9.4j,
        -3.3 - 7.2j,
        -3.4 - 4.6j,
        -3.0 - 2.4j,
        -2.4 + 0.4j,
    ],
    [
        [4.6 - 5.6j, 2.6 - 5.2j, 1.2 - 5.8j],
        [4.4 - 7.6j, 2.6 - 7.2j, 1.2 - 7.6j],
    ],
)
"""Closed around a bar, seen from the thumb's side."""

CARRYING_HAND = Hand(
    [
        2.5 + 0.0j,
        3.1 - 2.4j,
        4.2 - 4.4j,
        4.6 - 6.8j,
        4.5 - 9.0j,
        3.5 - 10.4j,
        2.2 - 10.6j,
        0.4 - 10.9j,
        -1.6 - 10.5j,
        -3.2 - 9.4j,
        -3.6 - 7.4j,
        -3.3 - 4.6j,
        -2.9 - 2.4j,
        -2.4 + 0.0j,
    ],
    [
        [2.5 - 6.6j, 2.6 - 8.4j, 2.5 - 10.2j],
        [0.5 - 6.6j, 0.5 - 8.6j, 0.5 - 10.5j],
        [-1.5 - 6.4j, -1.5 - 8.2j, -1.4 - 10.0j],
    ],
)
"""Hooked around a bar that lies across the fingers, seen from the back of the hand."""

GRASPING_HAND = Hand(
    [
        2.4 + 0.8j,
        2.7 - 2.2j,
        2.6 - 5.6j,
        2.2 - 8.4j,
        1.0 - 10.8j,
        -1.4 - 12.4j,
        -5.0 - 12.6j,
        -7.4 - 11.8j,
        -7.6 - 10.4j,
        -5.4 - 9.8j,
        -2.6 - 9.4j,
        -1.7 - 8.4j,
        -1.6 - 7.0j,
        -2.3 - 5.2j,
        -3.4 - 3.0j,
        -3.4 - 0.6j,
        -2.4 + 1.4j,
    ],
    [
        [1.0 - 7.6j, 0.2 - 9.8j, -1.8 - 11.2j, -4.0 - 11.4j, -6.4 - 11.0j],
    ],
)
"""On a narrow edge: the palm is at x = −1.6, the fingers reach over the edge and down its far side."""

PALM = -2.3 - 6.8j
"""The middle of the pressing palm, relative to the wrist."""
