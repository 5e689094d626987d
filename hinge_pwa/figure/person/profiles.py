"""The outline of the upright body in side view: how far skin and cloth lie in front of and behind the bone.

Lengths are cm of a person 170 cm tall. Heights are above the hip joint, for an arm above the shoulder joint;
below it they are negative. Depths follow the sagittal breadths of NASA-STD-3000 vol. 1 (fig. 3.3.1.3) for a
trained adult. Each row is (height, front, back); back is negative.
"""

Row = tuple[float, float, float]

TORSO: list[Row] = [
    (5.0, 11.0, -12.6),
    (10.0, 11.2, -11.3),
    (15.0, 10.9, -9.9),
    (20.0, 10.2, -9.2),
    (25.0, 10.2, -9.3),
    (30.5, 10.9, -10.1),
    (36.0, 11.6, -11.0),
    (41.5, 11.8, -11.5),
    (46.5, 11.0, -11.3),
    (50.5, 8.6, -10.2),
]
"""From the hem of the shirt to the shoulders; the waist is the row at 20."""

COLLAR: list[complex] = [5.2 + 52.0j, 3.4 + 51.9j, -1.0 + 53.4j, -4.8 + 55.6j, -6.2 + 56.4j]
"""The shirt's neckline from the front to the nape, for an average neck."""

PELVIS: list[Row] = [
    (14.0, 10.6, -9.6),
    (9.0, 10.8, -11.5),
    (4.5, 10.6, -12.9),
    (0.5, 10.4, -13.3),
    (-3.5, 10.2, -12.7),
    (-7.5, 10.0, -11.2),
    (-11.5, 9.8, -9.7),
]
"""Pelvis and buttocks."""

THIGH: list[Row] = [
    (-17.0, 9.4, -8.5),
    (-23.0, 8.7, -7.9),
    (-29.0, 7.8, -7.2),
    (-34.5, 6.9, -6.4),
]

KNEE: list[Row] = [
    (-38.5, 6.6, -5.6),
    (-42.0, 6.5, -5.1),
    (-45.5, 5.6, -5.5),
]

SHANK: list[Row] = [
    (-50.0, 5.0, -6.8),
    (-54.5, 4.8, -7.4),
    (-59.0, 4.5, -7.0),
    (-64.0, 4.1, -5.7),
    (-69.5, 3.7, -4.4),
    (-75.0, 3.5, -3.7),
    (-80.0, 3.8, -3.7),
    (-84.0, 4.2, -4.2),
]

UPPER_ARM: list[Row] = [
    (3.4, 1.8, -1.8),
    (2.6, 4.2, -4.2),
    (-0.6, 5.6, -5.6),
    (-4.5, 5.7, -5.7),
    (-9.5, 5.1, -5.3),
    (-15.0, 4.8, -4.9),
    (-21.0, 4.5, -4.5),
    (-27.0, 4.1, -4.1),
]

FOREARM: list[Row] = [
    (-31.6, 4.0, -4.1),
    (-36.0, 4.4, -4.0),
    (-41.0, 4.1, -3.6),
    (-47.0, 3.3, -2.9),
    (-52.5, 2.6, -2.5),
]

NECK: list[Row] = [
    (68.0, 3.4, -5.0),
    (64.0, 5.6, -5.3),
    (60.5, 4.8, -5.7),
    (56.5, 4.3, -6.3),
    (52.5, 5.2, -7.2),
    (47.0, 6.4, -6.4),
]

SHOE: list[complex] = [
    -4.9 + 9.4j,
    -5.4 + 6.5j,
    -6.9 + 4.4j,
    -7.0 + 1.6j,
    -6.0 + 0j,
    -6.0 + 0j,
    4 + 0j,
    13 + 0j,
    19.0 + 0j,
    20.6 + 1.5j,
    20.0 + 4.0j,
    16.5 + 5.6j,
    11.5 + 7.4j,
    7.5 + 9.2j,
    4.6 + 11.2j,
    4.6 + 11.2j,
    -4.4 + 9.4j,
]
"""The shoe: x forward of the ankle joint, y above the ground."""

SOLE: list[complex] = [
    -7.1 + 3.0j,
    -7.2 + 1.4j,
    -6.0 - 0.1j,
    -6.0 - 0.1j,
    4 - 0.1j,
    13 - 0.1j,
    19.0 - 0.1j,
    21.0 + 1.4j,
    20.6 + 2.6j,
    20.6 + 2.6j,
    12 + 1.9j,
    3 + 2.4j,
    -7.1 + 3.0j,
]


STRIPE: list[complex] = [
    -0.6 + 2.6j,
    -0.6 + 2.6j,
    3.6 + 8.9j,
    3.6 + 8.9j,
    5.6 + 8.1j,
    5.6 + 8.1j,
    3.6 + 2.6j,
    3.6 + 2.6j,
]
"""The stripe across the shoe, in the same coordinates."""
