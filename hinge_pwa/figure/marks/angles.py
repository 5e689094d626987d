"""The marks `hip-angle` and `knee-angle`: a sector from the straight continuation of one segment to the other."""

from ..outline.body import Part
from ..outline.path import line, outline
from ..skeleton.joints import Skeleton, rotate
from .shapes import Label, arrow, joint_dots

BEYOND = 8.0
"""Length of the dashed line beyond the sector, in cm."""
SECTOR, HIP_SECTOR = 26.0, 18.0
"""Radius of the sector at the knee and at the hip, in cm."""
STRAIGHT = 2.0
"""A knee that bends by less than this, in degrees, is locked: an arrow pushes it back."""
TRUNK = 46.0
"""Length of the line along the trunk, in cm."""


def draw_hip_angle(s: Skeleton) -> tuple[list[Part], list[Label]]:
    """The flexion of the stance hip, between the line of the thigh and the trunk, with its name above its number."""
    hip, knee = s.stance.hip, s.stance.knee.at
    flexion = hip.upper - hip.lower
    shown = [knee, hip.at, hip.at + rotate(1j * TRUNK, hip.upper)]
    edge = [rotate(1j, hip.lower + flexion * i / 6) for i in range(7)]
    at = hip.at + edge[2] * (HIP_SECTOR + 15)
    return _bend(shown, hip.at, edge, HIP_SECTOR), [
        Label(at + 8j, "hips", word=True),
        Label(at, f"{abs(flexion):.0f}°"),
    ]


def draw_knee_angle(s: Skeleton) -> list[Part]:
    """The flexion of the stance knee, between the line of the thigh and the shin. Nobody can aim at its degrees."""
    hip, knee, ankle = s.stance.hip.at, s.stance.knee, s.stance.ankle.at
    flexion = knee.lower - knee.upper
    edge = [rotate(-1j, knee.upper + flexion * i / 4) for i in range(5)]
    bend = _bend([hip, knee.at, ankle], knee.at, edge)
    if flexion < STRAIGHT:
        ahead = rotate(1, (knee.upper + knee.lower) / 2)
        return [*bend, *arrow([knee.at + way * ahead for way in (27, 18, 9)], "push")]
    return bend


def _bend(segments: list[complex], joint: complex, edge: list[complex], radius: float = SECTOR) -> list[Part]:
    """The axes of both segments, the dashed continuation of the first, and the sector from it to the second.

    ``edge`` holds unit directions from the joint, from the dashed line to the second segment.
    """
    axis, on = line(segments), line([joint, joint + (radius + BEYOND) * edge[0]])
    arc = [joint + radius * way for way in edge]
    return [
        Part("angle casing", on),
        Part("sector", outline([joint, joint, arc[0], *arc, arc[-1]])),
        Part("angle faint", on),
        Part("axis casing", axis),
        Part("axis", axis),
        joint_dots(*segments),
    ]
