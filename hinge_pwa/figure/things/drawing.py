"""Draws things as paths. Lengths in cm."""

import cmath
import math

from ..outline.body import Part
from ..outline.path import curve, line, outline
from ..pose.roller import LENGTH, RADIUS
from ..pose.things import Box, Kettlebell
from ..skeleton.joints import Skeleton
from .carried import BALL_RADIUS
from .dowel import DOWEL_LENGTH, DOWEL_RADIUS
from .supports import CHAIR_BACK, CHAIR_DEPTH

ROUND_END = 2.6
"""Height by which the near half of the roller's rim shows below its middle: the viewer looks down a little."""
CORE = 0.32
"""Radius of the hole along the axis, as a fraction of the roller's radius."""
HOOPS = 8
"""Number of rings of the roller's texture; every other ring is shifted."""
WALL, DRAWN_WALL = 14.0, 90.0
"""Thickness of the wall that a picture must show, and thickness as drawn, beyond the edge of the picture."""
SKIRTING, SKIRTING_THICKNESS = 10.0, 2.2
"""Height and thickness of the skirting board at the foot of the wall."""
BRICK = (20.0, 7.0)
"""Length and height of a brick."""
BRICKS = ((3, 0.93), (12, 0.885), (4, 0.62), (8, 0.3), (2, 0.255))
"""Bricks that make the wall recognisable: distance behind its face in cm, and height in statures."""
BAR, BAR_RISE = 8.5, 3.0
"""Half the length of the handle on the side of a box, and height of its bent ends."""
LID, OVERHANG = 4.5, 0.7
"""Height of the lid of a box, and how far it projects."""
RAIL = 3.2
"""Thickness of a bar of the chair."""


def draw_roller() -> list[Part]:
    """The upright roller with the middle of its foot end at 0, for a layer that is moved and rotated as a whole."""
    r, e, top = RADIUS, ROUND_END, LENGTH * 1j
    tube = [complex(-r, 0), complex(-r, 0), complex(-0.8 * r, -e), complex(0.8 * r, -e), complex(r, 0), complex(r, 0)]
    shade = [complex(r, 0), complex(r, 0), complex(0.75 * r, -0.8 * e), complex(0.3 * r, -e), complex(0.3 * r, -e)]
    hoops = "".join(_hoop(LENGTH * (i + 0.7) / HOOPS, i % 2) for i in range(HOOPS))
    return [
        Part("foam", outline([*tube, r + top, r + top, -r + top, -r + top])),
        Part("shade", outline([*shade, 0.3 * r - 1j * e + top, 0.3 * r - 1j * e + top, r + top, r + top])),
        Part("groove", hoops),
        Part("end", _ellipse(top, r, e)),
        Part("core", _ellipse(top, CORE * r, CORE * e)),
    ]


def _hoop(h: float, shifted: int) -> str:
    """The visible half of a ring of the texture at height ``h``, from edge to edge."""
    x = RADIUS * (0.9 if shifted else 0.8)
    return curve([complex(-x, h - 0.4), complex(0, h - 1.7 * ROUND_END), complex(x, h - 0.4)])


def _ellipse(at: complex, wide: float, high: float) -> str:
    turns = [math.radians(45 * i) for i in range(8)]
    return outline([at + 1.05 * complex(wide * math.cos(t), high * math.sin(t)) for t in turns])


def draw_wall(face: float, stature: float) -> list[Part]:
    """The wall in section, from its face to beyond the edge of the picture, with bricks and a skirting board."""
    side = 1 if face > 0 else -1
    top, behind = 1.3 * stature, face + side * DRAWN_WALL
    off = face - side * SKIRTING_THICKNESS
    board = [complex(face, -0.3), complex(off, -0.3), complex(off, SKIRTING - 1), complex(face, SKIRTING)]
    return [
        Part(
            "wall", line([complex(face, top), complex(face, -0.3), complex(behind, -0.3), complex(behind, top)]) + "z"
        ),
        Part("brick", "".join(_brick(complex(face + side * x, y * stature), side) for x, y in BRICKS)),
        Part("skirting", line(board) + "z"),
        Part("face", line([complex(face, top), complex(face, 0)])),
    ]


def _brick(at: complex, side: int) -> str:
    wide, high = side * BRICK[0], 1j * BRICK[1]
    return line([at, at + wide, at + wide + high, at + high]) + "z"


def draw_dowel(stature: float) -> list[Part]:
    """The upright dowel with its lower end at 0, for a layer that is moved and rotated as a whole."""
    return [Part("wood", _plate(-DOWEL_RADIUS, DOWEL_RADIUS, 0, DOWEL_LENGTH * stature, 1.2))]


