"""The outlines of one person as numbers: each control point with the joint that it follows.

Lengths are millimetres, x forward and y up, relative to the joint in upright standing.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..marks.anatomy import draw_spine
from ..outline.body import (
    Anchor,
    Part,
    arm_chain,
    draw_arm,
    draw_fingers,
    draw_hand,
    draw_leg,
    draw_neck,
    draw_shirt,
    draw_shoe,
    draw_shorts,
    trunk_and_leg,
)
from ..outline.head import draw_head
from ..outline.path import control_points
from ..person.hands import CARRYING_HAND, CUPPING_HAND, FIST, GRASPING_HAND, PRESSING_HAND, RELAXED_HAND
from ..person.people import Person
from ..pose.pose import Limb, Pose
from ..skeleton.joints import FOREARM, SHANK, SHOULDER, SPINE, THIGH, UPPER_ARM, Skeleton, ankle_height
from ..skeleton.kinematics import LUMBAR_SHARE, NECK_SHARE, THORACIC_SHARE, forward_kinematics

JOINTS = ("ball", "ankle", "knee", "hip", *SPINE, "shoulder", "elbow", "wrist")
HANDS = {
    "relaxed": RELAXED_HAND,
    "fist": FIST,
    "carrying": CARRYING_HAND,
    "pressing": PRESSING_HAND,
    "grasping": GRASPING_HAND,
    "cupping": CUPPING_HAND,
}

HEM = 6.6
"""Below this height above the hip, the corners of the shirt's hem follow the hip (cm, person 170 cm tall)."""

Shape = list[Any]
"""Its role; 1 for a closed outline, 0 for an open line; then joint, x, y and hundredths of each control point."""


@lru_cache(maxsize=8)
def body(person: Person, hands: frozenset[str] = frozenset(HANDS)) -> dict[str, Any]:
    """The outlines and the lengths of a person with these shapes of a hand, as a value for JSON."""
    straight = Limb(shoulder=0, elbow=0)
    s = forward_kinematics(person, Pose(ankle=0, neck=0, near_arm=straight, far_arm=straight))
    trunk, arm = trunk_and_leg(s, s.near_leg), arm_chain(s, s.near_arm)
    hip, shoulder = s.stance.hip.at, s.near_arm.shoulder.at

    def on_trunk(parts: list[Part]) -> list[Shape]:
        return [_shape(part, lambda point: trunk.anchor((point - hip) / trunk.scale)) for part in parts]

    def on_shirt(point: complex) -> Anchor:
        low = (point - hip).imag < HEM * trunk.scale
        return trunk.tie("hip", point - hip) if low else trunk.anchor((point - hip) / trunk.scale)

    def on_arm(parts: list[Part]) -> list[Shape]:
        return [_shape(part, lambda point: arm.anchor((point - shoulder) / arm.scale)) for part in parts]

    shirt, *folds = draw_shirt(s)
    return {
        "spine": [
            [
                _mm(length * person.stature),
                *(share.get(level, 0) for share in (LUMBAR_SHARE, THORACIC_SHARE, NECK_SHARE)),
            ]
            for level, length in SPINE.items()
        ],
        "limbs": [_mm(SHANK * person.stature), _mm(THIGH * person.stature)],
        "ball": _pair(s.stance.ball.at),
        "ankle": _mm(ankle_height(person)),
        "arm": [_mm(UPPER_ARM * person.stature), _mm(FOREARM * person.stature)],
        "shoulder": _pair(SHOULDER * person.stature),
        "leg": on_trunk(draw_leg(s, s.near_leg)),
        "shoe": [_shape(part, lambda point: _foot_anchor(s, point)) for part in draw_shoe(person, s.near_leg)],
        "shorts": on_trunk(draw_shorts(s, s.near_leg)),
        "hidden": on_trunk(draw_shorts(s, s.near_leg, pelvis=False)),
        "trunk": [*on_trunk(draw_neck(s)), _shape(shirt, on_shirt), *on_trunk(folds)],
        "line": on_trunk(draw_spine(s)),
        "head": [[part.role, part.d] for part in draw_head(person)],
        "arms": {
            name: on_arm([*draw_arm(s, s.near_arm, hand), *_creases(draw_fingers(s, s.near_arm, hand))])
            for name, hand in HANDS.items()
            if name in hands
        },
        "hand": on_arm([*draw_hand(s, s.near_arm, FIST), *_creases(draw_fingers(s, s.near_arm, FIST))]),
    }


def _creases(parts: list[Part]) -> list[Part]:
    """Each line of a path of several lines as a part of its own."""
    return [Part(part.role, f"M{line}") for part in parts for line in part.d.split("M")[1:]]


def _foot_anchor(s: Skeleton, point: complex) -> Anchor:
    """As ``foot_point`` places it: behind the ball of the foot a point follows the ankle."""
    ball = s.stance.ball.at
    if point.real <= ball.real - 3:
        return Anchor("ankle", point - s.stance.ankle.at, 0)
    return Anchor("ball", point - ball, 1 - min(1.0, max(0.0, (point.real - ball.real) / 6 + 0.5)))


def _shape(part: Part, anchor_of: Callable[[complex], Anchor]) -> Shape:
    anchors = [anchor_of(point) for point in control_points(part.d)]
    numbers = [
        number for each in anchors for number in (JOINTS.index(each.joint), *_pair(each.offset), round(100 * each.part))
    ]
    return [part.role, int(part.d.endswith("z")), *numbers]


def _mm(length: float) -> int:
    return round(10 * length)


def _pair(point: complex) -> tuple[int, int]:
    return _mm(point.real), _mm(point.imag)
