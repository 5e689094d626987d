"""The loader's message for an invalid guide: the file, the key and what to write there."""

import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from hinge_pwa import guides
from hinge_pwa.guides import Guide, GuideError
from hinge_pwa.guides.check import problems
from hinge_pwa.guides.loader import load, read

GOOD = (guides.CONTENT / "foam-roller-deadlift.toml").read_text("utf-8")
ORDER = GOOD.splitlines()[0]
CLAIM = 'reference = "hayden-2021"'
KIND = inspect.type_info(Guide)

CHANGES = [
    ('title = "Foam-roller deadlift"', "", "title is missing: write the exercise's name"),
    ('title = "Foam-roller deadlift"', 'title = " "', "title is empty: write the exercise's name"),
    ('title = "Foam-roller deadlift"', "title = 5", "title is a whole number, and must be text: write"),
    (
        'title = "Foam-roller deadlift"',
        "titel = 'Deadlift'",
        "titel is not a key that belongs here: did you mean",
    ),
    (
        "reps = 15",
        "reps = 0",
        "reps is 0, and must be from 1 to 1000: write the repetitions a side, 1 to 1000",
    ),
    ("reps = 15", "reps = 1001", "reps is 1001, and must be from 1 to 1000"),
    ("reps = 15", "reps = true", "reps is true or false, and must be a whole number"),
    ("reps = 15", "reps = 15.5", "reps is a number, and must be a whole number"),
    ("reps = 15", "reps = 2026-01-01", "reps is a date or time, and must be a whole number"),
    (ORDER, "order = -1", "order is -1, and must be at least 0"),
    (
        "eccentric = 3",
        "eccentric = 0",
        "tempo.eccentric is 0, and must be from 0.5 to 30: write the seconds on the",
    ),
    ("eccentric = 3", "eccentric = nan", "tempo.eccentric is nan, and must be from 0.5 to 30"),
    ("pause = 1\n", "", "tempo.pause is missing: write the seconds at the bottom"),
    (
        "[tempo]",
        "[tempo]\nhold = 1",
        "tempo.hold is not a key that belongs here: take it out; there can be eccentric",
    ),
    (
        '["left", "right"]',
        "[]",
        'sides is empty: write ["both"] or ["left", "right"], in the order of practice',
    ),
    ('["left", "right"]', '["left", "up"]', 'sides[2] is \'up\': write "both", "left" or "right"'),
    ('["left", "right"]', '["left", "left"]', 'sides must be ["both"], or "left" and "right" once each'),
    ('["left", "right"]', '["left", "both"]', 'sides must be ["both"], or "left" and "right" once each'),
    ('["left", "right"]', '["left"]', "stance.right is for a side that is not among the sides: take it out"),
    ('right = "Right foot', 'middle = "Right foot', "stance.middle is not a key that belongs here: use"),
    (
        'right = "Right foot',
        '# right = "Right foot',
        "stance.right is missing: write one short line on how to stand",
    ),
    (
        'text = "One end goes where ankle and foot meet. Your left palm rests on the other end. '
        'Your right heel carries you, and both knees are soft. Hold on with your free hand if you like."',
        "",
        "steps[1].text is missing: write one or two sentences on what to do",
    ),
    (
        'title = "Press from both ends"',
        'title = ""',
        "steps[2].title is empty: write the step in a few words",
    ),
    ("[[harder]]", "[[softer]]", "harder is missing: write a [[harder]] table with title and text"),
    (CLAIM, 'source = "S"\nurl = "ftp://x"', "known[1].url is 'ftp://x': write the https address of the publication"),
    (CLAIM, "", "known[1] needs either reference or source: write one of them"),
    (CLAIM, CLAIM + '\nsource = "S"', "known[1] needs either reference or source: write one of them"),
    (CLAIM, CLAIM + '\nurl = "https://x"', "known[1].url belongs to a source; a reference has its own: take it out"),
    (CLAIM, 'reference = "nobody-1999"', "known[1].reference is 'nobody-1999': write one of"),
    (
        ORDER,
        ORDER + '\nslug = "deadlift"',
        "slug is 'deadlift', but the file is foam-roller-deadlift.toml",
    ),
    (ORDER, "order = ", "the file is not TOML: Invalid value (at line 1, column 9)"),
    (
        ORDER,
        ORDER + "\norder = 3",
        "the file is not TOML: Cannot overwrite a value (at line 2, column 10)",
    ),
]


