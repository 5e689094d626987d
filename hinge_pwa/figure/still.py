"""A guide's picture table to inline SVG."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from .balance.weight import settle
from .behind.still import Drawing, drawing
from .checks.feasibility import refuse_impossible
from .frame import Frame, around
from .marks.anatomy import draw_hamstrings, draw_spine
from .marks.angles import draw_hip_angle, draw_knee_angle
from .marks.contact import draw_contacts, draw_pressure
from .marks.distance import draw_distance
from .marks.gaze import draw_gaze, gaze
from .marks.shapes import Label
from .marks.trajectory import draw_way
from .marks.verdict import draw_verdict
from .marks.weight import draw_load, draw_plumb
from .outline.body import Part
from .outline.path import joints
from .scene import layers, silhouette
from .skeleton.joints import Skeleton
from .spec.picture import Picture, read_picture
from .svg import render
from .things.contacts import refuse_lost
from .things.placement import beside, posed


def picture(spec: Mapping[str, Any], *, title: str, description: str, id: str) -> Markup:
    """The picture as an ``<svg>``; ``id`` must be unique in its page. Raises PictureError."""
    return _draw(read_picture(spec), title, description, id)


@lru_cache(maxsize=512)
def _draw(plan: Picture, title: str, description: str, id: str) -> Markup:
    return render("still.svg", id=id, title=title, description=description, **_drawn(plan))


@lru_cache(maxsize=256)
def _drawn(plan: Picture) -> dict[str, Any]:
    """What the template draws, the same in every language."""
    s, start, frame = composed(plan)
    if plan.view == "behind":
        behind = _behind(plan)
        person, drawn, labels = behind.layers, behind.marks, behind.labels
    else:
        person, (drawn, labels) = layers(s), marks(plan)
        drawn = drawn + draw_gaze(s, frame) if "gaze" in plan.marks else drawn
    return {
        "person": plan.person.name,
        "frame": frame,
        "ghost": silhouette(start) if "ghost" in plan.marks else [],
        "layers": person,
        "marks": drawn,
        "labels": labels,
        "wrong": plan.wrong,
        "verdict": draw_verdict(plan.wrong, frame.corner) if plan.wrong or plan.right else [],
    }


@lru_cache(maxsize=256)
def composed(plan: Picture) -> tuple[Skeleton, Skeleton, Frame]:
    """The person in the pose, in the one it comes from (the same, if there is none), and the frame around both.

    Raises PictureError if nobody can be like that, or if it does not fit into the frame.
    """
    s = _person(plan)
    if plan.view == "behind":
        return s, s, _behind(plan).frame
    if "contact" in plan.marks and not plan.wrong:
        refuse_lost(s, "pose")
    also = gaze(s).place if "gaze" in plan.marks else None
    drawn, labels = marks(plan)
    shown = [*(point for part in drawn for point in joints(part.d)), *(at for label in labels for at in label.corners)]
    if plan.start is None:
        return s, s, around(plan.side, plan.frame, s, also=also, shown=shown)
    start = posed(plan.person, settle(plan.person, beside(s, plan.start)))
    refuse_impossible(start, "from")
    return s, start, around(plan.side, plan.frame, s, start, also=also, shown=shown)


@lru_cache(maxsize=256)
def _person(plan: Picture) -> Skeleton:
    s = posed(plan.person, settle(plan.person, plan.pose))
    refuse_impossible(s, "pose", falling=plan.wrong)
    return s


@lru_cache(maxsize=64)
def _behind(plan: Picture) -> Drawing:
    return drawing(_person(plan), plan.side, plan.frame, plan.marks)


@lru_cache(maxsize=256)
def marks(plan: Picture) -> tuple[list[Part], list[Label]]:
    """What is pointed out from the side, but for the gaze: that ends where the frame does."""
    s = _person(plan)
    drawn: list[Part] = []
    labels: list[Label] = []
    if "spine" in plan.marks:
        drawn += draw_spine(s)
    if "hip-angle" in plan.marks:
        parts, numbers = draw_hip_angle(s)
        drawn += parts
        labels += numbers
    if "knee-angle" in plan.marks:
        parts, numbers = draw_knee_angle(s)
        drawn += parts
        labels += numbers
    if "hamstrings" in plan.marks:
        drawn += draw_hamstrings(s)
    if "weight" in plan.marks:
        drawn += [*draw_load(s), *draw_plumb(s)]
    if "path" in plan.marks and plan.start:
        drawn += draw_way(s, plan.start)
    if "distance" in plan.marks:
        drawn += draw_distance(s)
    if "contact" in plan.marks:
        drawn += draw_contacts(s)
    if s.rod and "press" in plan.marks:
        drawn += draw_pressure(s.rod)
    return drawn, labels
