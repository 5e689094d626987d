"""A clinic adds guides and languages from its own folders, as docs/ describes."""

import re
import tomllib
from pathlib import Path

import pytest
from babel import Locale
from flask import Flask

from hinge_pwa import ROOT
from hinge_pwa.languages import LanguageError, messages

from ..conftest import NewApp


def example(page: str) -> str:
    """The TOML file in a page of docs/."""
    (text,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    return str(text)


def folder_of(path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return path


def words(**translations: str) -> str:
    """A German PO file with these translations; all other messages have none."""
    catalog = messages.empty(Locale("de"))
    for message, translation in translations.items():
        catalog.add(message, translation)
    return messages.update_catalogue(catalog, messages.extract(ROOT / "templates"))


@pytest.fixture
def clinic(new_app: NewApp, tmp_path: Path) -> Flask:
    """An app with an added guide, an added language, a translation of the guide, and changed French messages."""
    guides = folder_of(tmp_path / "guides", **{"wall-hinge.toml": example("adding-a-guide.md")})
    languages = folder_of(
        tmp_path / "languages",
        **{
            "de/pages.po": words(Guides="Übungen", Settings="Einstellungen"),
            "de/guides/wall-hinge.toml": example("adding-a-language.md"),
            "fr/pages.po": 'msgid "Stop, and call the emergency number"\nmsgstr "Arrêtez, et appelez le 144"\n',
        },
    )
    return new_app(GUIDES_DIR=str(guides), LANGUAGES_DIR=str(languages))


def test_a_guide_is_read_in_the_clinic_s_language(clinic: Flask) -> None:
    page = clinic.test_client().get("/de/guides/wall-hinge/").text
    assert '<html lang="de" dir="ltr"' in page
    assert "Hüftbeuge an der Wand" in page
    assert ">Übungen</a>" in page
    assert 'href="/de/practice/wall-hinge/"' in page
    german = tomllib.loads(example("adding-a-language.md"))
    assert german["alternatives"][0]["steps"][0]["text"] in page
    assert german["mistakes"][0]["wrong"]["text"] in page


def test_what_was_not_translated_is_shown_in_english_and_the_log_counts_it(
    clinic: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    page = clinic.test_client().get("/de/").text
    assert ">Einstellungen</a>" in page
    assert ">History</a>" in page
    (line,) = [record.getMessage() for record in caplog.get_records("setup") if "Deutsch" in record.getMessage()]
    assert re.match(r"(\d+) of \d+ messages have no words in Deutsch and are shown in English; `flask lang", line)
    missing = int(line.split()[0])
    assert 0 < missing < int(line.split()[2])


def test_other_words_go_before_those_of_hinge_and_the_rest_stays(clinic: Flask) -> None:
    page = clinic.test_client().get("/fr/safety/").text
    assert "Arrêtez, et appelez le 144" in page
    assert ">Réglages</a>" in page


def test_a_guide_is_marked_in_languages_that_it_was_not_translated_to(clinic: Flask) -> None:
    page = clinic.test_client().get("/fr/guides/wall-hinge/").text
    assert '<h1 lang="en" dir="ltr">Wall hinge</h1>' in page
    assert ">Étape par étape</h2>" in page


def test_a_guide_says_which_language_it_is_in(new_app: NewApp, tmp_path: Path) -> None:
    folder_of(tmp_path / "guides", **{"wand.toml": 'language = "de"\n' + example("adding-a-guide.md")})
    folder_of(tmp_path / "languages", **{"en/guides/wand.toml": example("adding-a-language.md")})
    english = new_app(GUIDES_DIR=str(tmp_path / "guides"), LANGUAGES_DIR=str(tmp_path / "languages")).test_client()
    assert "<h1>Hüftbeuge an der Wand</h1>" in english.get("/guides/wand/").text
    assert '<h1 lang="de" dir="auto">Wall hinge</h1>' in english.get("/fr/guides/wand/").text


def test_the_problems_of_several_languages_stop_the_start_together(new_app: NewApp, tmp_path: Path) -> None:
    broken = 'msgid "Guides"\nmsgstr "<b>Guides"\n'
    folder = folder_of(
        tmp_path / "languages", **{"de/pages.po": broken, "it/pages.po": broken, "xyzzy/pages.po": "", "es/x": ""}
    )
    with pytest.raises(LanguageError) as error:
        new_app(LANGUAGES_DIR=str(folder))
    assert [line.split(": ")[0] for line in str(error.value).splitlines()] == [
        f"{folder}/de/pages.po:1",
        f"{folder}/es/pages.po is missing",
        f"{folder}/it/pages.po:1",
        f"{folder}/xyzzy",
    ]
