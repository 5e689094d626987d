"""Draws legs and shoes from behind."""

from collections.abc import Iterable
from functools import partial

from ..outline.body import REFERENCE, Chain, Part, foot_point, hem_height, scale_rows, shorts_rows, trunk_and_leg
from ..outline.path import curve, outline
from ..person import profiles
from ..person.people import Person
from ..person.profiles import Row
from ..skeleton.joints import Leg, Skeleton, rotate
from .breadths import LEG, THIGH_TOP, half_breadth
from .loft import Projection, Ring, silhouette
from .space import depth

UPPER: list[tuple[float, float, float]] = [
    (-7.0, 4.4, 2.3), (-5.4, 7.6, 3.5), (-4.4, 9.6, 3.7), (0.0, 10.2, 4.0), (4.6, 11.0, 4.1), (7.5, 9.2, 4.3),
    (11.5, 7.4, 4.9), (15.5, 6.0, 5.0), (18.5, 4.6, 4.1), (20.6, 2.6, 2.3),
]  # fmt: skip
"""The shoe: distance forward of the ankle, height, half breadth."""
SOLE_HEIGHT = 2.3
TAB = [
    (-0.9, -4.6, 8.6), (-0.9, -4.6, 8.6), (0.9, -4.6, 8.6), (0.9, -4.6, 8.6),
    (1.2, -7.1, 3.4), (1.2, -7.1, 3.4), (-1.2, -7.1, 3.4), (-1.2, -7.1, 3.4),
]  # fmt: skip
"""The stripe down the heel: sideways, forward of the ankle, above the ground."""
FOOTPRINT: list[complex] = [
    -7.1 + 0.2j, -6.4 + 2.7j, -3.4 + 3.5j, 1.5 + 3.4j, 6.5 + 4.0j, 11.5 + 5.0j, 15.5 + 4.8j, 19.0 + 2.6j,
    21.2 - 0.8j, 20.8 - 3.2j, 17.2 - 4.6j, 12.5 - 4.8j, 7.0 - 3.3j, 2.0 - 2.9j, -3.2 - 3.4j, -6.4 - 2.7j,
]  # fmt: skip
"""The sole of the right shoe from below: x forward of the ankle, y to the outer side."""
TREADS: list[list[complex]] = [
    [-5.2 + 0.1j, -4.4 + 1.8j, -2.0 + 2.3j, 0.6 + 2.0j, 1.4 + 0.1j, 0.6 - 1.8j, -2.0 - 2.2j, -4.4 - 1.7j],
    [
        6.8 + 0.2j, 8.4 + 2.8j, 12.0 + 3.7j, 15.2 + 3.4j, 17.8 + 1.6j,
        19.2 - 1.0j, 18.6 - 2.8j, 16.4 - 3.4j, 12.2 - 3.5j, 8.4 - 2.4j,
    ],
]  # fmt: skip
"""The pads under heel and forefoot, in the same coordinates."""


def draw_leg(s: Skeleton, leg: Leg, projection: Projection) -> list[Part]:
    """One leg, from back to front: a leg that points to the viewer is drawn over its shorts, another leg under them."""
    person, chain = s.person, trunk_and_leg(s, leg)
    hem = hem_height(person)
    bare = [row for row in profiles.THIGH if row[0] < hem + 1.5] + profiles.KNEE
    skin = [*scale_rows(bare, person.thigh), *scale_rows(profiles.SHANK, person.calf)]
    cloth = [*scale_rows(THIGH_TOP, person.thigh), *shorts_rows(person, hem)]
    loose = 1 + person.loose * 0.04
    crease = [projection(x, chain.at(complex(-5.0, h))) for x, h in ((-2.6, -42.4), (0, -43.4), (2.6, -42.4))]
    shorts = Part("shorts", outline(silhouette(sections(chain, cloth, person.thigh * loose, projection))))
    parts = [
        Part("skin", outline(silhouette(sections(chain, skin, person.thigh, projection)))),
        Part("line", curve(crease)),
        *draw_shoe(person, leg, projection),
    ]
    return [shorts, *parts] if depth(leg.knee.at - leg.hip.at) < 0 else [*parts, shorts]


def sections(chain: Chain, rows: Iterable[Row], factor: float, projection: Projection) -> list[list[complex]]:
    return [
        Ring(
            chain.at(complex(front, h)), chain.at(complex(back, h)), half_breadth(LEG, h) * chain.scale * factor
        ).points(projection)
        for h, front, back in rows
    ]


def draw_shoe(person: Person, leg: Leg, projection: Projection) -> list[Part]:
    """The shoe with the visible part of its sole: the edge, or the whole sole."""
    scale = person.stature / REFERENCE
    foot = partial(foot_point, person, leg)
    upper = [
        Ring(foot(complex(f, top)), foot(complex(f, SOLE_HEIGHT - 0.3)), half * scale, edge=0.75)
        for f, top, half in UPPER
    ]
    edge = [Ring(foot(complex(f, SOLE_HEIGHT)), foot(f), half * scale + 0.25, edge=0.5) for f, _, half in UPPER]
    shoe = Part("shoe", outline(silhouette([ring.points(projection) for ring in upper])))
    if depth(rotate(-1j, leg.ankle.lower)) > 0:
        tab = [projection(x * scale, foot(complex(f, h))) for x, f, h in TAB]
        return [
            Part("sole", outline(silhouette([ring.points(projection) for ring in edge]))),
            shoe,
            Part("stripe", outline(tab)),
        ]
    print_, *pads = (
        outline([projection(p.imag * scale, foot(p.real)) for p in shape]) for shape in (FOOTPRINT, *TREADS)
    )
    return [shoe, Part("sole", print_), *(Part("stripe", pad) for pad in pads)]
