"""The articulated figure: segment lengths, joints, and where each lands.

Points are complex numbers in cm: the real part is forward, the imaginary part is up; the stance
ankle stands above 0. A *frame* is a segment's clockwise turn, in degrees, from upright standing with
the arms hanging; so leaning forward is positive for a trunk, and swinging back for a limb that hangs.

Lengths are fractions of stature after Drillis & Contini (1966), as printed in Winter, *Biomechanics
and Motor Control of Human Movement*, 4th ed., fig. 4.1. The levels of the spine between hip and C7
follow the proportions of the vertebral column in Gray's Anatomy (lumbar 18 cm, thoracic 27–28 cm).
"""

import cmath
import math
from dataclasses import dataclass, field, replace

from ..person.people import Person
from ..pose.pose import Pose
from .placed import Placed, RollerAxis

ANKLE_HEIGHT = 0.039
FOOT = 0.152
BALL = 0.076
"""How far ahead of the ankle the toes bend: at three quarters of the foot's length."""
SHANK = 0.246
THIGH = 0.245
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.108
SPINE = {"sacrum": 0.059, "l3": 0.053, "t12": 0.050, "t6": 0.081, "c7": 0.081, "skull": 0.057}
"""Each level's distance above the one below it; the first is measured from the hip."""
SHOULDER = complex(0.016, -0.036)
"""The shoulder joint, seen from C7, in the frame of the upper thorax (hip to shoulder is 0.288)."""
SOLE = 2.2
"""Thickness of the shoe's sole under the heel, in cm."""

KNEE_RADIUS = 0.033


@dataclass(frozen=True)
class Joint:
    """A place where two segments meet; ``upper`` and ``lower`` are their frames in degrees."""

    at: complex
    upper: float
    lower: float

    def relative_to(self, at: complex, angle: float) -> "Joint":
        """As it is for someone at ``at`` who is turned by ``frame`` degrees."""
        return Joint(rotate(self.at - at, -angle), self.upper - angle, self.lower - angle)


@dataclass(frozen=True)
class Leg:
    hip: Joint
    knee: Joint
    ankle: Joint
    ball: Joint

    def relative_to(self, at: complex, angle: float) -> "Leg":
        return Leg(*(joint.relative_to(at, angle) for joint in (self.hip, self.knee, self.ankle, self.ball)))


@dataclass(frozen=True)
class Arm:
    shoulder: Joint
    elbow: Joint
    wrist: Joint
    depths: tuple[float, float, float] = (0, 0, 0)
    """How far shoulder, elbow and wrist lie towards the viewer, where an arm crosses the body."""

    def relative_to(self, at: complex, angle: float) -> "Arm":
        shoulder, elbow, wrist = (joint.relative_to(at, angle) for joint in (self.shoulder, self.elbow, self.wrist))
        return Arm(shoulder, elbow, wrist, self.depths)

    def angles(self) -> dict[str, float]:
        """Flexion of shoulder and elbow, and extension of the wrist; across the body, how far each is bent."""
        joints = {"shoulder": self.shoulder, "elbow": self.elbow, "wrist": self.wrist}
        found = {name: joint.upper - joint.lower for name, joint in joints.items()}
        if not any(self.depths):
            return found
        trunk, hand = ((rotate(-1j, angle), 0.0) for angle in (self.shoulder.upper, self.wrist.lower))
        upper = (self.elbow.at - self.shoulder.at, self.depths[1] - self.depths[0])
        fore = (self.wrist.at - self.elbow.at, self.depths[2] - self.depths[1])
        behind = (upper[0] / trunk[0]).imag < 0 < (upper[0] / trunk[0]).real
        return {
            "shoulder": _angle_between(trunk, upper) * (-1 if behind else 1),
            "elbow": _angle_between(upper, fore),
            "wrist": _angle_between(fore, hand),
        }


@dataclass(frozen=True)
class Skeleton:
    """Every joint of one person in one pose."""

    person: Person
    pose: Pose
    stance: Leg
    other: Leg
    """The free or the kneeling leg, or in a pose on both feet the leg beside the first."""
    near_arm: Arm
    far_arm: Arm
    spine: dict[str, Joint]
    roller: RollerAxis | None = None
    placed: Placed = field(default_factory=Placed)

    @property
    def near_leg(self) -> Leg:
        return self.other if self._other_is_near else self.stance

    @property
    def far_leg(self) -> Leg:
        return self.stance if self._other_is_near else self.other

    @property
    def _other_is_near(self) -> bool:
        kneel = self.pose.kneel
        return kneel.near == "knee" if kneel else self.pose.free is not None

    @property
    def legs_differ(self) -> bool:
        """Whether each leg has angles of its own."""
        return self.other is not self.stance

    def relative_to(self, at: complex, angle: float) -> "Skeleton":
        """The body alone, with ``at`` at 0 and a segment of that frame upright."""
        stance = self.stance.relative_to(at, angle)
        return replace(
            self,
            stance=stance,
            other=self.other.relative_to(at, angle) if self.legs_differ else stance,
            near_arm=self.near_arm.relative_to(at, angle),
            far_arm=self.far_arm.relative_to(at, angle),
            spine={level: joint.relative_to(at, angle) for level, joint in self.spine.items()},
            roller=None,
            placed=Placed(),
        )


def rotate(vector: complex, angle: float) -> complex:
    """The vector, given in upright standing, turned clockwise by ``frame`` degrees."""
    return vector * cmath.rect(1, -math.radians(angle))


def segment_angle(top: complex, bottom: complex) -> float:
    """The angle in degrees of a limb segment from its upper end ``top`` to its lower end ``bottom``; 0 hangs down."""
    return -math.degrees(cmath.phase((bottom - top) / -1j))


def _angle_between(a: tuple[complex, float], b: tuple[complex, float]) -> float:
    """The angle in degrees between two ways in space, each given in the plane and towards the viewer."""
    along = (a[0].conjugate() * b[0]).real + a[1] * b[1]
    cosine = along / (math.hypot(abs(a[0]), a[1]) * math.hypot(abs(b[0]), b[1]))
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def two_bone_ik(root: complex, target: complex, first: float, second: float, bend: int) -> tuple[complex, bool]:
    """Where the middle joint lies, and whether the target is in reach.

    ``bend`` = 1 puts the joint to the left of the way from root to target, −1 to the right.
    """
    way = target - root
    distance = abs(way)
    reachable = abs(first - second) <= distance <= first + second
    d = min(max(distance, abs(first - second) + 1e-9), first + second - 1e-9)
    cosine = (first**2 + d**2 - second**2) / (2 * first * d)
    angle = math.acos(max(-1.0, min(1.0, cosine)))
    return root + cmath.rect(first, cmath.phase(way) + bend * angle), reachable


def ankle_height(person: Person) -> float:
    return ANKLE_HEIGHT * person.stature + SOLE


def knee_radius(person: Person) -> float:
    """How high the knee's axis is above the ground on which the knee rests."""
    return KNEE_RADIUS * person.stature
