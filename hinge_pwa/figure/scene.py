"""Draws a skeleton and its things in side view: layers of paths, from the back of the picture to the front."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .outline.body import (
    Part,
    draw_arm,
    draw_fingers,
    draw_hand,
    draw_leg,
    draw_neck,
    draw_shirt,
    draw_shoe,
    draw_shorts,
)
from .outline.head import draw_head
from .outline.path import path_points
from .outline.surface import FAR_LIMB_OFFSET
from .outline.union import union_outline
from .person.hands import CARRYING_HAND, CUPPING_HAND, FIST, GRASPING_HAND, PRESSING_HAND, RELAXED_HAND, Hand
from .skeleton.arms import GRIP
from .skeleton.joints import Arm, Leg, Skeleton, rotate
from .things.drawing import draw_ball, draw_box, draw_chair, draw_dowel, draw_kettlebell, draw_roller, draw_wall

BODY_ROLES = {"skin", "skin neck", "shirt", "sleeve", "shorts", "shoe", "hair"}
HELD_ROLES = {"box", "iron", "ball", "foam"}
ARM_ROLES = {"sleeve", "crease"}
"""Roles that only an arm or a hand has."""


@dataclass(frozen=True)
class Layer:
    """Paths that are drawn together, with a CSS class as their role.

    With ``at``, the paths are drawn around 0; SVG rotates them clockwise by ``angle`` degrees and moves them to ``at``.
    """

    role: str
    parts: list[Part]
    at: complex | None = None
    angle: float = 0.0


HAND_SHAPES = {
    "dowel": FIST,
    "kettlebell": FIST,
    "box": CARRYING_HAND,
    "wall": PRESSING_HAND,
    "chair": GRASPING_HAND,
    "ball": RELAXED_HAND,
}
"""The shape of a hand that holds the thing, by the thing's name."""

REACHED = 3.0
"""Distance from the handle of a box on the floor, in cm, at which a hand closes around it."""
SIDE_BY_SIDE = {"box", "kettlebell"}
"""Things that both hands hold at the same place."""
FAR_ARM_OFFSET = 3.6 + 0.8j
"""Offset of the far arm when both hands hold such a thing, so that it shows beside the near one (cm)."""


def layers(s: Skeleton) -> list[Layer]:
    skull, placed = s.spine["skull"], s.placed
    near_hand, far_hand = hand_shapes(s)
    both = s.pose.things.hands().get("near") in SIDE_BY_SIDE
    found = [*things_behind(s), _arm("far", s, far_hand, FAR_ARM_OFFSET if both else 0)]
    found += _leg("far", s, s.legs_differ, 0 if s.legs_differ else FAR_LIMB_OFFSET)
    found += things_between(s)
    if placed.dowel:
        wrist = s.far_arm.wrist
        found.append(_segment_layer("far", s, wrist.at, wrist.lower, lambda s: _far_hand(s, far_hand)))
    found += _leg("near", s)
    chest = s.spine["c7"]
    found.append(_segment_layer("near", s, chest.at, chest.lower, lambda s: [*draw_neck(s), *draw_shirt(s)]))
    found.append(Layer("head", draw_head(s.person), skull.at, skull.upper))
    return [*found, *things_before(s), _arm("near", s, near_hand)]


def things_behind(s: Skeleton) -> list[Layer]:
    """The things behind the body."""
    things, placed, found = s.pose.things, s.placed, list[Layer]()
    if placed.wall is not None:
        found.append(Layer("wall", draw_wall(placed.wall, s.person.stature)))
    if placed.chair is not None and things.chair:
        way = -1 if things.chair.faces_person else 1
        found.append(Layer("furniture", draw_chair(placed.chair, things.chair.seat, way)))
    return found


def things_between(s: Skeleton) -> list[Layer]:
    """The things between the far and the near side of the body."""
    placed, bell, found = s.placed, s.pose.things.kettlebell, list[Layer]()
    if placed.kettlebell is not None and bell:
        found.append(Layer("bell", draw_kettlebell(bell), placed.kettlebell))
    if placed.dowel:
        found.append(Layer("dowel", draw_dowel(s.person.stature), placed.dowel.low, placed.dowel.angle))
    return found


