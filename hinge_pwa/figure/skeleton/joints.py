"""Segment lengths, and the joints of one person in one pose.

Points are complex numbers in cm: the real part is forward, the imaginary part is up, and the stance ankle is
above 0. A segment's angle is its clockwise rotation in degrees from upright standing with hanging arms. So
a trunk that leans forward has a positive angle, and so has an arm or a thigh that swings back.

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
"""From the ankle forward to the joint at which the toes bend, three quarters along the foot."""
SHANK = 0.246
THIGH = 0.245
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.108
SPINE = {"sacrum": 0.059, "l3": 0.053, "t12": 0.050, "t6": 0.081, "c7": 0.081, "skull": 0.057}
"""Distance of each level of the spine from the level below it; the first is measured from the hip."""
SHOULDER = complex(0.016, -0.036)
"""The shoulder joint relative to C7, for an upright thorax (hip to shoulder is 0.288)."""
SOLE = 2.2
"""Thickness of the shoe's sole under the heel, in cm."""

KNEE_RADIUS = 0.033


@dataclass(frozen=True)
class Joint:
    """A joint at a point in cm; ``upper`` and ``lower`` are the angles in degrees of the segments that meet there."""

    at: complex
    upper: float
    lower: float

    def relative_to(self, at: complex, angle: float) -> "Joint":
        """The joint in coordinates with the origin ``at``, rotated clockwise by ``angle`` degrees."""
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
    """Distance in cm of shoulder, elbow and wrist towards the viewer, for an arm that crosses the body."""

    def relative_to(self, at: complex, angle: float) -> "Arm":
        shoulder, elbow, wrist = (joint.relative_to(at, angle) for joint in (self.shoulder, self.elbow, self.wrist))
        return Arm(shoulder, elbow, wrist, self.depths)

    def angles(self) -> dict[str, float]:
        """Flexion of shoulder and elbow and extension of the wrist, in degrees.

        For an arm that crosses the body they are angles in space, and the wrist's has no sign.
        """
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
    """The free or the kneeling leg; in a pose on both feet or both knees the same object as ``stance``."""
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
        """Whether the two legs have different angles."""
        return self.other is not self.stance

    def relative_to(self, at: complex, angle: float) -> "Skeleton":
        """The body without things, in coordinates with the origin ``at``, rotated clockwise by ``angle`` degrees."""
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
    """The vector rotated clockwise by ``angle`` degrees."""
    return vector * cmath.rect(1, -math.radians(angle))


def segment_angle(top: complex, bottom: complex) -> float:
    """The angle in degrees of a limb segment from its upper end ``top`` to its lower end ``bottom``; 0 hangs down."""
    return -math.degrees(cmath.phase((bottom - top) / -1j))


def _angle_between(a: tuple[complex, float], b: tuple[complex, float]) -> float:
    """The angle in degrees between two vectors in space: a vector in the side view, and its part towards the viewer."""
    along = (a[0].conjugate() * b[0]).real + a[1] * b[1]
    cosine = along / (math.hypot(abs(a[0]), a[1]) * math.hypot(abs(b[0]), b[1]))
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def two_bone_ik(root: complex, target: complex, first: float, second: float, bend: int) -> tuple[complex, bool]:
    """Two-bone inverse kinematics: the place of the middle joint, and whether the target is in reach.

    ``first`` and ``second`` are the bones' lengths in cm. ``bend`` = 1 puts the joint to the left of the line from
    root to target, −1 to the right. A target out of reach is approached as far as possible.
    """
    way = target - root
    distance = abs(way)
    reachable = abs(first - second) <= distance <= first + second
    d = min(max(distance, abs(first - second) + 1e-9), first + second - 1e-9)
    cosine = (first**2 + d**2 - second**2) / (2 * first * d)
    angle = math.acos(max(-1.0, min(1.0, cosine)))
    return root + cmath.rect(first, cmath.phase(way) + bend * angle), reachable


def ankle_height(person: Person) -> float:
    """Height in cm of the ankle joint above the ground, with the shoe's sole."""
    return ANKLE_HEIGHT * person.stature + SOLE


def knee_radius(person: Person) -> float:
    """Height in cm of the knee joint when the knee rests on the ground."""
    return KNEE_RADIUS * person.stature
