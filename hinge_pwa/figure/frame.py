"""The square part of space that a picture shows (SVG's view box)."""

from collections.abc import Sequence

from .errors import PictureError
from .person.people import Person
from .skeleton.joints import Skeleton, rotate
from .things.drawing import extent

WHOLE = 1.16
"""Side of the square that has room for a standing person with arrows above the head, in statures."""
BELOW = 0.07
"""How far the square reaches below the ground, in statures."""
GAZE_ROOM = 9.0
"""Free space on both sides of an optional point, in cm."""
EDGE = 2.5
"""Least distance between a mark's points and the edge of the square, in cm."""
HEAD, FOOT, BUTTOCKS, HAND = 0.095, 0.125, 0.085, 0.1
"""How far the body extends beyond the joints of skull, ankle, hip and wrist, in statures."""


class Frame:
    """The square that is seen, in mm with y down; a left side is the mirror image of a right side.

    ``middle`` is the x of its middle in cm, ``share`` its side in statures.
    """

    def __init__(self, person: Person, middle: float, side: str, share: float = WHOLE) -> None:
        self.mirrored = side == "left"
        self.size = round(share * person.stature * 10)
        self.left = round(middle * 10) - self.size // 2
        self.top = round(BELOW * person.stature * 10) - self.size
        self.axis = 2 * self.left + self.size
        self.corner = complex(self.left / 10 + 12, -self.top / 10 - 12)
        """Place of the sign for right or wrong, in cm."""

    def contains(self, at: complex) -> bool:
        """Whether a mark at this point, in cm, lies inside."""
        x, y = at.real * 10, -at.imag * 10
        return self.left + 80 <= x <= self.left + self.size - 80 and self.top + 80 <= y <= self.top + self.size - 60

    def distance_to_edge(self, start: complex, way: complex, margin: float) -> float:
        """How many steps of ``way`` lead from ``start`` to ``margin`` inside the edge; all in cm."""
        left, right = self.left / 10 + margin, (self.left + self.size) / 10 - margin
        low, high = -(self.top + self.size) / 10 + margin, -self.top / 10 - margin
        steps = [((right if way.real > 0 else left) - start.real) / way.real] if way.real else []
        steps += [((high if way.imag > 0 else low) - start.imag) / way.imag] if way.imag else []
        return max(0.0, min(steps))

    def label_x(self, x: int) -> int:
        """The x of a label in the picture: a label is placed in the mirror image, and its text is not mirrored."""
        return self.axis - x if self.mirrored else x


def frame_around(
    side: str, share: float, *poses: Skeleton, optional: complex | None = None, required: Sequence[complex] = ()
) -> Frame:
    """The frame with all poses in its middle, ``share`` statures wide.

    The point ``optional`` is included if there is room. The points ``required`` move the middle as little as
    possible. Raises PictureError if a pose or a required point does not fit. Points are in cm.
    """
    person = poses[0].person
    boxes = [_box(s) for s in poses]
    left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    top = max(box[2] for box in boxes)
    room = share * person.stature
    if right - left > room or top > room - BELOW * person.stature:
        raise PictureError(f"frame: the person does not fit into {share:g}; take a larger one, or leave it out")
    if optional is not None and max(right, optional.real + GAZE_ROOM) - min(left, optional.real - GAZE_ROOM) <= room:
        left, right = min(left, optional.real - GAZE_ROOM), max(right, optional.real + GAZE_ROOM)
    middle = (left + right) / 2
    if required:
        ends = [x for at in required for x in (at.real - EDGE, at.real + EDGE)]
        low, high = max(right, *ends) - room / 2, min(left, *ends) + room / 2
        if low > high or max(at.imag for at in required) + EDGE > room - BELOW * person.stature:
            raise PictureError(f"frame: the marks do not fit into {share:g}; take a larger one, or leave it out")
        middle = min(max(middle, low), high)
    return Frame(person, middle, side, share)


def _box(s: Skeleton) -> tuple[float, float, float]:
    """The smallest x, the largest x and the largest y of a body and its things, in cm."""
    stature = s.person.stature
    head = s.spine["skull"].at + rotate(HEAD / 2 * stature * 1j, s.spine["skull"].upper)
    reach = [(head, HEAD * 0.95), (s.stance.hip.at, BUTTOCKS)]
    reach += [(leg.ankle.at + rotate(0.03 * stature, leg.ankle.lower), FOOT * 0.75) for leg in (s.stance, s.other)]
    reach += [(arm.wrist.at, HAND) for arm in (s.near_arm, s.far_arm)]
    if s.roller:
        reach += [(s.roller.palm_end, 0.05)]
    reach += [(at, 0.0) for at in extent(s)]
    return (
        min(at.real - by * stature for at, by in reach),
        max(at.real + by * stature for at, by in reach),
        max(at.imag + by * stature for at, by in reach),
    )
