"""A pose: joint angles as a clinician measures them, in degrees, flexion positive.

Ranges are the passive ranges of motion of healthy adults (AAOS; Greene & Heckman 1994), widened
where weight bearing or the whole column moves further than the single test.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from .kneel import Kneel
from .roller import Roller
from .things import Things

PLAIN_KEYS = ("knee", "hip", "lumbar", "thoracic", "heel", "weight", "opening")
LIMB_KEYS = ("hip", "knee", "ankle", "elbow", "wrist")


@dataclass(frozen=True)
class Limb:
    """The angles of one arm or one leg that does not stand."""

    hip: float = 0
    knee: float = 0
    ankle: float = 0
    shoulder: float | None = None
    """None lets the upper arm hang straight down, whatever the trunk does."""
    elbow: float = 10
    wrist: float = 0

    def blend(self, other: "Limb", part: float) -> "Limb":
        angles = {key: mix(getattr(self, key), getattr(other, key), part) for key in LIMB_KEYS}
        return Limb(shoulder=mix_open(self.shoulder, other.shoulder, part), **angles)


@dataclass(frozen=True)
class Pose:
    """Angles of the stance leg, the spine and the arms; ``free`` is the leg off the ground, if any."""

    ankle: float | None = None
    """Dorsiflexion; None lets ``balance.settle`` find the angle that puts the load at ``weight``."""
    knee: float = 0
    hip: float = 0
    lumbar: float = 0
    thoracic: float = 0
    neck: float | None = None
    """None looks along with the trunk, or with a dowel lets ``settle`` find the angle at which the head touches it."""
    heel: float = 0
    weight: float = 0.34
    opening: float = 0
    """How far the pelvis turns to the side of the free leg, and with it trunk and leg; it is seen from behind."""
    near_arm: Limb = field(default_factory=Limb)
    far_arm: Limb = field(default_factory=Limb)
    free: Limb | None = None
    roller: Roller | None = None
    """Held by the free foot and the near hand, which it then poses."""
    kneel: Kneel | None = None
    """One knee or both are on the ground; None stands on the feet."""
    things: Things = field(default_factory=Things)

    @property
    def ankle_known(self) -> float:
        if self.ankle is None:
            raise ValueError("the ankle's angle is still open: settle the pose first")
        return self.ankle

    def blend(self, other: Self, part: float) -> Self:
        """The pose ``part`` of the way to another one; each joint turns evenly."""
        free = self.free.blend(other.free, part) if self.free and other.free else self.free
        roller = self.roller.blend(other.roller, part) if self.roller and other.roller else self.roller
        angles: dict[str, Any] = {key: mix(getattr(self, key), getattr(other, key), part) for key in PLAIN_KEYS}
        return replace(
            self,
            ankle=mix_open(self.ankle, other.ankle, part),
            neck=None if self.neck is other.neck is None else mix(self.neck or 0, other.neck or 0, part),
            near_arm=self.near_arm.blend(other.near_arm, part),
            far_arm=self.far_arm.blend(other.far_arm, part),
            free=free,
            roller=roller,
            kneel=self.kneel,
            **angles,
        )


def mix(a: float, b: float, part: float) -> float:
    return a + (b - a) * part


def mix_open(a: float | None, b: float | None, part: float) -> float | None:
    """An angle left open in both poses stays open; ``spec`` refuses one that is open in only one."""
    return None if a is None or b is None else mix(a, b, part)
