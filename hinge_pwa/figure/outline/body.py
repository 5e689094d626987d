"""The outlines of limbs, trunk and clothes: one smooth closed curve for each, without a seam at any joint angle.

Each point of the upright outline belongs to the nearest joint of its chain. Near a joint, a point rotates by a part
of the joint's angle, so it keeps its distance from the joint and the outer side of a bend stays round. The inner
side overlaps itself, which does not show in a filled path.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ..person import profiles
from ..person.hands import Hand
from ..person.people import Person
from ..person.profiles import Row
from ..skeleton.joints import (
    BALL,
    FOREARM,
    SHANK,
    SOLE,
    SPINE,
    THIGH,
    UPPER_ARM,
    Arm,
    Joint,
    Leg,
    Skeleton,
    ankle_height,
    rotate,
)
from .path import curve, outline

REFERENCE = 170.0
"""Stature in cm of the person in ``profiles.py``."""

BLEND = {
    "hip": 9.0,
    "knee": 6.0,
    "ankle": 5.0,
    "shoulder": 7.0,
    "elbow": 5.0,
    "wrist": 3.0,
    "sacrum": 6.0,
    "l3": 6.0,
    "t12": 7.0,
    "t6": 9.0,
    "c7": 5.0,
    "skull": 4.0,
}
"""Distance along the bone, in cm, over which the outline around a joint bends."""


TOE_STRETCH = 0.5
"""How much longer the toes are drawn when the shoe bends by 90°, as a fraction: its crease lies behind the joint."""
CORNER = 1.1
"""Distance from the corner of a hem at which its rounding begins, in cm."""
SLEEVE = -16.0
"""Height of the sleeve's hem relative to the shoulder, in cm of a person 170 cm tall."""
HIDDEN_TOP: Row = (3.0, 2.0, -6.0)
"""First row of the far leg of a person on both feet; the near leg hides it."""
HIDDEN_FRONT = (3.4, 2.2, 1.0)
"""By how much the front of that leg's shorts is drawn in below the hip, in cm, so that it comes out without a bump."""
HIP_FOLD = [9.4 + 1.0j, 6.0 - 1.6j, 2.0 - 2.2j]
WAIST_FOLDS = [
    [-8.4 + 21.5j, -5.0 + 19.8j, -1.8 + 20.2j],
    [-8.0 + 16.8j, -4.4 + 15.2j, 0.4 + 15.8j],
]


@dataclass(frozen=True)
class Part:
    """One path of the drawing; ``role`` is its CSS class, ``d`` its path data."""

    role: str
    d: str


class Anchor(NamedTuple):
    """How a point of an outline follows its joint: it rotates by ``part`` of the joint's angle.

    ``offset`` is its place relative to the joint in upright standing, in cm of this person.
    """

    joint: str
    offset: complex
    part: float


@dataclass(frozen=True)
class Chain:
    """A chain of joints, and the height of each in upright standing, in cm of this person."""

    joints: Mapping[str, Joint]
    heights: Mapping[str, float]
    scale: float
    foreshortening: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """For an arm that points out of the picture: the visible fraction of the segment above and below each joint."""

    def anchor(self, point: complex) -> "Anchor":
        """Where a point of the upright outline (x forward, y up, cm of a person 170 cm tall) is tied to the joints."""
        point *= self.scale
        name, near = "", math.inf
        for joint_name, height in self.heights.items():
            if abs(height - point.imag) < near:
                name, near = joint_name, abs(height - point.imag)
        return self.tie(name, point)

    def tie(self, name: str, point: complex) -> "Anchor":
        """As ``anchor``, but to the joint ``name``; ``point`` is in cm of this person."""
        offset = point - 1j * self.heights[name]
        part = min(1.0, max(0.0, offset.imag / (BLEND[name] * self.scale) / 2 + 0.5))
        return Anchor(name, offset, part * part * (3 - 2 * part))

    def at(self, point: complex) -> complex:
        """The place in the pose of a point of the upright outline (x forward, y up, cm of a person 170 cm tall)."""
        anchor = self.anchor(point)
        joint, offset = self.joints[anchor.joint], anchor.offset
        if anchor.joint in self.foreshortening:
            offset = complex(offset.real, offset.imag * self.foreshortening[anchor.joint][offset.imag < 0])
        return joint.at + rotate(offset, joint.lower + (joint.upper - joint.lower) * anchor.part)

    def contour(self, front: list[complex], back: list[complex], bow: float = 0.0) -> list[complex]:
        """The closed outline down the front and up the back, with corners at the four ends.

        ``bow`` is how far the middle of the lower edge hangs down, in cm: it makes a hem look round.
        """
        hem = (front[-1] + back[-1]) / 2 - 2j * bow
        points = [front[0], *front, front[-1], hem, back[-1], *reversed(back), back[0]]
        return [self.at(point) for point in points]


