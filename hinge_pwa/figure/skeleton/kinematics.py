"""Forward kinematics: a pose's angles to joints, from the standing foot or a knee on the ground upward."""

import cmath
import math

from ..errors import PictureError
from ..person.hands import PALM
from ..person.people import Person
from ..pose.kneel import Kneel
from ..pose.pose import Limb, Pose
from ..pose.roller import BESIDE, LENGTH, RADIUS, Roller, ankle_fold
from .joints import (
    BALL,
    FOREARM,
    SHANK,
    SHOULDER,
    SOLE,
    SPINE,
    THIGH,
    UPPER_ARM,
    Arm,
    Joint,
    Leg,
    Skeleton,
    ankle_height,
    knee_radius,
    rotate,
    segment_angle,
    two_bone_ik,
)
from .placed import RollerAxis

INSTEP = (20.6 - 7.2j, 20.0 - 4.7j, 16.5 - 3.1j, 11.5 - 1.3j, 7.5 + 0.5j)
"""The top of the shoe, relative to the ankle: it touches the ground under a flat rear foot (cm, person 170 cm tall)."""

FAR_ARM_SWING = 5.0
"""Degrees by which the far arm is swung forward, so that it shows beside the near arm."""

LUMBAR_SHARE = {"sacrum": 0.35, "l3": 0.35, "t12": 0.30}
THORACIC_SHARE = {"t12": 0.35, "t6": 0.65}
NECK_SHARE = {"c7": 0.55, "skull": 0.45}


def forward_kinematics(person: Person, pose: Pose) -> Skeleton:
    """The skeleton in a pose, without its things except the roller; ``pose.ankle`` must be known.

    Raises PictureError if the rear knee cannot rest on the ground, or the hand cannot reach the roller.
    """
    stature = person.stature
    stance, other = _legs(person, pose)
    spine = _spine(stance.hip, pose, stature)
    c7 = spine["c7"]
    shoulder = c7.at + rotate(SHOULDER * stature, c7.lower)
    near = arm_by_angles(shoulder, c7.lower, pose.near_arm, stature)
    far = arm_by_angles(shoulder, c7.lower, pose.far_arm, stature, swing=FAR_ARM_SWING)
    if pose.roller is None:
        return Skeleton(person, pose, stance, other, near, far, spine)
    axis = _roller_axis(person, other, pose.roller)
    if pose.roller.held:
        near = _press(person, near, axis)
    return Skeleton(person, pose, stance, other, near, far, spine, axis)


def _legs(person: Person, pose: Pose) -> tuple[Leg, Leg]:
    """The stance leg and the other leg; the same object twice if their angles are equal."""
    if pose.kneel and pose.kneel.both:
        knees = _kneeling_on_both(person, pose.kneel, pose)
        return knees, knees
    stance = _stance_leg(person, pose)
    if pose.kneel:
        return stance, _leg_behind(person, pose.kneel, stance.hip)
    return stance, _free_leg(person, pose.free, stance.hip) if pose.free else stance


def _stance_leg(person: Person, pose: Pose) -> Leg:
    stature, lift = person.stature, pose.heel
    ball_at = complex(BALL * stature, SOLE)
    rest_ankle = complex(0, ankle_height(person))
    ankle_at = ball_at + rotate(rest_ankle - ball_at, lift)
    shank = lift + pose.ankle_known
    thigh = shank - pose.knee
    pelvis = thigh + pose.hip
    knee_at = ankle_at + rotate(SHANK * stature * 1j, shank)
    hip_at = knee_at + rotate(THIGH * stature * 1j, thigh)
    return Leg(
        Joint(hip_at, pelvis, thigh),
        Joint(knee_at, thigh, shank),
        Joint(ankle_at, shank, lift),
        Joint(ball_at, lift, 0),
    )


def _free_leg(person: Person, limb: Limb, hip: Joint) -> Leg:
    stature = person.stature
    thigh = hip.upper - limb.hip
    shank = thigh + limb.knee
    foot = shank - limb.ankle
    knee_at = hip.at - rotate(THIGH * stature * 1j, thigh)
    ankle_at = knee_at - rotate(SHANK * stature * 1j, shank)
    ball_at = ankle_at + rotate(complex(BALL * stature, SOLE - ankle_height(person)), foot)
    return Leg(
        Joint(hip.at, hip.upper, thigh),
        Joint(knee_at, thigh, shank),
        Joint(ankle_at, shank, foot),
        Joint(ball_at, foot, foot),
    )


def _kneeling_on_both(person: Person, kneel: Kneel, pose: Pose) -> Leg:
    """Both legs as one, with the knees above 0 and the feet behind them on the ground."""
    knee = 1j * knee_radius(person)
    shank, ankle, ball = _laid_down(person, kneel, knee)
    thigh = shank - pose.knee
    hip = Joint(knee + rotate(THIGH * person.stature * 1j, thigh), thigh + pose.hip, thigh)
    return Leg(hip, Joint(knee, thigh, shank), ankle, ball)


