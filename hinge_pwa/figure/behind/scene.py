"""Draws a body from behind: layers of paths, from the back of the picture to the front."""

import math

from ..outline.body import Part
from ..outline.path import line, outline
from ..pose.roller import LENGTH, RADIUS
from ..scene import Layer
from ..skeleton.joints import Skeleton, rotate
from .legs import draw_leg
from .loft import Projection, Ring, silhouette
from .space import Body, depth, project
from .upper_body import HEM, draw_arm, draw_head, draw_neck, draw_pelvis, draw_shirt

UPRIGHT = 0.25
"""If the sine of the trunk's lean away from the viewer is larger, the pelvis hides the trunk."""
WAIST = 14.0
"""Height of the shorts above the hips under a shirt that hangs over them, in cm."""
GROOVES = (65, 90, 115)
"""Places of the grooves along the roller, in degrees around it; 90 is the side of the shin."""


def layers(body: Body) -> list[Layer]:
    """The layers; if the trunk leans away from the viewer, the pelvis and the free leg are in front of it."""
    s = body.s

    def trunk_point(x: float, z: complex) -> complex:
        return project(body.trunk_point(x, z))

    def stance_point(x: float, z: complex) -> complex:
        return project(body.stance_point(x, z))

    def other(x: float, z: complex) -> complex:
        return project(body.trunk_point(x + body.half_hips, z))

    arms = [*draw_arm(s, body.far_arm), *draw_arm(s, body.near_arm)]
    trunk = [draw_neck(s, trunk_point), *draw_shirt(s, trunk_point)]
    head = Layer("head", draw_head(s, trunk_point))
    stance, free = draw_leg(s, s.stance, stance_point), draw_leg(s, s.other, other)
    if depth(rotate(1j, s.stance.hip.upper)) < UPRIGHT:
        return [Layer("near", [*stance, *free, *draw_pelvis(s, trunk_point, WAIST), *trunk]), head, Layer("near", arms)]
    return [
        head,
        Layer("far", arms),
        Layer("near", trunk),
        Layer("far" if body.one_leg else "near", stance),
        Layer("near", draw_pelvis(s, trunk_point, HEM)),
        *([Layer("roller", draw_roller(s, other))] if s.roller else []),
        Layer("near", free),
    ]


def draw_roller(s: Skeleton, projection: Projection) -> list[Part]:
    if s.roller is None:
        return []
    foot, angle = s.roller.foot_end, s.roller.angle

    def ring(h: float) -> Ring:
        return Ring(foot + rotate(complex(-RADIUS, h), angle), foot + rotate(complex(RADIUS, h), angle), RADIUS)

    tube = [ring(h).points(projection) for h in (0, LENGTH)]
    grooves = "".join(
        line([ring(h).point(math.radians(turn), projection) for h in (5, LENGTH - 5)]) for turn in GROOVES
    )
    return [
        Part("foam", outline(silhouette(tube))),
        Part("groove", grooves),
        Part("end", outline([ring(0).point(math.radians(turn), projection) for turn in range(0, 360, 45)])),
    ]
