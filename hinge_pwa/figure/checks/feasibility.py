"""Refuses impossible poses: a fall, a joint out of range, a hand out of reach, a foot below the ground."""

from ..balance.stability import reason_to_fall
from ..errors import PictureError
from ..pose.ranges import RANGES
from ..skeleton.joints import Leg, Skeleton, ankle_height, rotate
from .collisions import refuse_collisions

SINK = 0.5
"""How deep a free foot may be below the ground, in cm: a sole is soft."""

REACH = 0.5
"""How far a hand may be from the thing that it holds, in cm: less than the flesh of a palm yields."""


def refuse_impossible(s: Skeleton, where: str, falling: bool = False) -> None:
    """Raises PictureError, beginning with ``where``, if nobody can take this pose.

    ``falling`` allows a centre of mass outside the base of support, for a picture of a mistake.
    """
    if not falling and (reason := reason_to_fall(s)):
        raise PictureError(f"{where}: {reason}")
    for name, angle in solved_angles(s).items():
        low, high = RANGES[name.split()[-1]]
        if not low <= angle <= high:
            raise PictureError(f"{where}: the {name} would have to bend {angle:.0f}°, not {low:g}° to {high:g}°")
    for miss in s.placed.misses:
        if miss.distance > REACH:
            raise PictureError(f"{where}: the hand stays {miss.distance:.0f} cm away from the {miss.name}")
    refuse_collisions(s, where)
    if s.pose.free and sole_height(s, s.other) < -SINK:
        raise PictureError(f"{where}.free: the free foot is under the ground; bend its knee or lift its hip")


def solved_angles(s: Skeleton) -> dict[str, float]:
    """The joint angles in degrees, by name, that are computed instead of given by the pose."""
    ankle, arms = s.stance.ankle, {"near": s.near_arm, "far": s.far_arm}
    bent = {f"{side} {joint}": angle for side, arm in arms.items() for joint, angle in arm.angles().items()}
    return {"ankle": ankle.upper - ankle.lower, **bent}


def sole_height(s: Skeleton, leg: Leg) -> float:
    """The height of the lowest point of a leg's sole, in cm."""
    ground = -ankle_height(s.person)
    sole = (complex(-0.035 * s.person.stature, ground), complex(0.12 * s.person.stature, ground))
    return min((leg.ankle.at + rotate(point, leg.ankle.lower)).imag for point in sole)
