"""The mark `gaze`: the place on the floor or a wall at which the person looks, from the angle of the head."""

import math
from dataclasses import dataclass

from ..frame import Frame
from ..outline.body import REFERENCE, Part
from ..outline.path import line, outline
from ..skeleton.joints import Skeleton, rotate

EYE = 9.2 + 4.9j
"""The eye relative to the skull joint (cm, person 170 cm tall)."""
DOWNCAST = 8.0
"""Angle of a relaxed gaze below the head's horizontal, in degrees, as found in ergonomics."""
BEFORE_EYE, BEFORE_PLACE = 5.0, 5.5
"""Free space between the eye and the line, and between the line and the place, in cm."""
MARGIN = 9.0
"""Distance from the edge of the frame at which a line to a place outside ends, in cm."""


@dataclass(frozen=True)
class Gaze:
    eye: complex
    direction: complex
    """A unit vector."""
    place: complex | None
    """None if the gaze meets neither floor nor wall."""
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
    """A line from the eyes to a mark at the place, or to an arrowhead if the place is out of the frame."""
    gaze = find_gaze(s)
    if gaze.place is not None and frame.contains(gaze.place):
        return [_sight(gaze, gaze.place - BEFORE_PLACE * gaze.direction), *_place(gaze, gaze.place)]
    end = _edge(gaze, frame)
    wings = [end - gaze.direction * 4.5 * rotate(1, turn) for turn in (32, -32)]
    return [_sight(gaze, end), Part("sight ahead", line([wings[0], end, wings[1]]))]


def draw_moving_gaze(s: Skeleton, frame: Frame) -> list[Part]:
    """The same with equal path commands in every pose; the mark has size 0 while the place is out of the frame."""
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
        Part("rest", _ellipse(at, 6.4 * flat, 2.6j * flat)),
        Part("pupil", _ellipse(at, 2.2 * flat, 1.1j * flat)),
    ]


def _ellipse(at: complex, along: complex, across: complex) -> str:
    """An ellipse around ``at`` with these half axes."""
    turns = [math.radians(45 * i) for i in range(8)]
    return outline([at + 1.04 * (along * math.cos(t) + across * math.sin(t)) for t in turns])
