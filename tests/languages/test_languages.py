"""Languages: reading PO files, and using them in templates."""

import re
from pathlib import Path

import pytest
from babel import Locale
from flask import Flask, render_template_string

from hinge_pwa.languages import Language, LanguageError, catalogue, language

LINK = re.compile(r'href="(/[^"]*)"')
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
POLISH = HEADER + (
    'msgid "Guides"\nmsgstr "Ćwiczenia"\n\n'
    'msgctxt "side"\nmsgid "Left"\nmsgstr "Lewa"\n\n'
    'msgid "One minute"\nmsgid_plural "%(n)s minutes"\n'
    'msgstr[0] "Minuta"\nmsgstr[1] "%(n)s minuty"\nmsgstr[2] "%(n)s minut"\n'
)


def folder(parent: Path, code: str, text: str) -> Path:
    folder = parent / code
    folder.mkdir()
    (folder / "pages.po").write_text(text, "utf-8")
    return folder


@pytest.fixture
def polish(site: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    found = language.read("pl", folder(tmp_path, "pl", POLISH))
    monkeypatch.setitem(site.extensions["languages"], "pl", found)
    return found


def test_a_language_knows_its_code_its_own_name_and_its_direction(polish: Language) -> None:
    assert (polish.code, polish.prefix, polish.name, polish.direction) == ("pl", "/pl", "Polski", "ltr")
    assert Language(Locale.parse("pt_BR")).code == "pt-BR"
    assert Language(Locale.parse("ar")).direction == "rtl"
    assert Language(Locale.parse("en")).prefix == ""


def test_templates_find_words_contexts_and_plurals_of_the_page_s_language(site: Flask, polish: Language) -> None:
    template = (
        "{{ _('Guides') }} {{ pgettext('side', 'Left') }} {{ _('Left') }} "
        "{% trans n=n %}One minute{% pluralize %}{{ n }} minutes{% endtrans %}"
    )
    for path, n, expected in (
        ("/pl/guides/", 1, "Ćwiczenia Lewa Left Minuta"),
        ("/pl/guides/", 3, "Ćwiczenia Lewa Left 3 minuty"),
        ("/pl/guides/", 5, "Ćwiczenia Lewa Left 5 minut"),
        ("/guides/", 1, "Guides Left Left One minute"),
        ("/plan/", 5, "Guides Left Left 5 minutes"),
    ):
        with site.test_request_context(path):
            assert render_template_string(template, n=n) == expected


def test_a_doubtful_translation_is_not_used(site: Flask, tmp_path: Path) -> None:
    text = HEADER + '#, fuzzy\nmsgid "Guides"\nmsgstr "Nawyki"\n'
    assert language.read("pl", folder(tmp_path, "pl", text)).words.gettext("Guides") == "Guides"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('msgid "{n} of %(all)s"\nmsgstr "{n}"\n', ":4: %(all)s is missing in '{n}'"),
        ('msgid "Left"\nmsgstr "{n}"\n', ":4: {n} in '{n}' is not in the English 'Left': take it out"),
        ('msgid "One"\nmsgid_plural "{n}"\nmsgstr[0] "{n}"\nmsgstr[1] "{m}"\n', ":4: {m} in '{m}' is not in"),
        ('msgid "<b>Left</b>"\nmsgstr "<b>Lewa"\n', ":4: '<b>Lewa' must have </b> <b>, as in English"),
        ('msgid "Left"\nmsgstr "\\"Lewa\\""\n', ":4: '\"Lewa\"' must have no tags, <, >, & or straight quotes"),
        ("Guides = Guides\n", ":4: this is not a PO file: 'Guides = Guides'"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    path = folder(tmp_path, "fr", HEADER + text) / "pages.po"
    with pytest.raises(LanguageError) as caught:
        catalogue.read(path, Locale.parse("fr"))
    assert f"{path}{sentence}" in str(caught.value)


def test_a_form_of_a_plural_may_say_one_without_the_number(tmp_path: Path) -> None:
    text = (
        HEADER
        + 'msgid "One of %(all)s"\nmsgid_plural "{n} of %(all)s"\nmsgstr[0] "{n} / %(all)s"\nmsgstr[1] "%(all)s"\n'
    )
    language.read("fr", folder(tmp_path, "fr", text))


@pytest.mark.parametrize("name", ["api", "French", "fr_FR"])
def test_a_folder_must_be_named_by_the_code_of_a_language(tmp_path: Path, name: str) -> None:
    with pytest.raises(LanguageError, match=f"{name} is not the code of a language: name its folder"):
        language.read(name, folder(tmp_path, name, HEADER))


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "fr"
    folder.mkdir()
    with pytest.raises(LanguageError, match=r"fr/pages\.po is missing: `flask languages update .*fr` makes it"):
        language.read("fr", folder)
    (folder / "pages.po").write_bytes(b"\xff")
    with pytest.raises(LanguageError, match="not UTF-8"):
        language.read("fr", folder)


def test_scripts_get_a_sentence_for_each_plural_category_that_says_it_otherwise(site: Flask, polish: Language) -> None:
    template = "{{ data_text('One minute', '%(n)s minutes') }}"
    with site.test_request_context("/pl/"):
        assert render_template_string(template) == (
            'data-text-one="Minuta" data-text-few="%(n)s minuty" data-text="%(n)s minut"'
        )
    with site.test_request_context("/"):
        assert render_template_string(template) == 'data-text-one="One minute" data-text="%(n)s minutes"'
        assert render_template_string("{{ data_text('\"', '{n} <i>') }}") == (
            'data-text-one="&#34;" data-text="{n} &lt;i&gt;"'
        )


def test_numbers_are_written_as_the_language_writes_them(site: Flask) -> None:
    for path, written in (("/", "2.5 3"), ("/fr/", "2,5 3")):
        with site.test_request_context(path):
            assert render_template_string("{{ 2.5|number }} {{ 3.0|number }}") == written


@pytest.mark.parametrize(
    "path", ["/", "/guides/", "/guides/hip-hinge/", "/practice/hip-hinge/", "/history/", "/settings/"]
)
def test_a_page_is_there_in_each_language_and_leads_to_pages_of_its_own(site: Flask, path: str) -> None:
    for prefix, code in (("", "en"), ("/fr", "fr")):
        response = site.test_client().get(prefix + path)
        html = response.text
        assert f'<html lang="{code}" dir="ltr"' in html
        assert response.headers["Link"] == (
            f'<http://localhost{path}>; rel="alternate"; hreflang="en", '
            f'<http://localhost/fr{path}>; rel="alternate"; hreflang="fr"'
        )
        links = {link for link in LINK.findall(html) if not link.startswith("/static/")}
        assert f"{prefix}/manifest.webmanifest" in links
        assert {link for link in links if link.startswith("/fr/")} == (links if prefix else set())


def test_the_manifest_of_each_language_is_of_one_app(site: Flask) -> None:
    english, french = (
        site.test_client().get(f"{prefix}/manifest.webmanifest").get_json(force=True) for prefix in ("", "/fr")
    )
    assert (english["id"], english["scope"], english["lang"]) == ("/", "/", "en")
    assert (french["id"], french["scope"], french["lang"]) == ("/", "/", "fr")
    assert french["start_url"] == "/fr/?source=homescreen"
    assert [one["url"] for one in french["shortcuts"]] == ["/fr" + one["url"] for one in english["shortcuts"]]


def test_an_address_of_nothing_is_answered_in_the_language_it_is_in(site: Flask) -> None:
    response = site.test_client().get("/fr/nothing/")
    assert response.status_code == 404
    assert '<html lang="fr"' in response.text
    assert 'href="/fr/guides/"' in response.text
    assert str(site.test_client().get("/fr").location).endswith("/fr/")
