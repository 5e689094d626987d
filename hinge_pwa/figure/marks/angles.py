"""The angle of a joint as a mark: a sector between where a segment would go straight on and where it goes."""

from ..outline.body import Part
from ..outline.path import line, outline
from ..skeleton.joints import Skeleton, rotate
from .shapes import Label, arrow, joint_dots

BEYOND = 8.0
"""How far the dashed line goes straight on beyond the sector, in cm."""
SECTOR, HIP_SECTOR = 26.0, 18.0
"""The radius of the sector between the dashed line and the segment, at the knee and at the hip, in cm."""
NUMBER, LOWER = 2.0, 1.6
"""How far beside the dashed line the knee's number stands, in cm, and how far down it in radii of the sector."""
STRAIGHT = 2.0
"""A knee that bends by less than this, in degrees, is locked: it is shown by how far it is pushed back."""
TRUNK = 46.0
"""How far up the trunk its line is drawn, in cm."""


def draw_hip_angle(s: Skeleton) -> tuple[list[Part], list[Label]]:
    """How far the trunk has turned away from the line of the thigh, at the hip."""
    hip, knee = s.stance.hip, s.stance.knee.at
    flexion = hip.upper - hip.lower
    shown = [knee, hip.at, hip.at + rotate(1j * TRUNK, hip.upper)]
    edge = [rotate(1j, hip.lower + flexion * i / 6) for i in range(7)]
    label = Label(hip.at + edge[2] * (HIP_SECTOR + 15), f"{abs(flexion):.0f}°")
    return _bend(shown, hip.at, edge, HIP_SECTOR), [label]


def draw_knee_angle(s: Skeleton) -> tuple[list[Part], list[Label]]:
    """The bend of the standing knee between the line of the thigh and the shin; locked, how it is pushed back."""
    hip, knee, ankle = s.stance.hip.at, s.stance.knee, s.stance.ankle.at
    flexion = knee.lower - knee.upper
    edge = [rotate(-1j, knee.upper + flexion * i / 4) for i in range(5)]
    bend = _bend([hip, knee.at, ankle], knee.at, edge)
    if flexion < STRAIGHT:
        ahead = rotate(1, (knee.upper + knee.lower) / 2)
        return [*bend, *arrow([knee.at + way * ahead for way in (27, 18, 9)], "push")], []
    text = f"{flexion:.0f}°"
    along = edge[0] * SECTOR * LOWER
    beside = rotate(NUMBER + 2.5 * len(text), knee.upper)
    return bend, [Label(knee.at + along + beside, text)]


def _bend(segments: list[complex], joint: complex, edge: list[complex], radius: float = SECTOR) -> list[Part]:
    """Both segments' axes, the first one's line going on, and the sector from there to the second one.

    ``edge`` is the directions from the joint, from straight on to where the second segment goes.
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
