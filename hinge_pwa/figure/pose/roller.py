"""The foam roller: a rigid cylinder held between the free ankle and the palm. Lengths in cm."""

from dataclasses import dataclass

from ..person.people import Person

LENGTH = 91.0
RADIUS = 6.5
ANKLE_FOLD = 4.9 + 10.4j
"""The fold between shin and foot: forward of the ankle joint and above the sole, for a person 170 cm tall."""
BESIDE = 3.0
"""How far the end of the roller reaches behind that fold, beside the front of the ankle."""


@dataclass(frozen=True)
class Roller:
    """How the roller is held. Pictures of mistakes have a gap at the foot, or a hand that does not hold it."""

    tilt: float = 6.0
    """Angle between the roller and the shin, in degrees; positive leans the top forward."""
    foot_gap: float = 0.0
    """Distance between the ankle and the roller."""
    held: bool = True
    """False: the palm is not on the roller, and the pose sets the arm's angles."""

    def blend(self, other: "Roller", part: float) -> "Roller":
        return Roller(
            self.tilt + (other.tilt - self.tilt) * part,
            self.foot_gap + (other.foot_gap - self.foot_gap) * part,
            self.held and other.held,
        )


def ankle_fold(person: Person, ankle_height: float) -> complex:
    """The fold between shin and foot relative to the ankle joint, for a foot that is flat on the ground."""
    scale = person.stature / 170
    return ANKLE_FOLD.real * scale + 1j * (ANKLE_FOLD.imag * scale - ankle_height)