def things_before(s: Skeleton) -> list[Layer]:
    """The things before the body, behind the near arm."""
    placed, box, found = s.placed, s.pose.things.box, list[Layer]()
    if s.roller:
        found.append(Layer("roller", draw_roller(), s.roller.foot_end, s.roller.angle))
    if placed.box is not None and box:
        found.append(Layer("carton", draw_box(box), placed.box))
    if placed.ball is not None:
        found.append(Layer("ball", draw_ball(), placed.ball))
    return found


def _arm(role: str, s: Skeleton, hand: Hand, aside: complex = 0) -> Layer:
    def own(s: Skeleton) -> Arm:
        return s.near_arm if role == "near" else s.far_arm

    def draw(s: Skeleton) -> list[Part]:
        return [*draw_arm(s, own(s), hand), *draw_fingers(s, own(s), hand)]

    shoulder = own(s).shoulder
    return _segment_layer(role, s, shoulder.at, shoulder.lower, draw, aside)


def _leg(role: str, s: Skeleton, pelvis: bool = True, aside: complex = 0) -> list[Layer]:
    def own(s: Skeleton) -> Leg:
        return s.near_leg if role == "near" else s.far_leg

    hip, ankle = own(s).hip, own(s).ankle
    return [
        _segment_layer(role, s, ankle.at, ankle.upper, lambda s: draw_leg(s, own(s)), aside),
        _segment_layer(role, s, ankle.at, ankle.lower, lambda s: draw_shoe(s.person, own(s)), aside),
        _segment_layer(role, s, hip.at, hip.upper, lambda s: draw_shorts(s, own(s), pelvis), aside),
    ]


def _far_hand(s: Skeleton, hand: Hand) -> list[Part]:
    """The far hand alone: it is drawn in front of the dowel, while its arm is drawn behind the body."""
    return [*draw_hand(s, s.far_arm, hand), *draw_fingers(s, s.far_arm, hand)]


def _segment_layer(
    role: str, s: Skeleton, at: complex, angle: float, draw: Callable[[Skeleton], list[Part]], aside: complex = 0
) -> Layer:
    """A layer drawn in the coordinates of one segment: a part that does not bend has the same numbers in every pose."""
    return Layer(role, draw(s.relative_to(at, angle)), at + aside, angle)


def hand_shapes(s: Skeleton) -> tuple[Hand, Hand]:
    """The shapes of the near and of the far hand, by what they hold."""
    shapes = {"near": RELAXED_HAND, "far": RELAXED_HAND}
    if s.pose.roller and s.pose.roller.held:
        shapes["near"] = CUPPING_HAND
    for hand, thing in s.pose.things.hands().items():
        shapes[hand] = HAND_SHAPES[thing]
    box, at = s.pose.things.box, s.placed.box
    if box and at is not None and not box.held:
        handle, size = at + 1j * box.handles, s.person.stature / 170
        for name, arm in (("near", s.near_arm), ("far", s.far_arm)):
            if abs(arm.wrist.at + rotate(GRIP * size, arm.wrist.lower) - handle) < REACHED:
                shapes[name] = CARRYING_HAND
    chair = s.pose.things.chair
    if chair and chair.faces_person:
        shapes |= dict.fromkeys(chair.hands, PRESSING_HAND)
    return shapes["near"], shapes["far"]


def _is_arm(layer: Layer) -> bool:
    return any(part.role in ARM_ROLES for part in layer.parts)


def silhouette(s: Skeleton) -> list[Layer]:
    """The outline of the whole body as one shape, and the outlines of the things that it holds.

    A dowel and the arms that hold it are left out, and so is the arm on a roller: they would make it confusing.
    """
    bare = {"near", "far"} if s.placed.dowel else {"near"} if s.roller else set()
    found = [layer for layer in layers(s) if not (layer.role in bare and _is_arm(layer))]
    shapes = [
        [rotate(point, layer.angle) + (layer.at or 0) for point in path_points(part.d)]
        for layer in found
        for part in layer.parts
        if part.role in BODY_ROLES
    ]
    things = s.pose.things
    left = {role for role, thing in (("box", things.box), ("iron", things.kettlebell)) if thing and not thing.held}
    held = (replace(layer, parts=[part for part in layer.parts if part.role in HELD_ROLES - left]) for layer in found)
    return [*(layer for layer in held if layer.parts), Layer("body", [Part("shadow", union_outline(shapes))])]
