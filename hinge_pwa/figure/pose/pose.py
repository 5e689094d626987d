"""A pose: joint angles as a clinician measures them, in degrees, flexion positive; ranges are in ``ranges.py``."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from .kneel import Kneel
from .roller import Roller
from .things import Things

PLAIN_KEYS = ("knee", "hip", "lumbar", "thoracic", "heel", "weight", "opening")
LIMB_KEYS = ("hip", "knee", "ankle", "elbow", "wrist")


@dataclass(frozen=True)
class Limb:
    """The angles of an arm, or of a leg that carries no weight."""

    hip: float = 0
    knee: float = 0
    ankle: float = 0
    shoulder: float | None = None
    """None: the upper arm hangs vertically, whatever the angle of the trunk."""
    elbow: float = 10
    wrist: float = 0

    def blend(self, other: "Limb", part: float) -> "Limb":
        angles = {key: mix(getattr(self, key), getattr(other, key), part) for key in LIMB_KEYS}
        return Limb(shoulder=mix_open(self.shoulder, other.shoulder, part), **angles)


@dataclass(frozen=True)
class Pose:
    """Angles of the stance leg, the spine and the arms; ``free`` is a leg that is off the ground."""

    ankle: float | None = None
    """Dorsiflexion; None: ``solve_open_angles`` finds the angle that puts the centre of mass at ``weight``."""
    knee: float = 0
    hip: float = 0
    lumbar: float = 0
    thoracic: float = 0
    neck: float | None = None
    """None: 0, or with a dowel the angle at which the head touches it, which ``solve_open_angles`` finds."""
    heel: float = 0
    weight: float = 0.34
    opening: float = 0
    """Rotation of the pelvis, trunk and free leg around the stance hip to the free side; visible from behind."""
    near_arm: Limb = field(default_factory=Limb)
    far_arm: Limb = field(default_factory=Limb)
    free: Limb | None = None
    roller: Roller | None = None
    """Held by the free foot and the near hand; it then sets the angles of the near arm."""
    kneel: Kneel | None = None
    """None: the person does not kneel."""
    things: Things = field(default_factory=Things)

    @property
    def ankle_known(self) -> float:
        """The ankle's angle; raises ValueError while it is None."""
        if self.ankle is None:
            raise ValueError("the ankle's angle is still open: call solve_open_angles first")
        return self.ankle

    def blend(self, other: Self, part: float) -> Self:
        """Linear interpolation of every joint angle: this pose at ``part`` = 0, the other at 1."""
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
    """Like ``mix``, but None if an angle is None; ``spec`` ensures that both or neither are."""
    return None if a is None or b is None else mix(a, b, part)
