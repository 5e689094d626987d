"""What the guides say of going on, and the doses of their easier and harder versions."""

import json
import re
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path

import pytest
from flask import Flask, render_template

from hinge_pwa import guides
from hinge_pwa.guides import GuideError
from hinge_pwa.guides.loader import load
from hinge_pwa.guides.model import Next

from ..conftest import NewApp

OWN = load(guides.CONTENT)
TEXT = (guides.CONTENT / "hip-hinge.toml").read_text("utf-8")


def clinic(folder: Path, **files: str) -> Path:
    """A folder with copies of a guide: each file begins with the given lines, and `order` among them."""
    for name, lines in files.items():
        text = TEXT.replace("order = 2\n", f"{lines}\n" if "order" in lines else f"order = 10\n{lines}\n")
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


class LearningPath(HTMLParser):
    """What templates/parts/path.html holds, read as a browser reads it."""

    found: list[dict[str, object]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if text := dict(attrs).get("data-learning-path"):
            self.found = json.loads(text)


def path_of(app: Flask, path: str = "/") -> list[dict[str, object]]:
    with app.test_request_context(path):
        parser = LearningPath()
        parser.feed(render_template("parts/path.html"))
    return parser.found


def test_after_each_of_our_guides_comes_the_next_in_the_order_of_learning() -> None:
    for guide, after in zip_longest(OWN.values(), list(OWN)[1:]):
        assert (guide.next.guide, guide.next.practices, guide.next.pain) == (after, 3, 3)


def test_scripts_read_the_path_with_the_doses_of_the_versions(new_app: NewApp, tmp_path: Path) -> None:
    text = TEXT.replace('title = "Fewer"', 'title = "Fewer\'s <b> & \\"ü\\""')
    (tmp_path / "odd.toml").write_text(text.replace("order = 2", "order = 0\nnext.practices = 5"), "utf-8")
    found = path_of(new_app(GUIDES_DIR=str(tmp_path)))
    assert [place["guide"] for place in found] == ["odd", *OWN]
    assert found[0] == {
        "guide": "odd",
        "title": "Hip hinge",
        "reps": 15,
        "sides": ["both"],
        "next": {"guide": "wall-tap", "practices": 5, "pain": 3},
        "easier": [{"title": 'Fewer\'s <b> & "ü"', "reps": 8, "rounds": 1, "tempo": 100}],
        "harder": [{"title": "Go slower", "reps": 10, "rounds": 1, "tempo": 150}],
    }
    assert found[-1]["next"] == {"guide": None, "practices": 3, "pain": 3}


def test_the_path_is_in_the_language_of_the_page(app: Flask) -> None:
    (place,) = [place for place in path_of(app, "/fr/") if place["guide"] == "hip-hinge"]
    assert place["title"] == "Charnière de hanche"
    assert place["easier"] == [{"title": "Moins de répétitions", "reps": 8, "rounds": 1, "tempo": 100}]


def test_a_dose_says_what_its_words_say() -> None:
    for guide in OWN.values():
        for version in (*guide.easier, *guide.harder):
            numbers = re.findall(r"\d+|five", version.text)
            if version.dose:
                assert str(version.dose.reps).replace("5", "five" if "five" in numbers else "5") in numbers
                assert (version.dose.rounds == 2) == (len(numbers) == 2)


def test_a_clinic_says_what_must_have_been_met_and_where_its_guides_lead(tmp_path: Path) -> None:
    folder = clinic(tmp_path, first="order = 0\nnext = {guide = 'pick-it-up', practices = 10, pain = 0}")
    found = load(guides.CONTENT, folder)
    assert found["first"].next == Next("pick-it-up", practices=10, pain=0)
    assert found["hip-hinge"].next.guide == "dowel-hinge"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("next.guide = 'no-such'", "clinic.toml: next.guide is 'no-such', and there is no such guide: write one of "),
        ("next.guide = 'clinic'", "clinic.toml: next.guide is 'clinic', which does not come after this guide"),
        ("next.guide = 'hip-hinge'", "clinic.toml: next.guide is 'hip-hinge', which does not come after this guide"),
        ("next.guide = 'A b'", "clinic.toml: next.guide is 'A b': write the slug of the guide to go on with"),
        ("next.guide = 3", "clinic.toml: next.guide is a whole number, and must be text: write the slug"),
        ("next.practices = 0", "clinic.toml: next.practices is 0, and must be from 1 to 100: write how many practices"),
        ("next.pain = 11", "clinic.toml: next.pain is 11, and must be from 0 to 10: write the most pain"),
        ("next.practises = 3", "clinic.toml: next.practises is not a key that belongs here: did you mean practices?"),
        ("next = 3", "clinic.toml: next is a whole number, and must be a table: write a table with guide"),
    ],
)
def test_a_step_that_leads_nowhere_is_refused_with_the_remedy(tmp_path: Path, lines: str, sentence: str) -> None:
    with pytest.raises(GuideError) as error:
        load(guides.CONTENT, clinic(tmp_path, clinic=lines))
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("dose", "sentence"),
    [
        ("{}", "easier[1].dose.reps is missing: write the repetitions a side in each round, 1 to 100"),
        ("{ reps = 101 }", "easier[1].dose.reps is 101, and must be from 1 to 100"),
        ("{ reps = 5, rounds = 11 }", "easier[1].dose.rounds is 11, and must be from 1 to 10"),
        ("{ reps = 5, tempo = 49 }", "easier[1].dose.tempo is 49, and must be from 50 to 200"),
        ("'5'", "easier[1].dose is text, and must be a table: write a table with reps"),
    ],
)
def test_a_dose_outside_of_a_plan_s_limits_is_refused(tmp_path: Path, dose: str, sentence: str) -> None:
    (tmp_path / "clinic.toml").write_text(TEXT.replace("dose = { reps = 8 }", f"dose = {dose}"), "utf-8")
    with pytest.raises(GuideError) as error:
        load(tmp_path)
    assert f"clinic.toml: {sentence}" in str(error.value)
