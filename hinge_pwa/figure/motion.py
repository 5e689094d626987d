"""Draws a movement: a looping SVG, animated by SMIL at the guide's tempo, without a script.

A shape that bends is a path whose points move. A rigid shape (head, roller) is one path that is translated and
rotated. A path has the same commands in every frame, so that a browser can interpolate it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from .balance.weight import solve_open_angles
from .checks.feasibility import refuse_impossible
from .frame import WHOLE, Frame, frame_around
from .marks.anatomy import draw_spine
from .marks.contact import draw_touches
from .marks.gaze import draw_moving_gaze, find_gaze
from .marks.pivot import draw_pivot
from .outline.body import Part
from .outline.path import degrees, svg_point
from .scene import Layer, layers, silhouette
from .skeleton.joints import Skeleton
from .spec.picture import Movement, read_movement
from .svg import render
from .things.contacts import refuse_lost_contacts
from .things.placement import build_skeleton, fix_wall
from .timing import STEPS, Tempo, clock, loop


@dataclass(frozen=True)
class Track:
    """The values of one animated attribute, one for each frame of the loop."""

    values: Sequence[str]

    @property
    def constant(self) -> bool:
        return len(set(self.values)) == 1


def movement(spec: Mapping[str, Any], tempo: Tempo, *, title: str, description: str, id: str) -> Markup:
    """The movement from one pose to the other and back, as an ``<svg>`` element that loops without end.

    ``id`` must be unique in its page. Raises PictureError.
    """
    beats = (tempo.eccentric, tempo.pause, tempo.concentric)
    return _render(read_movement(spec), beats, title, description, id)


@lru_cache(maxsize=64)
def _render(plan: Movement, beats: tuple[float, float, float], title: str, description: str, id: str) -> Markup:
    values = _template_values(plan)
    return render("motion.svg", id=id, title=title, description=description, clock=clock(*beats), **values)


@lru_cache(maxsize=32)
def _template_values(plan: Movement) -> dict[str, Any]:
    """The values for the template that are the same in every language."""
    frames = skeletons(plan)
    gaze_place = find_gaze(frames[-1]).place if "gaze" in plan.marks else None
    frame = frame_around(plan.side, WHOLE, *frames, optional=gaze_place)
    drawn = [draw_frame(s, plan, frame) for s in frames]
    return {
        "person": plan.person.name,
        "frame": frame,
        "layers": [_moving_layer(versions) for versions in zip(*drawn, strict=True)],
        "start": silhouette(frames[0]),
        "end": drawn[-1],
    }


def draw_frame(s: Skeleton, plan: Movement, frame: Frame) -> list[Layer]:
    marks: list[Part] = []
    if "spine" in plan.marks:
        marks += draw_spine(s)
    if "contact" in plan.marks:
        marks += draw_touches(s)
    if "gaze" in plan.marks:
        marks += draw_moving_gaze(s, frame)
    found = [*layers(s), Layer("marks", marks)] if marks else layers(s)
    if "pivot" in plan.marks:
        found.append(Layer("marks", draw_pivot(s.relative_to(s.stance.hip.at, 0)), s.stance.hip.at))
    return found


@lru_cache(maxsize=32)
def skeletons(plan: Movement) -> tuple[Skeleton, ...]:
    """The skeletons from start to end, one for each frame, at equal steps of every joint angle.

    Raises PictureError if a pose between is impossible.
    """
    end = build_skeleton(plan.person, solve_open_angles(plan.person, plan.end))
    first, last = fix_wall(end, plan.start), fix_wall(end, plan.end)
    found: list[Skeleton] = []
    for i in range(STEPS + 1):
        s = build_skeleton(plan.person, solve_open_angles(plan.person, first.blend(last, i / STEPS)))
        refuse_impossible(s, "to" if i else "from")
        found.append(s)
    if "contact" in plan.marks:
        refuse_lost_contacts(found[-1], "to")
    return tuple(found)


@dataclass(frozen=True)
class MovingPart:
    role: str
    d: Track


@dataclass(frozen=True)
class MovingLayer:
    role: str
    parts: list[MovingPart]
    rigid: bool
    """Whether the layer is translated and rotated as a whole."""
    places: Track
    turns: Track


def _moving_layer(versions: Sequence[Layer]) -> MovingLayer:
    first = versions[0]
    places = ["{} {}".format(*svg_point(layer.at)) if layer.at is not None else "" for layer in versions]
    return MovingLayer(
        first.role,
        [_moving_part(parts) for parts in zip(*(layer.parts for layer in versions), strict=True)],
        first.at is not None,
        Track(loop(places)),
        Track(loop([degrees(angle) for angle in unwrap([layer.angle for layer in versions])])),
    )


def unwrap(angles: Sequence[float]) -> list[float]:
    """The same directions, in degrees, each at most 180° from the one before."""
    found = [angles[0]]
    for angle in angles[1:]:
        found.append(angle - 360 * round((angle - found[-1]) / 360))
    return found


def _moving_part(parts: Sequence[Part]) -> MovingPart:
    return MovingPart(parts[0].role, Track(loop([part.d for part in parts])))
