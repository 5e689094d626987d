"""Contacts between body and things: where they should touch, and the gap between them. Lengths in cm.

Gaps are computed from the outlines; a guide cannot set them.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..errors import PictureError
from ..outline.surface import back, buttocks
from ..person.hands import PALM
from ..skeleton.joints import Skeleton, rotate
from ..skeleton.placed import DowelAxis
from .carried import BALL_RADIUS
from .dowel import DOWEL_RADIUS
from .supports import CHAIR_DEPTH, chair_rest

TOUCH = 1.0
"""Surfaces nearer than this touch."""


SITTING = "hips on the seat are"
"""The subject of the contact between hips and seat."""


@dataclass(frozen=True)
class Contact:
    subject: str
    """Subject and verb of a sentence about the part of the body, such as "palm is"."""
    at: complex
    """The point of contact on the thing."""
    gap: float
    """Distance between body and thing; negative where they overlap."""
    radius: float = 8.0
    """Radius of the ring that marks the contact."""
    body: complex | None = None
    """The point of the body that should be at ``at``; None: ``at`` itself."""

    @property
    def touches(self) -> bool:
        return abs(self.gap) < TOUCH

    @property
    def ends(self) -> tuple[complex, complex]:
        """The point of the body and the point of the thing that should meet."""
        return self.at if self.body is None else self.body, self.at


def contacts(s: Skeleton) -> list[Contact]:
    """All contacts of a skeleton; several contacts with one thing are in order from the ground up."""
    return [*_roller(s), *_wall(s), *_dowel(s), *_held(s), *_ball(s), *_chair(s)]


def refuse_lost_contacts(s: Skeleton, where: str) -> None:
    """Raises PictureError, beginning with ``where``, if body and thing do not touch at a contact."""
    for contact in contacts(s):
        if not contact.touches:
            way = "away from" if contact.gap > 0 else "inside"
            raise PictureError(
                f"{where}: the {contact.subject} {abs(contact.gap):.1f} cm {way} what the mark “contact” says they "
                "touch; that is for a mistake (wrong = true)"
            )


def _roller(s: Skeleton) -> Iterator[Contact]:
    if s.roller is None or s.pose.roller is None:
        return
    yield Contact("ankle is", s.roller.foot_end, s.pose.roller.foot_gap, 11)
    palm = s.near_arm.wrist.at + rotate(PALM * s.person.stature / 170, s.near_arm.wrist.lower)
    yield Contact("palm is", s.roller.palm_end, abs(palm - s.roller.palm_end), 11, palm)


def _wall(s: Skeleton) -> Iterator[Contact]:
    wall, placed = s.pose.things.wall, s.placed
    if wall is None or placed.wall is None:
        return
    if placed.palm is not None:
        yield Contact("palm is", placed.palm, _miss(s, "wall"))
    elif wall.front is None:
        hips = min(buttocks(s), key=lambda point: point.real)
        yield Contact("hips are", complex(placed.wall, hips.imag), hips.real - placed.wall, body=hips)


def _dowel(s: Skeleton) -> Iterator[Contact]:
    dowel = s.placed.dowel
    if dowel is None:
        return
    places = back(s)
    for name, place in (("low back is", "sacrum"), ("upper back is", "blades"), ("head is", "head")):
        point, gap = _nearest(places[place], dowel)
        on = dowel.nearest(point)
        yield Contact(name, on, gap, 5.5, point)


def _nearest(points: Sequence[complex], dowel: DowelAxis) -> tuple[complex, float]:
    gap, point = min(
        ((abs(point - dowel.nearest(point)) - DOWEL_RADIUS, point) for point in points), key=lambda pair: pair[0]
    )
    return point, gap


def _held(s: Skeleton) -> Iterator[Contact]:
    things, placed = s.pose.things, s.placed
    if things.box and things.box.held and placed.box is not None:
        yield Contact("hand is", placed.box + 1j * things.box.handles, _miss(s, "box"))
    bell = things.kettlebell
    if bell and bell.held and placed.kettlebell is not None:
        yield Contact("hand is", placed.kettlebell + 1j * bell.grip, _miss(s, "kettlebell"))


def _ball(s: Skeleton) -> Iterator[Contact]:
    ball, at = s.pose.things.ball, s.placed.ball
    if ball and at is not None and ball.hands and not ball.held:
        yield Contact("hand is", at, _miss(s, "ball"), BALL_RADIUS + 4)


def _chair(s: Skeleton) -> Iterator[Contact]:
    chair, foot = s.pose.things.chair, s.placed.chair
    if chair is None or foot is None:
        return
    if chair.hands:
        yield Contact("palm is", chair_rest(chair, foot), _miss(s, "chair"))
    elif chair.before is None:
        low = min(buttocks(s), key=lambda point: point.imag)
        beside = max(0.0, foot.real - low.real, low.real - foot.real - CHAIR_DEPTH)
        yield Contact(SITTING, complex(low.real, chair.seat), beside or low.imag - chair.seat, 10)


def _miss(s: Skeleton, name: str) -> float:
    return next((miss.distance for miss in s.placed.misses if miss.name == name), math.inf)
