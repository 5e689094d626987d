"""How a person kneels: on one knee with the other foot flat in front, or on both."""

from dataclasses import dataclass

TOES = ("tucked", "flat")
NEAREST = ("knee", "foot")
FOOT_ANGLES = {"tucked": 28.0, "flat": -48.0}
"""Dorsiflexion of the foot behind, in degrees."""


@dataclass(frozen=True)
class Kneel:
    both: bool = False
    """Both knees are down; else the leg of the pose's own angles stands in front on its foot."""
    toes: str = "tucked"
    """How the foot behind lies: on its toes, or with its top on the ground."""
    near: str = "knee"
    """Which leg is nearer to the viewer: the one on its knee or the one on its foot."""

    @property
    def foot_angle(self) -> float:
        return FOOT_ANGLES[self.toes]
