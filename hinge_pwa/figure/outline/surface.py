"""Points on the drawn outline of the body, for things that touch it. All points and lengths in cm."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..person import profiles
from ..person.hands import RELAXED_HAND
from ..person.people import Person
from ..skeleton.joints import Skeleton, rotate
from .body import (
    REFERENCE,
    Part,
    draw_arm,
    draw_shirt,
    draw_shoe,
    draw_shorts,
    pelvis_rows,
    scale_rows,
    trunk_and_leg,
    trunk_rows,
)
from .head import HAIR
from .path import path_points

FAR_LIMB_OFFSET = 2.6 + 1.2j
"""Offset of the far limb where both limbs are at the same place, so that it shows."""
SACRUM, BLADES = (6.5, 13.0), (36.0, 49.0)
"""Lowest and highest point of contact of the low back and the upper back, above the hip (person 170 cm tall)."""


def toes(person: Person) -> float:
    """The x of the tip of the standing shoe, relative to the ankle."""
    return max(point.real for point in profiles.SHOE) * person.stature / REFERENCE


def heels(person: Person) -> float:
    """The x of the back of the standing shoe, relative to the ankle; negative."""
    return min(point.real for point in profiles.SHOE) * person.stature / REFERENCE


def back(s: Skeleton) -> dict[str, list[complex]]:
    """Points along the middle of the back, upward, that a straight stick can touch, by sacrum, waist, blades and head.

    The buttocks are left out: a stick lies between them.
    """
    chain = trunk_and_leg(s, s.near_leg)
    line = [complex(behind, h) for h, _, behind in trunk_rows(s.person)]
    found: dict[str, list[complex]] = {"sacrum": [], "waist": [], "blades": []}
    for point in sample_spline([*line, profiles.COLLAR[-1]]):
        height = point.imag
        place = "sacrum" if height < SACRUM[1] else "blades" if BLADES[0] < height < BLADES[1] else "waist"
        if height > SACRUM[0]:
            found[place].append(chain.at(point))
    skull, scale = s.spine["skull"], s.person.stature / REFERENCE
    occiput = [point for point in sample_spline(HAIR[s.person.name][0]) if point.real < -5 and -1 < point.imag < 14]
    return found | {"head": [skull.at + rotate(point * scale, skull.upper) for point in occiput]}


def front(s: Skeleton) -> list[complex]:
    """Points along the front of trunk, leg and shoe, downward, for a box that must stay clear of them."""
    person, chain = s.person, trunk_and_leg(s, s.near_leg)
    thigh = [(h, f + person.loose, b) for h, f, b in scale_rows(profiles.THIGH, person.thigh)]
    trunk = [*reversed(trunk_rows(person)), *pelvis_rows(person)[1:]]
    leg = [*thigh, *scale_rows(profiles.KNEE + profiles.SHANK, person.calf)]
    far = 0 if s.legs_differ else FAR_LIMB_OFFSET
    return [
        *(chain.at(complex(f, h)) for h, f, _ in trunk),
        *(chain.at(complex(f, h)) + far for h, f, _ in leg),
        *(point + far for point in path_points(draw_shoe(person, s.near_leg)[0].d)),
    ]


def buttocks(s: Skeleton) -> list[complex]:
    """Points along the buttocks and the back of the thigh, downward."""
    person, chain = s.person, trunk_and_leg(s, s.near_leg)
    rows = [
        *pelvis_rows(person),
        *((h, f, b - person.loose / 2) for h, f, b in scale_rows(profiles.THIGH, person.thigh)),
    ]
    return [chain.at(point) for point in sample_spline([complex(b, h) for h, _, b in rows])]


def visible_trunk_point(s: Skeleton, at: complex, room: float) -> complex:
    """The visible point of shirt or shorts that is vertically above or below ``at`` and nearest to it.

    It is at least ``room`` from their edge and from the near arm; the search steps by half a centimetre. If there is
    no such point, the result is ``at``.
    """
    trunk = [draw_shirt(s)[0], draw_shorts(s, s.near_leg)[0]]
    shown = [span for part in trunk for span in _spans(part, at.real)]
    hidden = [span for part in draw_arm(s, s.near_arm, RELAXED_HAND) for span in _spans(part, at.real)]
    heights = [y / 2 for y in range(round(2 * s.person.stature))]
    free = [
        y
        for y in heights
        if any(low + room <= y <= high - room for low, high in shown)
        and not any(low - room < y < high + room for low, high in hidden)
    ]
    return complex(at.real, min(free, key=lambda y: abs(y - at.imag), default=at.imag))


def _spans(part: Part, x: float) -> list[tuple[float, float]]:
    """The intervals of y inside the part at this x, upward."""
    points = path_points(part.d)
    heights = sorted(
        a.imag + (b.imag - a.imag) * (x - a.real) / (b.real - a.real)
        for a, b in pairwise([*points, points[0]])
        if (a.real <= x) != (b.real <= x)
    )
    return list(zip(heights[::2], heights[1::2], strict=True))


def sample_spline(points: Sequence[complex]) -> Iterator[complex]:
    """Four points for each segment of the B-spline that ``path.curve`` draws with these control points."""
    middles = [(a + b) / 2 for a, b in pairwise(points)]
    for (a, b), control in zip(pairwise(middles), points[1:-1], strict=True):
        for t in (0.0, 0.25, 0.5, 0.75):
            yield (1 - t) ** 2 * a + 2 * t * (1 - t) * control + t * t * b