def draw_box(box: Box) -> list[Part]:
    """The box with the middle of its bottom at 0, with a lid and a handle on its side."""
    half, wide = box.length / 2, min(BAR, box.length / 2 - 3)
    bar = [complex(x * wide, box.handles + y) for x, y in ((-1, BAR_RISE), (-0.9, 0), (0.9, 0), (1, BAR_RISE))]
    return [
        Part("box", _plate(-half, half, 0, box.height - 1, 0.8)),
        Part("lid", _plate(-half - OVERHANG, half + OVERHANG, box.height - LID, box.height, 1.0)),
        Part("bar", line(bar)),
    ]


def draw_kettlebell(bell: Kettlebell) -> list[Part]:
    """The kettlebell with the middle of its bottom at 0."""
    r, top = bell.radius, bell.height
    body = [
        complex(-0.55 * r, 0), complex(0.55 * r, 0), complex(0.55 * r, 0), complex(1.02 * r, 0.45 * r),
        complex(1.1 * r, 1.1 * r), complex(0.75 * r, 1.8 * r), complex(0, 2.05 * r), complex(-0.75 * r, 1.8 * r),
        complex(-1.1 * r, 1.1 * r), complex(-1.02 * r, 0.45 * r), complex(-0.55 * r, 0),
    ]  # fmt: skip
    handle = [
        complex(-0.62 * r, 1.55 * r), complex(-0.85 * r, top - 5), complex(-0.6 * r, top - 1.6), complex(0, top - 1.2),
        complex(0.6 * r, top - 1.6), complex(0.85 * r, top - 5), complex(0.62 * r, 1.55 * r),
    ]  # fmt: skip
    return [Part("handle", curve(handle)), Part("iron", outline(body))]


def draw_chair(foot: complex, seat: float, way: int = 1) -> list[Part]:
    """A chair with its back above ``foot`` and its seat on the right (``way`` = 1) or on the left (−1)."""

    def bar(near: float, far: float, low: float, high: float, bevel: float) -> str:
        left, right = sorted((foot.real + way * near, foot.real + way * far))
        return _plate(left, right, low, high, bevel)

    depth, rung = CHAIR_DEPTH, 0.42 * seat
    legs = bar(0, RAIL, -0.2, CHAIR_BACK, 1.2) + bar(depth - RAIL, depth, -0.2, seat - 2, 0.8)
    return [
        Part("chair", legs + bar(1, depth - 1, rung, rung + 2, 0.6)),
        Part("chair", bar(0, depth + 1.5, seat - 4, seat, 1.6)),
    ]


def draw_ball() -> list[Part]:
    """The ball with its middle at 0 and the seam of a tennis ball."""
    r = BALL_RADIUS
    rim = [cmath.rect(1.08 * r, i * math.pi / 3) for i in range(6)]
    seam = [complex(-0.55 * r, 0.75 * r), complex(0.2 * r, 0), complex(-0.55 * r, -0.75 * r)]
    return [Part("ball", outline(rim)), Part("seam", curve(seam))]


def extent(s: Skeleton) -> list[complex]:
    """Points of the things that a picture must have room for."""
    placed, things, found = s.placed, s.pose.things, list[complex]()
    if placed.wall is not None:
        found.append(complex(placed.wall + (WALL if placed.wall > 0 else -WALL), 0))
    if placed.dowel:
        found += [placed.dowel.low, placed.dowel.high]
    if placed.box is not None and things.box:
        found += [placed.box + things.box.length / 2, placed.box - things.box.length / 2]
    if placed.kettlebell is not None and things.kettlebell:
        found.append(placed.kettlebell + things.kettlebell.radius)
    if placed.chair is not None and things.chair:
        found += [placed.chair, placed.chair + (-CHAIR_DEPTH if things.chair.faces_person else CHAIR_DEPTH)]
    if placed.ball is not None:
        found += [placed.ball - BALL_RADIUS, placed.ball + BALL_RADIUS]
    return found


def _plate(left: float, right: float, low: float, high: float, bevel: float) -> str:
    """An upright rectangle with rounded corners."""
    b = bevel
    return outline(
        [
            complex(x, y)
            for x, y in (
                (left + b, low), (right - b, low), (right, low), (right, low + b),
                (right, high - b), (right, high), (right - b, high), (left + b, high),
                (left, high), (left, high - b), (left, low + b), (left, low),
            )
        ]
    )  # fmt: skip