def problems_of(folder: Path, text: str, name: str = "foam-roller-deadlift.toml") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    with pytest.raises(GuideError) as error:
        read(path)
    return str(error.value)


@pytest.mark.parametrize(("old", "new", "sentence"), CHANGES, ids=[sentence[:40] for *_, sentence in CHANGES])
def test_the_file_the_key_and_the_remedy_are_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    assert f"foam-roller-deadlift.toml: {sentence}" in problems_of(tmp_path, GOOD.replace(old, new))


def test_all_problems_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("reps = 15", "reps = 0").replace("pause = 1", "pause = -1").replace("[[cues]]", "[[cue]]")
    lines = problems_of(tmp_path, text).splitlines()
    assert [line.split()[1] for line in lines] == ["cue", "reps", "tempo.pause", "cues"]


def test_a_picture_that_no_body_can_stand_in_is_named(tmp_path: Path) -> None:
    raw = tomllib.loads(GOOD)
    step = next(number for number, step in enumerate(raw["steps"], start=1) if "knee" in step["picture"]["pose"])
    head, steps = GOOD.split("[[steps]]", 1)
    before, after = steps.split("knee = ", 1)
    message = problems_of(tmp_path, f"{head}[[steps]]{before}knee = 300{after}")
    assert message.startswith(f"foam-roller-deadlift.toml: steps[{step}].picture.pose.")
    assert "knee" in message


@pytest.mark.parametrize("name", ["Foam Roller.toml", "übung.toml", f"{'a' * 65}.toml"])
def test_a_file_name_that_makes_no_address_is_refused(tmp_path: Path, name: str) -> None:
    assert f"{name}: slug is " in problems_of(tmp_path, GOOD, name)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hinge.toml"
    path.write_bytes(b"title = '\xff'")
    with pytest.raises(GuideError, match=r"^hinge\.toml: the file is not UTF-8: save it as UTF-8 text$"):
        read(path)


def test_two_guides_of_one_name_are_refused_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "hip-hinge.toml").write_text(GOOD, "utf-8")
    with pytest.raises(GuideError) as error:
        load(guides.CONTENT, tmp_path)
    assert str(tmp_path / "hip-hinge.toml") in str(error.value)
    assert str(guides.CONTENT / "hip-hinge.toml") in str(error.value)


def test_the_problems_of_several_files_are_named_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text("", "utf-8")
    with pytest.raises(GuideError) as error:
        load(tmp_path)
    assert {line.split(":")[0] for line in str(error.value).splitlines()} == {"a.toml", "b.toml"}


def places(value: Any, at: str = "") -> Iterator[tuple[str, list[str | int]]]:
    """Every key below `value`, without those in pictures: as the loader names it, and as a path."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        name = f"{at}[{key + 1}]" if isinstance(key, int) else f"{at}.{key}".lstrip(".")
        yield name, [key]
        if key not in ("picture", "movement"):
            yield from ((below, [key, *path]) for below, path in places(item, name))


RAW = {"slug": "foam-roller-deadlift", **tomllib.loads(GOOD)}
PLACES = list(places(RAW))


@given(st.sampled_from(PLACES), st.sampled_from(["", " ", "x", 0, -1, 3, 0.25, True, [], {}, ["x"], {"x": 1}]))
def test_whatever_is_put_anywhere_the_check_agrees_with_the_type(
    place: tuple[str, list[str | int]], value: object
) -> None:
    name, path = place
    raw: Any = copy.deepcopy(RAW)
    parent = raw
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value

    found = list(problems(raw, KIND))

    try:
        msgspec.convert(raw, Guide)
    except msgspec.ValidationError:
        assert found
        assert all(problem.startswith(name) for problem in found)
    else:
        assert found == []
