"""The French of pages and guides: its typography and tone, and that numbers and claims match the English."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from flask import Flask

from hinge_pwa import guides, languages
from hinge_pwa.languages import catalogue
from hinge_pwa.pages.views import paths

FRENCH = Path(languages.__file__).parent / "fr"
ENGLISH = guides.CONTENT
NOT_PROSE = re.compile(r"<[^>]*>|%\(\w+\)s|\{\w+\}|\d{4}-\d\d-\d\dT[\d:.+-]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
OTHER_UNITS = re.compile(r" \(\d+ (?:feet|pounds)\)")
WRONG = {
    "a straight apostrophe: write ’": r"'",
    "a double mark without a no-break space before it": r"(?<![\u00a0\u202f.?!])[:;?!»]",
    "no no-break space after «": r"«(?!\u00a0|\u202f)",
    "straight or English quotes: write « »": r"[\"“”]",
    "three points: write …": r"\.\.\.",
    "a decimal point: write a comma": r"\d\.\d",
    "a plain space before a unit": r"\d (?:cm|kg|%)",
    "two spaces, or one at the end": r"[ \u00a0\u202f]{2}|\s$",
    "“tu”: say “vous”": r"(?i)\b(?:tu|toi|te|ton|ta|tes)\b",
    "a claim that nobody can make": r"(?i)\b(?:prot[éeè]g|prévien|préveni|guéri|soign(?:e|er|ez)\b)",
}


def prose(text: str) -> str:
    """The text without tags, placeholders and times."""
    return NOT_PROSE.sub("x", text)


def pages() -> Iterator[tuple[str, str]]:
    for message in catalogue.translated_messages(catalogue.read(FRENCH / "pages.po", Locale("fr"))):
        for string in catalogue.forms(message.string):
            yield str(message.id), prose(string)


def translations(french: Any, english: Any, at: str) -> Iterator[tuple[str, str, str]]:
    """Each text of a French guide, as key, French and English."""
    if isinstance(french, str):
        yield at, french.strip(), english.strip()
    else:
        for key in french if isinstance(french, dict) else range(len(french)):
            yield from translations(french[key], english[key], f"{at}.{key}")


def guide_words() -> Iterator[tuple[str, str, str]]:
    for path in sorted((FRENCH / "guides").glob("*.toml")):
        french, english = (tomllib.loads((one / path.name).read_text("utf-8")) for one in (path.parent, ENGLISH))
        yield from translations(french, english, path.stem)


PROSE = [*pages(), *((at, french) for at, french, _ in guide_words())]


@pytest.mark.parametrize(("what", "pattern"), WRONG.items())
def test_french_is_set_and_said_as_french_is(what: str, pattern: str) -> None:
    assert [(at, text) for at, text in PROSE if re.search(pattern, text)] == [], what


def test_french_guides_have_the_numbers_of_the_english() -> None:
    wrong = [
        (at, french)
        for at, french, english in guide_words()
        if sorted(NUMBER.findall(french)) != sorted(NUMBER.findall(OTHER_UNITS.sub("", english)))
    ]
    assert wrong == []


def test_sentences_of_french_guides_are_short() -> None:
    sentences = [
        (at, len(sentence.split()))
        for at, french, _ in guide_words()
        for sentence in re.split(r"(?<=[.?!])\s+|[\u00a0\u202f][:;]\s", french)
    ]
    assert [one for one in sentences if one[1] > 25] == []
    assert sum(length for _, length in sentences) / len(sentences) < 11


def test_every_page_speaks_french(site: Flask) -> None:
    checked = site.test_cli_runner().invoke(args=["languages", "check", str(FRENCH)])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_shows_the_place_of_a_number(site: Flask, language: str) -> None:
    """A sentence that is also the singular of another is translated as that, with its {n}."""
    client = site.test_client()
    with site.test_request_context(f"/{language}/"):
        addresses = list(paths(language))
    for address in addresses:
        html = client.get(address).get_data(as_text=True)
        text = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", html)
        assert "{n}" not in text, address


def test_every_guide_speaks_french() -> None:
    assert {path.name for path in (FRENCH / "guides").glob("*.toml")} == {path.name for path in ENGLISH.glob("*.toml")}


@pytest.mark.parametrize(
    "text",
    [
        "l'image", "Quoi?", "Quoi ?", "« Oui\u00a0»", "2.5", "5 kg", "Oui  ou non", "Fin ", "Tu plies", "« Oui\u202f»!",
        "Protège le dos.", "Il dit “oui”.", "Oui...",
    ],
)  # fmt: skip
def test_bad_french_is_noticed(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in WRONG.values())


def test_good_french_is_let_through() -> None:
    text = "Vous sentez-vous bien\u202f? L’essai\u00a0: «\u00a0non\u00a0»\u202f; 2,5\u00a0kg. Un soignant le dit\u202f!"
    assert not any(re.search(pattern, text) for pattern in WRONG.values())
