"""The marks `spine` and `hamstrings`."""

from ..outline.body import Part, trunk_and_leg
from ..outline.path import curve, outline
from ..skeleton.joints import THIGH, Skeleton, rotate

SPINE = [
    (7.0, -7.4), (13.0, -6.4), (19.0, -5.8), (25.0, -5.7), (31.0, -6.1), (37.0, -6.7),
    (43.0, -7.0), (48.5, -6.4), (53.5, -4.8), (58.0, -2.8), (62.0, -1.0),
]  # fmt: skip
"""The upright spine from sacrum to skull: height above the hip, and x (cm, person 170 cm tall)."""

SIT_BONE, BELOW_KNEE = -5.0 - 5.0j, -3.6 - 4.4j
"""The ends of the hamstrings: on the pelvis relative to the hip, on the shin relative to the knee
(cm, person 170 cm tall)."""
HAMSTRINGS_WIDTH = 8.4
"""Width of the muscle in standing, in cm; a longer muscle is thinner, so that its area stays the same."""
BELLY = [(0.04, 0.35), (0.2, 0.95), (0.42, 1.05), (0.62, 0.75), (0.78, 0.3), (0.9, 0.22)]
"""The muscle's shape: fraction of its length, and fraction of its width there."""


def draw_spine(s: Skeleton) -> list[Part]:
    chain = trunk_and_leg(s, s.near_leg)
    return [Part("spine", curve([chain.at(complex(f, h)) for h, f in SPINE]))]


def draw_hamstrings(s: Skeleton) -> list[Part]:
    """The hamstrings of the stance leg, from the sit bone to below the knee."""
    scale = s.person.stature / 170
    leg = s.stance
    sit_bone = leg.hip.at + rotate(SIT_BONE * scale, leg.hip.upper)
    shin = leg.knee.at + rotate(BELOW_KNEE * scale, leg.knee.lower)
    along = shin - sit_bone
    width = HAMSTRINGS_WIDTH * scale * abs(BELOW_KNEE - SIT_BONE - THIGH * 170j) * scale / abs(along)
    behind = -1j * along / abs(along) * width / 2

    def side(factor: float) -> list[complex]:
        return [sit_bone + along * t + behind * bulge * factor for t, bulge in BELLY]

    return [
        Part("muscle", outline([sit_bone, *side(1), shin, *reversed(side(-1))])),
        *(Part("fibre", curve([sit_bone + along * 0.12, *side(f)[1:-1], shin - along * 0.22])) for f in (0.5, 0, -0.5)),
    ]
