"""How a person kneels: on one knee with the other foot flat in front, or on both knees."""

from dataclasses import dataclass

TOES = ("tucked", "flat")
NEAREST = ("knee", "foot")
FOOT_ANGLES = {"tucked": 28.0, "flat": -48.0}
"""Dorsiflexion of the rear foot, in degrees."""


@dataclass(frozen=True)
class Kneel:
    both: bool = False
    """Whether both knees are on the ground. If not, the pose's leg angles are those of the front leg."""
    toes: str = "tucked"
    """How the rear foot rests: on its toes (tucked), or with its top on the ground (flat)."""
    near: str = "knee"
    """Which leg is nearer to the viewer: the one on its knee or the one on its foot."""

    @property
    def foot_angle(self) -> float:
        return FOOT_ANGLES[self.toes]
