"""Draws a still picture: a guide's picture table to inline SVG."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from .balance.weight import solve_open_angles
from .behind.still import APART, Drawing, draw
from .checks.feasibility import refuse_impossible
from .frame import Frame, frame_around
from .marks.amount import draw_amount
from .marks.anatomy import draw_hamstrings, draw_spine
from .marks.angles import draw_hip_angle, draw_knee_angle
from .marks.contact import draw_contacts, draw_pressure
from .marks.distance import draw_distance
from .marks.gaze import draw_gaze, find_gaze
from .marks.later import label_later
from .marks.pivot import draw_pivot
from .marks.shapes import Label
from .marks.trajectory import draw_trajectory
from .marks.verdict import draw_verdict
from .marks.weight import draw_load, draw_plumb
from .outline.body import Part
from .outline.path import path_points
from .scene import layers, silhouette
from .skeleton.joints import Skeleton
from .spec.picture import Picture, read_picture
from .svg import render
from .things.contacts import refuse_lost_contacts
from .things.placement import build_skeleton, fix_wall

Translate = Callable[[str], str]


def picture(spec: Mapping[str, Any], *, title: str, description: str, id: str, translate: Translate = str) -> Markup:
    """The picture as an ``<svg>`` element; ``id`` must be unique in its page.

    ``translate`` gives the words of its marks in another language. Raises PictureError.
    """
    return _render(read_picture(spec), title, description, id, translate)


@lru_cache(maxsize=512)
def _render(plan: Picture, title: str, description: str, id: str, translate: Translate) -> Markup:
    return render("still.svg", id=id, title=title, description=description, _=translate, **_template_values(plan))


@lru_cache(maxsize=256)
def _template_values(plan: Picture) -> dict[str, Any]:
    """The values for the template that are the same in every language."""
    s, start, frame = compose(plan)
    if plan.view == "behind":
        behind = _behind(plan)
        person, drawn, labels = behind.layers, behind.marks, list[Label]()
    else:
        person, (drawn, labels) = layers(s), draw_marks(plan)
        drawn = drawn + draw_gaze(s, frame) if "gaze" in plan.marks else drawn
    signs, numbers = draw_amount(plan.seconds, plan.times, frame)
    return {
        "person": plan.person.name,
        "frame": frame,
        "ghost": silhouette(start) if "ghost" in plan.marks else [],
        "layers": person,
        "marks": drawn,
        "labels": [*labels, *numbers],
        "wrong": plan.wrong,
        "verdict": draw_verdict(plan.wrong, frame.corner) if plan.wrong or plan.right else signs,
        "apart": round(10 * APART * plan.person.stature) if plan.change else 0,
    }


@lru_cache(maxsize=256)
def compose(plan: Picture) -> tuple[Skeleton, Skeleton, Frame]:
    """The skeleton in the pose, the skeleton in the pose ``from``, and the frame around both.

    Without ``from``, both skeletons are the same. Raises PictureError if a pose is impossible or does not fit into
    the frame.
    """
    s = _skeleton(plan)
    if plan.view == "behind":
        return s, s, _behind(plan).frame
    if "contact" in plan.marks and not plan.wrong:
        refuse_lost_contacts(s, "pose")
    gaze_place = find_gaze(s).place if "gaze" in plan.marks else None
    drawn, labels = draw_marks(plan)
    shown = [point for part in drawn for point in path_points(part.d)]
    shown += [corner for label in labels for corner in label.corners]
    if plan.start is None:
        return s, s, frame_around(plan.side, plan.frame, s, optional=gaze_place, required=shown)
    start = build_skeleton(plan.person, solve_open_angles(plan.person, fix_wall(s, plan.start)))
    refuse_impossible(start, "from")
    return s, start, frame_around(plan.side, plan.frame, s, start, optional=gaze_place, required=shown)


@lru_cache(maxsize=256)
def _skeleton(plan: Picture) -> Skeleton:
    s = build_skeleton(plan.person, solve_open_angles(plan.person, plan.pose))
    refuse_impossible(s, "pose", falling=plan.wrong)
    return s


@lru_cache(maxsize=64)
def _behind(plan: Picture) -> Drawing:
    return draw(_skeleton(plan), plan.side, plan.frame, plan.marks, plan.change)


@lru_cache(maxsize=256)
def draw_marks(plan: Picture) -> tuple[list[Part], list[Label]]:
    """The marks of a side view and their labels, without the gaze, which needs to know the frame."""
    s = _skeleton(plan)
    drawn: list[Part] = []
    labels: list[Label] = []
    if "spine" in plan.marks:
        drawn += draw_spine(s)
    if "hip-angle" in plan.marks:
        parts, numbers = draw_hip_angle(s)
        drawn += parts
        labels += numbers
    if "knee-angle" in plan.marks:
        drawn += draw_knee_angle(s)
    if "later" in plan.marks:
        labels.append(label_later(s))
    if "hamstrings" in plan.marks:
        drawn += draw_hamstrings(s)
    if "weight" in plan.marks:
        drawn += [*draw_load(s), *draw_plumb(s)]
    if "path" in plan.marks and plan.start:
        drawn += draw_trajectory(s, plan.start)
    if {"path", "pivot"} & plan.marks:
        drawn += draw_pivot(s)
    if "distance" in plan.marks:
        drawn += draw_distance(s)
    if "contact" in plan.marks:
        drawn += draw_contacts(s)
    if s.roller and "press" in plan.marks:
        drawn += draw_pressure(s.roller)
    return drawn, labels