def _leg_behind(person: Person, kneel: Kneel, hip: Joint) -> Leg:
    """The rear leg of a person on one knee; raises PictureError if the knee cannot rest below this hip."""
    thigh_length = THIGH * person.stature
    share = (hip.at.imag - knee_radius(person)) / thigh_length
    if not 0 <= share <= 1:
        way = "bend its knee more" if share > 1 else "bend its knee less"
        raise PictureError(f"pose.knee: the other knee cannot rest on the ground below the front leg; {way}")
    thigh = math.degrees(math.acos(share))
    knee = hip.at - rotate(thigh_length * 1j, thigh)
    shank, ankle, ball = _laid_down(person, kneel, knee)
    return Leg(Joint(hip.at, hip.upper, thigh), Joint(knee, thigh, shank), ankle, ball)


def _laid_down(person: Person, kneel: Kneel, knee: complex) -> tuple[float, Joint, Joint]:
    """The shank's angle, the ankle and the ball of the foot behind a knee that rests on the ground."""
    tucked = kneel.toes == "tucked"
    ball = complex(BALL * person.stature, SOLE - ankle_height(person))
    rests = [(ball, SOLE)] if tucked else [(point * person.stature / 170, 0.0) for point in INSTEP]
    shank = max(_lying_angle(person, knee, rotate(point, -kneel.foot_angle), height) for point, height in rests)
    foot = shank - kneel.foot_angle
    ankle_at = knee - rotate(SHANK * person.stature * 1j, shank)
    return shank, Joint(ankle_at, shank, foot), Joint(ankle_at + rotate(ball, foot), foot, 0 if tucked else foot)


def _lying_angle(person: Person, knee: complex, point: complex, height: float) -> float:
    """The shank's angle at which a point of the foot, relative to ankle and shank, is at ``height`` cm."""
    way = point - SHANK * person.stature * 1j
    return math.degrees(cmath.phase(way) + math.pi + math.asin((height - knee.imag) / abs(way)))


def _spine(hip: Joint, pose: Pose, stature: float) -> dict[str, Joint]:
    joints: dict[str, Joint] = {}
    at, angle = hip.at, hip.upper
    for level, length in SPINE.items():
        at += rotate(length * stature * 1j, angle)
        above = angle + sum(
            flexion * share.get(level, 0.0)
            for flexion, share in (
                (pose.lumbar, LUMBAR_SHARE),
                (pose.thoracic, THORACIC_SHARE),
                (pose.neck or 0, NECK_SHARE),
            )
        )
        joints[level] = Joint(at, above, angle)
        angle = above
    return joints


def arm_by_angles(shoulder: complex, thorax: float, limb: Limb, stature: float, swing: float = 0) -> Arm:
    """The arm with the angles of ``limb``; ``thorax`` is the angle of the thorax, ``swing`` turns the arm forward."""
    upper = (0.0 if limb.shoulder is None else thorax - limb.shoulder) - swing
    fore = upper - limb.elbow
    elbow = shoulder - rotate(UPPER_ARM * stature * 1j, upper)
    wrist = elbow - rotate(FOREARM * stature * 1j, fore)
    return Arm(Joint(shoulder, thorax, upper), Joint(elbow, upper, fore), Joint(wrist, fore, fore - limb.wrist))


def _roller_axis(person: Person, leg: Leg, roller: Roller) -> RollerAxis:
    """The axis of the roller, whose end stands on the front of the free ankle."""
    angle = leg.ankle.upper + roller.tilt
    rim = leg.ankle.at + rotate(ankle_fold(person, ankle_height(person)), leg.ankle.lower)
    foot_end = rim + rotate(complex(RADIUS - BESIDE, roller.foot_gap), angle)
    return RollerAxis(foot_end, foot_end + rotate(LENGTH * 1j, angle), angle)


def _press(person: Person, arm: Arm, axis: RollerAxis) -> Arm:
    """The arm with the palm flat on the roller's end; raises PictureError if it is out of reach."""
    hand = axis.angle - 90
    target = axis.palm_end - rotate(PALM * person.stature / 170, hand)
    shoulder = arm.shoulder.at
    elbow, reachable = two_bone_ik(shoulder, target, UPPER_ARM * person.stature, FOREARM * person.stature, -1)
    if not reachable:
        raise PictureError("pose: the hand cannot reach the end of the roller; lean or tilt it differently")
    upper, fore = segment_angle(shoulder, elbow), segment_angle(elbow, target)
    return Arm(Joint(shoulder, arm.shoulder.upper, upper), Joint(elbow, upper, fore), Joint(target, fore, hand))