def front_and_back(rows: Iterable[Row], factor: float = 1.0) -> tuple[list[complex], list[complex]]:
    """The front and the back line of a profile; ``factor`` scales the depths."""
    rows = list(rows)
    return (
        [complex(front * factor, h) for h, front, _ in rows],
        [complex(back * factor, h) for h, _, back in rows],
    )


def trunk_and_leg(s: Skeleton, leg: Leg) -> Chain:
    """The chain from the skull to the ankle of one leg."""
    stature, heights = s.person.stature, {}
    h = 0.0
    for level, length in SPINE.items():
        h += length * stature
        heights[level] = h
    heights |= {"hip": 0.0, "knee": -THIGH * stature, "ankle": -(THIGH + SHANK) * stature}
    joints = s.spine | {"hip": leg.hip, "knee": leg.knee, "ankle": leg.ankle}
    return Chain(joints, heights, stature / REFERENCE)


def arm_chain(s: Skeleton, arm: Arm) -> Chain:
    stature = s.person.stature
    return Chain(
        {"shoulder": arm.shoulder, "elbow": arm.elbow, "wrist": arm.wrist},
        {"shoulder": 0.0, "elbow": -UPPER_ARM * stature, "wrist": -(UPPER_ARM + FOREARM) * stature},
        stature / REFERENCE,
        _foreshortening(arm, stature) if any(arm.depths) else {},
    )


def _foreshortening(arm: Arm, stature: float) -> dict[str, tuple[float, float]]:
    upper = abs(arm.elbow.at - arm.shoulder.at) / (UPPER_ARM * stature)
    fore = abs(arm.wrist.at - arm.elbow.at) / (FOREARM * stature)
    return {"shoulder": (1, upper), "elbow": (upper, fore), "wrist": (fore, 1)}


def draw_leg(s: Skeleton, leg: Leg) -> list[Part]:
    """The skin of one leg, from under the hem of the shorts to the ankle."""
    person = s.person
    thigh = scale_rows([row for row in profiles.THIGH if row[0] < hem_height(person) + 6], person.thigh)
    shank = scale_rows(profiles.KNEE + profiles.SHANK, person.calf)
    return [Part("skin", outline(trunk_and_leg(s, leg).contour(*front_and_back([*thigh, *shank]))))]


def draw_shorts(s: Skeleton, leg: Leg, pelvis: bool = True) -> list[Part]:
    """The half of the shorts around one leg; without ``pelvis``, only the part below the hip."""
    person, chain = s.person, trunk_and_leg(s, leg)
    top = pelvis_rows(person) if pelvis else [HIDDEN_TOP, *map(_behind_near, pelvis_rows(person)[4:], HIDDEN_FRONT)]
    rows = [*top, *shorts_rows(person, hem_height(person))]
    half = Part("shorts", outline(chain.contour(*front_and_back(rows), bow=0.7)))
    return [half, Part("fold", curve([chain.at(point) for point in HIP_FOLD]))] if pelvis else [half]


def _behind_near(row: Row, by: float) -> Row:
    h, front, back = row
    return h, front - by, back


def hem_height(person: Person) -> float:
    """Height of the shorts' hem relative to the hip joint, in cm of a person 170 cm tall; negative."""
    return -41.65 * person.shorts


def pelvis_rows(person: Person) -> list[Row]:
    return [(h, front * (0.4 + 0.6 * person.belly), back * person.buttocks) for h, front, back in profiles.PELVIS]


def shorts_rows(person: Person, hem: float) -> list[Row]:
    rows = [row for row in profiles.THIGH if row[0] > hem + 2]
    rows.append((hem, *_at_height(profiles.THIGH + profiles.KNEE, hem)))
    return [_loosen(row, hem, person.loose) for row in scale_rows(rows, person.thigh)]


def _loosen(row: Row, hem: float, by: float) -> Row:
    """A row of cloth: its distance from the skin grows towards the hem, up to ``by`` cm."""
    h, front, back = row
    off = by * max(0.0, h / hem)
    return h, front + off, back - off


def _at_height(rows: list[Row], h: float) -> tuple[float, float]:
    """The front and the back at a height, interpolated; raises ValueError outside the rows."""
    for (top, f1, b1), (bottom, f2, b2) in pairwise(rows):
        if bottom <= h <= top:
            part = (top - h) / (top - bottom)
            return f1 + (f2 - f1) * part, b1 + (b2 - b1) * part
    raise ValueError(f"no profile at height {h}")


def scale_rows(rows: Iterable[Row], factor: float) -> list[Row]:
    return [(h, front * factor, back * factor) for h, front, back in rows]


def draw_shoe(person: Person, leg: Leg) -> list[Part]:
    return [
        Part(role, outline([foot_point(person, leg, point) for point in points]))
        for role, points in (("shoe", profiles.SHOE), ("stripe", profiles.STRIPE), ("sole", profiles.SOLE))
    ]


