"""A computed picture of a mistake is clearly wrong, and a clean one clearly right, whatever chance says."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from flask import Flask
from msgspec.structs import replace

from hinge_pwa.figure.balance.weight import STABLE_LOAD
from hinge_pwa.figure.person.people import PEOPLE
from hinge_pwa.figure.skeleton.joints import FOOT
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load
from hinge_pwa.guides.quiz import sheet
from hinge_pwa.guides.quiz.sheet import STEP

GUIDES = load(CONTENT)
CHAIR = {
    "things": ["chair", "ball"],
    "chair": {"before": 36, "rest": "seat"},
    "ball": {"held": False},
    "pose": {"knee": 24, "hip": 121, "neck": -14, "weight": 0.7, "free": {"knee": 3, "ankle": -20}},
}
KNEELING = {"pose": {"knee": 98, "hip": 100, "kneel": {}}}
SHEET = sheet(GUIDES.values())
ROUNDS = 100
HEEL_BEHIND_ANKLE = 0.25
TOUCH = 1.0


class Measures(NamedTuple):
    """Angles in degrees; the load as a fraction of the foot; the widest gap at a contact in cm."""

    knee: float
    hip: float
    spine: float
    neck: float
    heel: float
    load: float | None
    gap: float


def measures(guide: dict[str, Any], name: str, number: int, kind: int, shares: tuple[float, float]) -> Measures:
    """What is measured in the picture that the browser computes from the sheet."""
    place, first, one, other = guide["people"][name]["poses"][number][kind]
    setting = guide["settings"][place]
    row = [STEP * (value + shares[0] * a + shares[1] * b) for value, a, b in zip(first, one, other, strict=True)]
    lift, shank, thigh, pelvis, lumbar, thoracic, neck = (value / 10 for value in row[:7])
    rest = row[17 + 3 * setting["free"] + 3 * len(setting["things"]) :]
    load = None
    if setting["weight"]:
        load = rest[0] / 10 / (FOOT * PEOPLE[name].stature) + HEEL_BEHIND_ANKLE
        rest = rest[4:]
    ends = [rest[i : i + 4] for i in range(0, len(rest), 4)]
    gap = max((abs(complex(x2 - x, y2 - y)) / 10 for x, y, x2, y2 in ends), default=0.0)
    return Measures(shank - thigh, pelvis - thigh, lumbar + thoracic, neck, lift, load, gap)


def samples(slug: str, number: int, kind: int) -> Iterator[tuple[Measures, Measures]]:
    """Measures of many pictures of a mistake (``kind`` 0) or of what is right (1), each with the guide's own right."""
    guide, chance = SHEET["guides"][slug], random.Random(f"{slug} {number} {kind}")
    corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
    for name, person in guide["people"].items():
        for shares in [*corners, *(_shares(chance) for _ in range(ROUNDS))]:
            if number in person["poses"]:
                own = measures(guide, name, number, 1, (0, 0))
                yield measures(guide, name, number, kind, shares), own


def _shares(chance: random.Random) -> tuple[float, float]:
    far, side = chance.random() ** 0.5, chance.random()
    return far * side, far * (1 - side)


MISTAKES = [(slug, number) for slug, guide in SHEET["guides"].items() for number in guide["marks"]]


@pytest.mark.parametrize(("slug", "number"), MISTAKES)
def test_a_clean_picture_is_clean_under_every_change(slug: str, number: int) -> None:
    for found, own in samples(slug, number, 1):
        assert abs(found.knee - own.knee) <= 8
        assert -20 <= found.hip - own.hip <= 8
        assert abs(found.spine) <= 6
        assert abs(found.neck) <= 20
        assert found.heel == 0
        assert found.load is None or STABLE_LOAD[0] <= found.load <= 0.5
        assert found.gap < TOUCH


@pytest.mark.parametrize(("slug", "number"), MISTAKES)
def test_a_mistake_stays_a_mistake_under_every_change(slug: str, number: int) -> None:
    """The measure that tells a mistake is the same in all its pictures, and far from every clean one."""
    tells = None
    for found, own in samples(slug, number, 0):
        clear = {
            "knee": abs(found.knee - own.knee) >= 18,
            "round": found.spine >= 40,
            "hollow": found.spine <= -25,
            "neck": found.neck >= 35,
            "heel": found.heel >= 18,
            "load": found.load is not None and found.load >= 0.8,
            "gap": found.gap >= 3 and own.gap < TOUCH,
        }
        seen = {name for name, so in clear.items() if so}
        tells = seen if tells is None else tells & seen
    assert tells, "no measure tells it in every picture"


def test_every_mistake_that_is_seen_from_the_side_is_asked_with_both_people() -> None:
    for slug, guide in GUIDES.items():
        seen = {i for i, one in enumerate(guide.mistakes) if one.wrong.picture.get("view") != "behind"}
        found = SHEET["guides"][slug]
        assert set(found["marks"]) == seen
        assert all(set(person["poses"]) == seen for person in found["people"].values())
        assert set(found["people"]) == set(PEOPLE)


def test_the_poses_of_a_question_differ() -> None:
    """Three poses that are one would show the same picture in every round."""
    for slug, guide in SHEET["guides"].items():
        for name, person in guide["people"].items():
            for number, kinds in person["poses"].items():
                for _, _, one, other in kinds:
                    assert max(map(abs, one)) > 2 or max(map(abs, other)) > 2, (slug, name, number)


@pytest.mark.parametrize(
    "right", [CHAIR, KNEELING, {"pose": {"knee": 14, "hip": 75}}], ids=["chair", "kneeling", "plain"]
)
@pytest.mark.parametrize("marks", [["spine"], []], ids=["spine", "none"])
def test_a_clinics_guide_is_asked_or_left_out(right: dict[str, Any], marks: list[str]) -> None:
    """Whatever its pictures show, the page has to come."""
    first = GUIDES["hip-hinge"].mistakes[0]
    wrong = {**right, "pose": {**right["pose"], "lumbar": 40}, "marks": marks, "wrong": True}
    mistake = replace(first, right=replace(first.right, picture=right), wrong=replace(first.wrong, picture=wrong))
    found = sheet([replace(GUIDES["hip-hinge"], mistakes=(mistake,))])["guides"]
    assert list(found) == ([] if right is KNEELING or not marks else ["hip-hinge"])


@pytest.mark.parametrize("path", ["/right-or-wrong/", "/fr/right-or-wrong/"])
def test_each_question_of_the_page_has_its_words(site: Flask, path: str) -> None:
    html = site.test_client().get(path).get_data(as_text=True)
    found = re.search(r'<script [^>]*id="sheet"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found
    asked = {slug: sorted(guide["marks"]) for slug, guide in json.loads(found[1])["guides"].items()}
    words = {slug: re.findall(r'data-mistake="(\d+)"', part) for slug, part in re.findall(
        r'<div data-words="([\w-]+)"(.*?)</div>', html, re.DOTALL)}  # fmt: skip
    assert words == asked
    assert len(asked["pick-it-up"]) == 4
