"""The foam roller between ankle and palm: a stiff rod that leg and hand hold from both ends."""

from dataclasses import dataclass

from ..person.people import Person

LENGTH = 91.0
RADIUS = 6.5
CROOK = 4.9 + 10.4j
"""Where ankle and foot meet: forward of the ankle joint and above the sole, person 170 cm tall."""


@dataclass(frozen=True)
class Roller:
    """How the roller is held; a gap at the foot or a hand that let go are for pictures of mistakes."""

    tilt: float = 6.0
    """How far its top leans forward of the shin, in degrees."""
    foot_gap: float = 0.0
    """Between the ankle and the roller, in cm."""
    held: bool = True
    """False: the palm has left the roller, and the arm's own angles count."""

    def blend(self, other: "Roller", part: float) -> "Roller":
        return Roller(
            self.tilt + (other.tilt - self.tilt) * part,
            self.foot_gap + (other.foot_gap - self.foot_gap) * part,
            self.held and other.held,
        )


def crook(person: Person, ankle_height: float) -> complex:
    """The ankle's crook, seen from the ankle joint in the foot's frame, in cm."""
    scale = person.stature / 170
    return CROOK.real * scale + 1j * (CROOK.imag * scale - ankle_height)