def foot_point(person: Person, leg: Leg, point: complex) -> complex:
    """The place of a shoe's point (x forward of the ankle, y above the ground); toes bend when the heel lifts."""
    scale = person.stature / REFERENCE
    point = complex(point.real * scale, point.imag)
    ball_rest = complex(BALL * person.stature, SOLE)
    part = min(1.0, max(0.0, (point.real - ball_rest.real) / 6 + 0.5))
    angle = leg.ball.upper + (leg.ball.lower - leg.ball.upper) * part
    if point.real > ball_rest.real - 3:
        toes = point - ball_rest
        longer = TOE_STRETCH * math.sin(math.radians(leg.ball.upper - leg.ball.lower)) * max(0.0, toes.real)
        return leg.ball.at + rotate(toes + longer, angle)
    return leg.ankle.at + rotate(point - 1j * ankle_height(person), leg.ankle.lower)


def draw_arm(s: Skeleton, arm: Arm, hand: Hand) -> list[Part]:
    person, chain = s.person, arm_chain(s, arm)
    upper = scale_rows(profiles.UPPER_ARM, person.arm)
    fore = scale_rows(profiles.FOREARM, 0.5 + 0.5 * person.arm)
    wrist = 1j * chain.heights["wrist"] / chain.scale
    size = 0.6 + 0.4 * person.arm
    front, back = front_and_back([*upper[3:], *fore])
    limb = [*front, *(wrist + point * size for point in hand.outline), *reversed(back)]
    sleeve = [row for row in upper if row[0] > SLEEVE + 2]
    sleeve.append((SLEEVE, *_at_height(upper, SLEEVE)))
    front, back = front_and_back(_loosen(row, SLEEVE, 0.4 + 0.6 * person.loose) for row in sleeve)
    hem = (front[-1] + back[-1]) / 2 - 1.2j
    cloth = [*front, front[-1], hem, back[-1], *reversed(back)]
    return [
        Part("skin", outline([chain.at(point) for point in limb])),
        Part("sleeve", outline([chain.at(point) for point in cloth])),
    ]


def draw_hand(s: Skeleton, arm: Arm, hand: Hand) -> list[Part]:
    """The hand without its arm, for a hand in front of something that hides the arm."""
    return [Part("skin", outline(_hand(s, arm, hand.outline)))]


def draw_fingers(s: Skeleton, arm: Arm, hand: Hand) -> list[Part]:
    """The lines between the fingers, as one path; empty for a hand without such lines."""
    return [Part("crease", "".join(curve(_hand(s, arm, crease)) for crease in hand.creases))] if hand.creases else []


def _hand(s: Skeleton, arm: Arm, points: list[complex]) -> list[complex]:
    chain, size = arm_chain(s, arm), 0.6 + 0.4 * s.person.arm
    wrist = 1j * chain.heights["wrist"] / chain.scale
    return [chain.at(wrist + point * size) for point in points]


def draw_neck(s: Skeleton) -> list[Part]:
    chain = trunk_and_leg(s, s.near_leg)
    return [Part("skin neck", outline(chain.contour(*front_and_back(profiles.NECK, s.person.neck))))]


def draw_shirt(s: Skeleton) -> list[Part]:
    chain = trunk_and_leg(s, s.near_leg)
    front, back = front_and_back(reversed(trunk_rows(s.person)))
    collar = [complex(point.real * s.person.neck, point.imag) for point in profiles.COLLAR]
    hem = [chain.at(point) for point in (front[-2], front[-1], complex(0, front[-1].imag - 1.6), back[-1], back[-2])]
    above = [chain.at(point) for point in (*reversed(back[:-1]), collar[-1], collar[-1], *collar[-2:0:-1])]
    before = [chain.at(point) for point in (collar[0], collar[0], *front[:-1])]
    outside = [*before, *round_corner(*hem[:3]), hem[2], *round_corner(*hem[2:]), *above]
    folds = [curve([chain.at(point) for point in fold]) for fold in WAIST_FOLDS]
    return [
        Part("shirt", outline(outside)),
        Part("collar", curve([chain.at(point) for point in collar])),
        *(Part("fold", fold) for fold in folds),
    ]


def round_corner(before: complex, at: complex, after: complex) -> list[complex]:
    """Three points that round the corner ``at``."""
    ways = [(point - at) / abs(point - at) for point in (before, after)]
    return [at + ways[0] * CORNER, at, at + ways[1] * CORNER]


def trunk_rows(person: Person) -> list[Row]:
    rows: list[Row] = []
    for h, front, back in profiles.TORSO:
        low = max(0.0, min(1.0, (26 - h) / 8))
        front *= low * person.belly + (1 - low) * person.chest
        back *= low * (person.buttocks if h < 12 else 1) + (1 - low) * person.chest
        front += person.bust * max(0.0, 1 - ((h - 40.0) / 9) ** 2)
        rows.append((h, front + 0.5, back - 0.5))
    return rows
