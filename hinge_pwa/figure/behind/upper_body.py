"""Draws pelvis, trunk, head and arms from behind."""

from collections.abc import Sequence

from ..outline.body import REFERENCE, SLEEVE, Part, pelvis_rows, scale_rows, trunk_and_leg, trunk_rows
from ..outline.path import curve, outline
from ..person import profiles
from ..person.profiles import Row
from ..skeleton.joints import FOREARM, UPPER_ARM, Skeleton, rotate
from .breadths import BUN, BUN_RADIUS, COLLAR, EARS, HAND, NECK, SKULL, half_breadth, trunk_breadth
from .loft import Projection, Ring, ball, silhouette
from .space import Point, SpatialArm, project

SHOULDER: Row = (-2.0, 5.2, -5.2)
"""First row of the sleeve, relative to the shoulder joint."""
HEM = 5.0
"""Height of the shirt's hem above the hip joint."""


def draw_pelvis(s: Skeleton, projection: Projection, top: float) -> list[Part]:
    """The shorts around the pelvis, which is rigid, up to ``top`` cm above the hips (person 170 cm tall)."""
    hip, scale = s.stance.hip, s.person.stature / REFERENCE

    def at(x: float, forward: float, h: float) -> complex:
        return projection(x * scale, hip.at + rotate(complex(forward, h) * scale, hip.upper))

    rows = [row for row in pelvis_rows(s.person) if -8 < row[0] <= top]
    rows.insert(0, (top, *_between(pelvis_rows(s.person), top)))
    found = []
    for h, front, back in rows:
        ends = [hip.at + rotate(complex(f, h) * scale, hip.upper) for f in (front, back)]
        found.append(Ring(ends[0], ends[1], trunk_breadth(s.person, h) * scale).points(projection))
    seam = [at(0, back, h) for h, _, back in rows]
    return [Part("shorts", outline(silhouette(found))), Part("fold", curve(seam))]


def draw_shirt(s: Skeleton, projection: Projection) -> list[Part]:
    chain = trunk_and_leg(s, s.stance)
    rows = [*trunk_rows(s.person), *COLLAR]
    found = [
        Ring(
            chain.at(complex(front, h)), chain.at(complex(back, h)), (trunk_breadth(s.person, h) + 0.4) * chain.scale
        ).points(projection)
        for h, front, back in rows
    ]
    groove = [projection(0, chain.at(complex(back + 0.5, h))) for h, _, back in rows[2:-3]]
    return [Part("shirt", outline(silhouette(found))), Part("fold", curve(groove))]


def draw_neck(s: Skeleton, projection: Projection) -> Part:
    chain = trunk_and_leg(s, s.stance)
    found = [
        Ring(
            chain.at(complex(front, h)), chain.at(complex(back, h)), half_breadth(NECK, h) * s.person.neck * chain.scale
        ).points(projection)
        for h, front, back in profiles.NECK
    ]
    return Part("skin neck", outline(silhouette(found)))


def draw_head(s: Skeleton, projection: Projection) -> list[Part]:
    skull, scale = s.spine["skull"], s.person.stature / REFERENCE

    def section(row: Row, half: float, x: float = 0) -> list[complex]:
        h, front, back = row
        ends = [skull.at + rotate(complex(f, h) * scale, skull.upper) for f in (front, back)]
        return Ring(ends[0], ends[1], half * scale, x * scale).points(projection)

    parts = [Part("skin ear", outline(silhouette([section(row, half, x) for row, half in EARS]))) for x in (-8.3, 8.3)]
    parts.append(Part("hair", outline(silhouette([section(row, half) for row, half in SKULL]))))
    if s.person.name == "woman":
        bun = projection(0, skull.at + rotate(BUN * scale, skull.upper))
        parts.append(Part("hair", outline(ball(bun, BUN_RADIUS * scale)[::2])))
    return parts


def draw_arm(s: Skeleton, arm: SpatialArm) -> list[Part]:
    """The arm and its sleeve; their cross-sections are circles, as broad as they are deep in the side view."""
    person, scale = s.person, s.person.stature / REFERENCE
    upper = scale_rows(profiles.UPPER_ARM, person.arm)
    fore = scale_rows(profiles.FOREARM, 0.5 + 0.5 * person.arm)
    bare = [_along(arm, row, scale) for row in [*upper[3:], *fore]]
    size = (0.6 + 0.4 * person.arm) * scale
    hand = [ball(project(_on(arm.wrist, arm.fingers, -h)), half * size) for h, half in HAND]
    sleeve = [SHOULDER, *(row for row in upper[3:] if row[0] > SLEEVE + 2)]
    sleeve.append((SLEEVE, *_between(upper, SLEEVE)))
    cloth = [_along(arm, row, scale, 0.5) for row in sleeve]
    return [
        Part("skin", outline(silhouette([*bare, *hand]))),
        Part("sleeve", outline(silhouette(cloth))),
    ]


def _along(arm: SpatialArm, row: Row, scale: float, loose: float = 0) -> list[complex]:
    """The outline of the arm's cross-section at a row of its profile."""
    h, front, back = row
    bend = UPPER_ARM * REFERENCE
    if -h <= bend:
        at = _on(arm.shoulder, arm.elbow, max(0.0, -h) / bend)
    else:
        at = _on(arm.elbow, arm.wrist, (-h - bend) / (FOREARM * REFERENCE))
    return ball(project(at), ((front - back) / 2 + loose) * scale)


def _on(a: Point, b: Point, share: float) -> Point:
    return Point(a.x + (b.x - a.x) * share, a.z + (b.z - a.z) * share)


def _between(rows: Sequence[Row], h: float) -> tuple[float, float]:
    """The front and the back of a profile at a height, interpolated."""
    return half_breadth([(at, front) for at, front, _ in rows], h), half_breadth(
        [(at, back) for at, _, back in rows], h
    )
