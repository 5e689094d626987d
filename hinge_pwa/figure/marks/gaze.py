"""Where the eyes rest: from the head's direction to the floor or the wall in front."""

import math
from dataclasses import dataclass

from ..frame import Frame
from ..outline.body import REFERENCE, Part
from ..outline.path import line, outline
from ..skeleton.joints import Skeleton, rotate

EYE = 9.2 + 4.9j
"""Seen from the skull joint; person 170 cm tall."""
DOWNCAST = 8.0
"""How far below the head's own horizontal the eyes rest, in degrees: what ergonomics finds for a relaxed gaze."""
BEFORE_EYE, BEFORE_PLACE = 5.0, 5.5
"""What is left free between the line and its two ends, in cm."""
MARGIN = 9.0
"""How far inside the frame a line ends whose place is outside, in cm."""


@dataclass(frozen=True)
class Gaze:
    eye: complex
    direction: complex
    """Of length 1."""
    place: complex | None
    """None for eyes that look over the floor into the distance."""
    upright: bool = False
    """Whether the place is on a wall."""


def find_gaze(s: Skeleton) -> Gaze:
    skull = s.spine["skull"]
    eye = skull.at + rotate(EYE * s.person.stature / REFERENCE, skull.upper)
    direction = rotate(1, skull.upper + DOWNCAST)
    floor = eye.imag / -direction.imag if direction.imag < 0 else math.inf
    wall = math.inf
    if s.placed.wall is not None and (s.placed.wall - eye.real) * direction.real > 0:
        wall = (s.placed.wall - eye.real) / direction.real
    if min(floor, wall) == math.inf:
        return Gaze(eye, direction, None)
    return Gaze(eye, direction, eye + direction * min(floor, wall), wall < floor)


def draw_gaze(s: Skeleton, frame: Frame) -> list[Part]:
    """A quiet line from the eyes to a mark where they rest, or to an arrow's head where that is out of sight."""
    gaze = find_gaze(s)
    if gaze.place is not None and frame.contains(gaze.place):
        return [_sight(gaze, gaze.place - BEFORE_PLACE * gaze.direction), *_place(gaze, gaze.place)]
    end = _edge(gaze, frame)
    wings = [end - gaze.direction * 4.5 * rotate(1, turn) for turn in (32, -32)]
    return [_sight(gaze, end), Part("sight ahead", line([wings[0], end, wings[1]]))]


def draw_moving_gaze(s: Skeleton, frame: Frame) -> list[Part]:
    """The same with equal paths for every pose: the mark opens where the place comes into sight."""
    gaze = find_gaze(s)
    if gaze.place is not None and frame.contains(gaze.place):
        return [_sight(gaze, gaze.place - BEFORE_PLACE * gaze.direction), *_place(gaze, gaze.place)]
    end = _edge(gaze, frame)
    return [_sight(gaze, end), *_place(gaze, end, 0)]


def _edge(gaze: Gaze, frame: Frame) -> complex:
    return gaze.eye + gaze.direction * frame.distance_to_edge(gaze.eye, gaze.direction, MARGIN)


def _sight(gaze: Gaze, end: complex) -> Part:
    return Part("sight", line([gaze.eye + BEFORE_EYE * gaze.direction, end]))


def _place(gaze: Gaze, at: complex, size: float = 1) -> list[Part]:
    flat = 1j * size if gaze.upright else complex(size)
    at += 0 if gaze.upright else 0.4j
    return [
        Part("rest", _lying(at, 6.4 * flat, 2.6j * flat)),
        Part("pupil", _lying(at, 2.2 * flat, 1.1j * flat)),
    ]


def _lying(at: complex, along: complex, across: complex) -> str:
    """An ellipse with these half axes."""
    turns = [math.radians(45 * i) for i in range(8)]
    return outline([at + 1.04 * (along * math.cos(t) + across * math.sin(t)) for t in turns])
