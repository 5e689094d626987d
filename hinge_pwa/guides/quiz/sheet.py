"""The questions of all guides as one value for JSON, which static/js/quiz/ reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...figure.person.people import PEOPLE
from ...figure.puppet import Puppet, body, puppet
from ...figure.skeleton.joints import Skeleton
from ..model import Guide
from .questions import Poses, Question, frame, questions

STEP = 5
"""Rows are written in half degrees and half centimetres, which take a tenth less room than finer ones."""


def sheet(guides: Iterable[Guide]) -> dict[str, Any]:
    """The bodies of the people, and the questions by slug; a guide without a question is left out."""
    found = {guide.slug: asked for guide in guides if (asked := _guide(questions(guide)))}
    hands = {hand for guide in found.values() for setting in guide["settings"] for hand in setting["hands"]}
    return {"bodies": {name: body(person, frozenset(hands)) for name, person in PEOPLE.items()}, "guides": found}


def _guide(asked: list[Question]) -> dict[str, Any] | None:
    if not asked:
        return None
    marks = {mark for question in asked for mark in question.marks}
    settings: list[dict[str, Any]] = []

    def row(s: Skeleton) -> Puppet:
        return puppet(s, "weight" in marks, "contact" in marks)

    def rows(skeletons: Iterable[Skeleton]) -> list[Any]:
        """The place of the setting, the first row, and the differences of the others to it."""
        first, *others = [row(s) for s in skeletons]
        if first.setting not in settings:
            settings.append(first.setting)
        differences = [other.difference(first) for other in others]
        return [settings.index(first.setting), *map(_coarse, (first.numbers, *differences))]

    people: dict[str, Any] = {}
    for name in PEOPLE:
        own: Mapping[int, Poses] = {q.number: q.poses[name] for q in asked if name in q.poses}
        if own:
            seen = frame(s for poses in own.values() for s in (*poses.wrong, *poses.right))
            people[name] = {
                "frame": [seen.left, seen.top, seen.size],
                "poses": {number: [rows(poses.wrong), rows(poses.right)] for number, poses in own.items()},
            }
    return {"marks": {q.number: q.marks for q in asked}, "settings": settings, "people": people}


def _coarse(numbers: Iterable[int]) -> list[int]:
    return [round(number / STEP) for number in numbers]
