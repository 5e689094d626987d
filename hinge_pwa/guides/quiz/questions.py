"""The questions of a guide: for each of its mistakes, the poses that are wrong and those that are right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ...figure.balance.weight import solve_open_angles
from ...figure.checks.feasibility import refuse_impossible
from ...figure.errors import PictureError
from ...figure.frame import Frame, frame_around
from ...figure.person.people import PEOPLE, Person
from ...figure.scene import hand_shapes
from ...figure.skeleton.arms import GRIP
from ...figure.skeleton.joints import Skeleton, rotate
from ...figure.spec.picture import Picture, read_picture
from ...figure.things.contacts import contacts, refuse_lost_contacts
from ...figure.things.placement import build_skeleton
from ..model import Guide, Mistake
from . import variations

SHOWN = ("spine", "knee-angle", "contact", "weight")
"""The marks that the browser can draw."""
FRAMES = (1.08, 1.16, 1.24, 1.32, 1.4, 1.5, 1.6, 1.8, 2.0, 2.5)


@dataclass(frozen=True)
class Poses:
    """Of one person: three skeletons each, between which every pose is wrong, or right."""

    wrong: tuple[Skeleton, ...]
    right: tuple[Skeleton, ...]


@dataclass(frozen=True)
class Question:
    number: int
    """Of the mistake in the guide; the first is 0."""
    mistake: Mistake
    marks: tuple[str, ...]
    poses: Mapping[str, Poses]
    """By the name of the person."""


def questions(guide: Guide) -> list[Question]:
    """Those mistakes that are seen from the side. A mistake that one person cannot show is left to the other."""
    found = []
    for number, mistake in enumerate(guide.mistakes):
        poses = {person.name: both for person in PEOPLE.values() if (both := _poses(mistake, person)) is not None}
        marks = tuple(mark for mark in SHOWN if mark in mistake.wrong.picture.get("marks", ()))
        if poses and marks:
            found.append(Question(number, mistake, marks, poses))
    return found


def frame(skeletons: Iterable[Skeleton]) -> Frame:
    """The smallest square in which all these poses of one person fit: its size tells nothing about one of them."""
    poses = list(skeletons)
    for share in FRAMES:
        try:
            return frame_around("right", share, *poses)
        except PictureError:
            continue
    raise PictureError("frame: the poses of this guide do not fit into one picture")


def _poses(mistake: Mistake, person: Person) -> Poses | None:
    right, wrong = mistake.right.picture, mistake.wrong.picture
    if any(one.get("view") == "behind" or "kneel" in one["pose"] for one in (right, wrong)):
        return None
    try:
        return Poses(
            tuple(_built(variations.mistaken(right, wrong), wrong, person)),
            tuple(_built(variations.clean(right, wrong), right, person)),
        )
    except PictureError:
        return None


def _built(tries: Iterable[list[Mapping[str, Any]]], own: Mapping[str, Any], person: Person) -> Iterator[Skeleton]:
    """The guide's own pose, then the first possible one of each list; raises PictureError if there is none."""
    for candidates in ([own], *tries):
        yield _first_possible(candidates, own, person)


def _first_possible(candidates: list[Mapping[str, Any]], own: Mapping[str, Any], person: Person) -> Skeleton:
    problem = PictureError("pose: none was tried")
    for spec in candidates:
        try:
            s = _skeleton(_box_at_hand(_for_person(spec, own, person)), own.get("wrong", False))
            if hand_shapes(s) != hand_shapes(_placed(_read(own))):
                raise PictureError("pose: the hand lets go")
            return s
        except PictureError as error:
            problem = error
    raise problem


def _skeleton(spec: Mapping[str, Any], wrong: bool) -> Skeleton:
    plan = _read(spec)
    s = _placed(plan)
    refuse_impossible(s, "pose", falling=wrong)
    if not wrong and plan.pose.things.names:
        refuse_lost_contacts(s, "pose")
    return s


def _read(spec: Mapping[str, Any]) -> Picture:
    return read_picture({key: value for key, value in spec.items() if key not in ("from", "marks", "frame")})


@lru_cache(maxsize=512)
def _placed(plan: Picture) -> Skeleton:
    return build_skeleton(plan.person, solve_open_angles(plan.person, plan.pose))


def _for_person(spec: Mapping[str, Any], own: Mapping[str, Any], person: Person) -> Mapping[str, Any]:
    """The spec with this person. A wall is where the hips touch it, or as far away for this person's size."""
    wall = dict(spec.get("wall", {}))
    if "gap" in wall:
        gap = wall.pop("gap")
        if not _touches(own):
            wall["gap"] = gap * person.stature / PEOPLE[own.get("person", "woman")].stature
    return {**spec, "person": person.name} | ({"wall": wall} if "wall" in spec else {})


def _box_at_hand(spec: Mapping[str, Any]) -> Mapping[str, Any]:
    """A box that stands on the floor within the hands' reach has its handle below the hand."""
    s = _placed(_read(spec))
    box, at = s.pose.things.box, s.placed.box
    if box is None or box.held or at is None:
        return spec
    hand = s.near_arm.wrist.at + rotate(GRIP * s.person.stature / 170, s.near_arm.wrist.lower)
    off = hand.real - at.real
    if abs(off) > box.length / 2 or abs(hand.imag - box.handles) > box.length / 2:
        return spec
    return {**spec, "box": {**spec["box"], "before": max(0.0, box.before + off)}}


def _touches(own: Mapping[str, Any]) -> bool:
    return any(contact.touches for contact in contacts(_placed(_read(own))))
