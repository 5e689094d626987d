"""A pose as a row of numbers, in the order in which static/js/figure/skeleton.js reads them.

Angles are tenths of a degree and lengths are millimetres, y up. Between two rows of the same person with the same
things, a weighted mean of each number is again a pose.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from ..balance.weight import centre_of_mass
from ..errors import PictureError
from ..marks.weight import FOREFOOT, TRUNK_MARGIN
from ..outline.surface import heels, toes, visible_trunk_point
from ..person.hands import Hand
from ..scene import SIDE_BY_SIDE, Layer, hand_shapes, things_before, things_behind, things_between
from ..skeleton.joints import Arm, Skeleton
from ..things.contacts import contacts
from .body import HANDS

ARM_ANGLES = (7, 8, 9, 12, 13, 14)
"""Where the angles of the arms are in the row."""
THINGS = (things_behind, things_between, things_before)
"""From the back of the picture to the front."""


@dataclass(frozen=True)
class Puppet:
    """A pose for the browser: ``numbers`` change from pose to pose, ``setting`` does not."""

    setting: dict[str, Any]
    numbers: tuple[int, ...]

    def difference(self, other: Self) -> list[int]:
        """What must be added to the other's numbers; the angles of arms turn the shorter way."""
        found = [a - b for a, b in zip(self.numbers, other.numbers, strict=True)]
        return [by - 3600 * round(by / 3600) if i in ARM_ANGLES else by for i, by in enumerate(found)]


def puppet(s: Skeleton, weight: bool, touching: bool) -> Puppet:
    """``weight`` and ``touching`` add what the marks ``weight`` and ``contact`` need; raises PictureError on knees."""
    if s.pose.kneel:
        raise PictureError("pose.kneel: a person who kneels is no puppet")
    neck = s.spine["skull"].upper - s.spine["c7"].lower
    hip, ankle, free = s.stance.hip, s.stance.ankle, s.other if s.legs_differ else None
    angles = [ankle.lower, ankle.upper, hip.lower, hip.upper, s.pose.lumbar, s.pose.thoracic, neck]
    numbers = [*map(_tenths, angles), *_arm(s.near_arm), *_arm(s.far_arm)]
    if free:
        numbers += map(_tenths, (free.hip.lower, free.ankle.upper, free.ankle.lower))
    things = [(place, layer) for place, things_of in enumerate(THINGS) for layer in things_of(s)]
    for _, layer in things:
        numbers += [*_pair(layer.at), _tenths(layer.angle)] if layer.at is not None else [_corner(layer), 0, 0]
    if weight:
        numbers += _weight(s)
    found = contacts(s) if touching else []
    for contact in found:
        ends = (contact.at, contact.at) if contact.touches else contact.ends
        numbers += [number for end in ends for number in _pair(end)]
    near, far = hand_shapes(s)
    setting = {
        "hands": [_name(near), _name(far)],
        "beside": int(s.pose.things.hands().get("near") in SIDE_BY_SIDE),
        "free": int(free is not None),
        "things": [_thing(place, layer) for place, layer in things],
        "weight": int(weight),
        "contacts": [[contact.subject.split(" ")[0], round(10 * contact.radius)] for contact in found],
    }
    return Puppet(setting, tuple(numbers))


def _arm(arm: Arm) -> list[int]:
    """The angles of upper arm, forearm and hand, and the lengths of the first two as they are seen."""
    places = (arm.shoulder.at, arm.elbow.at, arm.wrist.at)
    seen = [round(10 * abs(b - a)) for a, b in pairwise(places)]
    return [*map(_tenths, (arm.shoulder.lower, arm.elbow.lower, arm.wrist.lower)), *seen]


def _weight(s: Skeleton) -> list[int]:
    """The centre of mass along the foot, the start of the arrow down, and the ends of the base."""
    centre = centre_of_mass(s)
    back = s.stance.ball.at.real - FOREFOOT if s.pose.heel else heels(s.person)
    start = visible_trunk_point(s, centre, TRUNK_MARGIN)
    ends = (centre.real, start.imag, min(back, centre.real), max(toes(s.person), centre.real))
    return [round(10 * number) for number in ends]


def _thing(place: int, layer: Layer) -> list[Any]:
    """Its place in ``THINGS``, its role, the x in mm from which it is moved, and the role and the data of its paths."""
    start = 0 if layer.at is not None else _corner(layer)
    return [place, layer.role, start, [[part.role, part.d] for part in layer.parts]]


def _corner(layer: Layer) -> int:
    """The x at which the first path of a layer begins, in mm."""
    return int(layer.parts[0].d[1:].replace("-", " -").split()[0])


def _name(hand: Hand) -> str:
    return next(name for name, one in HANDS.items() if one is hand)


def _pair(point: complex) -> tuple[int, int]:
    return round(10 * point.real), round(10 * point.imag)


def _tenths(angle: float) -> int:
    return round(10 * angle)
