"""Translations of guides."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from msgspec import to_builtins

from hinge_pwa import guides, languages
from hinge_pwa.guides import GuideError
from hinge_pwa.guides.loader import load, parse
from hinge_pwa.guides.translation import read, translate, words

from ..conftest import NewApp

OWN = load(guides.CONTENT)
FRENCH = languages.FOLDER / "fr" / "guides"
PICK = (FRENCH / "pick-it-up.toml").read_text("utf-8")


def problems_of(folder: Path, text: str, name: str = "pick-it-up.toml") -> str:
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(GuideError) as error:
        translate(OWN, "fr", folder)
    return str(error.value)


def strip(value: Any) -> Any:
    """The shape of a tree without its texts."""
    if isinstance(value, dict):
        return {name: strip(item) for name, item in value.items()}
    return [strip(item) for item in value] if isinstance(value, list) else ""


@pytest.mark.parametrize("slug", OWN)
def test_a_translation_changes_the_words_of_a_guide_and_nothing_else(slug: str) -> None:
    base, french = to_builtins(OWN[slug]), to_builtins(read(FRENCH / f"{slug}.toml", OWN[slug], "fr"))
    assert words(french) == parse(FRENCH / f"{slug}.toml")
    assert strip(words(french)) == strip(words(base))
    assert without_words(french, words(french)) == without_words(base, words(base)) | {"language": "fr"}


def without_words(value: Any, wording: Any) -> Any:
    if isinstance(wording, dict):
        return {name: without_words(item, wording.get(name)) for name, item in value.items()}
    if isinstance(wording, list):
        return [without_words(item, other) for item, other in zip(value, wording, strict=True)]
    return "" if isinstance(wording, str) else value


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda text: text.replace("title =", "titel =", 1),
            "title is missing: write it in this language: 'Pick it up'",
        ),
        (lambda text: text.replace("title =", "titel =", 1), "titel is no words of the guide: take it out"),
        (lambda text: "reps = 8\n" + text, "reps is no words of the guide: take it out"),
        (lambda text: re.sub(r'summary = ".*"', "summary = ' '", text), "summary is empty: write it in this language"),
        (lambda text: re.sub(r'summary = ".*"', "summary = 5", text), "summary is a whole number, and must be text"),
        (lambda text: re.sub(r'summary = ".*"', "summary = ['']", text), "summary is a list, and must be text"),
        (lambda text: re.sub(r"stance.both = ", "stance = ", text), "stance is text, and must be a table"),
        (lambda text: text.replace("[[steps]]", "[[steps]]\n[[steps]]", 1), "steps has 7 items, and must have 6"),
        (lambda text: text + '\nsource = "S"\n', "known[2].source is no words of the guide: take it out"),
        (lambda text: text + "=", "the file is not TOML"),
    ],
)
def test_the_file_the_key_and_the_remedy_are_named(tmp_path: Path, change: Callable[[str], str], sentence: str) -> None:
    assert change(PICK) != PICK
    assert f"pick-it-up.toml: {sentence}" in problems_of(tmp_path, change(PICK))


def test_a_translation_of_no_guide_is_refused(tmp_path: Path) -> None:
    assert "there is no guide 'pick-up': give this file the name" in problems_of(tmp_path, PICK, "pick-up.toml")


def test_two_translations_of_one_guide_are_refused_with_both_places(tmp_path: Path) -> None:
    shutil.copy(FRENCH / "pick-it-up.toml", tmp_path)
    with pytest.raises(GuideError) as error:
        translate(OWN, "fr", FRENCH, tmp_path)
    assert str(error.value).startswith(f"{tmp_path / 'pick-it-up.toml'}: {FRENCH / 'pick-it-up.toml'} translates")


@pytest.mark.parametrize("slug", OWN)
def test_a_page_speaks_the_language_of_its_address(site: Flask, slug: str) -> None:
    french = read(FRENCH / f"{slug}.toml", OWN[slug], "fr")
    page = site.test_client().get(f"/fr/guides/{slug}/").text
    assert french.title in page
    assert french.steps[-1].title in page
    assert OWN[slug].title not in page
    assert ' lang="en"' not in page
    assert ' lang="fr"' not in site.test_client().get(f"/guides/{slug}/").text


def test_a_guide_without_a_translation_is_marked_wherever_it_is_shown(new_app: NewApp, tmp_path: Path) -> None:
    base = (guides.CONTENT / "hip-hinge.toml").read_text("utf-8")
    base = base.replace('title = "Hip hinge"', 'title = "Good morning"')
    (tmp_path / "good-morning.toml").write_text(base, "utf-8")
    client = new_app(GUIDES_DIR=str(tmp_path)).test_client()
    english = re.compile(r'<(\w+)[^>]*\slang="en" dir="ltr"[^>]*>\s*Good morning')
    for path in (
        "/fr/guides/good-morning/",
        "/fr/guides/",
        "/fr/",
        "/fr/practice/good-morning/",
        "/fr/history/",
        "/fr/offline/",
    ):
        assert english.search(client.get(path).text), path
        assert not english.search(client.get(path.removeprefix("/fr")).text), path


def test_a_translation_without_words_for_the_camera_says_none(tmp_path: Path) -> None:
    (tmp_path / "pick-it-up.toml").write_text(re.sub(r"\[camera\]\n(.+\n)+", "", PICK), "utf-8")
    assert OWN["pick-it-up"].camera
    assert translate(OWN, "fr", tmp_path)["pick-it-up"].camera is None
    assert all(guide.camera for guide in translate(OWN, "fr", FRENCH).values())
