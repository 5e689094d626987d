"""Extracting the messages of the pages, and the commands that update PO files."""

from pathlib import Path

import pytest
from babel import Locale
from flask import Flask

from hinge_pwa.languages import LanguageError, catalogue, messages

PAGE = """
{# Translators: the name of an exercise #}
{{ _("Squat") }} {% trans n=3 %}One minute{% pluralize %}{{ n }} minutes{% endtrans %}
<p {{ data_text("One {n}", "{n} times") }}>{{ pgettext("side", "Left") }}</p>
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE)
    return folder


def test_every_way_to_say_something_in_a_template_is_extracted(templates: Path) -> None:
    found = {(message.context, message.id): message for message in messages.extract(templates) if message.id}
    assert set(found) == {
        (None, "Squat"),
        (None, ("One minute", "%(n)s minutes")),
        (None, ("One {n}", "{n} times")),
        ("side", "Left"),
    }
    assert found[None, "Squat"].auto_comments == ["the name of an exercise"]


def test_a_file_is_brought_up_to_date_and_its_words_stay(templates: Path, tmp_path: Path) -> None:
    path = tmp_path / "pages.po"
    path.write_text('msgid "Squat"\nmsgstr "Przysiad"\n\nmsgid "Plank"\nmsgstr "Deska"\n', "utf-8")
    polish, template = Locale("pl"), messages.extract(templates)
    before = list(messages.missing_messages(catalogue.read(path, polish), template))
    assert before == [
        "'Left' has no translation",
        "'One minute' has no translation",
        "'One {n}' has no translation",
        "'Plank' is no longer on any page",
    ]
    path.write_text(messages.update_catalogue(catalogue.read(path, polish), template), "utf-8")
    again = catalogue.read(path, polish)
    assert [message.id for message in catalogue.translated_messages(again)] == ["Squat"]
    assert list(messages.missing_messages(again, template)) == before[:3]
    assert messages.update_catalogue(again, template) == path.read_text("utf-8")
    assert '"Plural-Forms: nplurals=3; ' in path.read_text("utf-8")


def test_a_message_that_changed_keeps_its_words_until_someone_looks(templates: Path, tmp_path: Path) -> None:
    path = tmp_path / "pages.po"
    path.write_text('msgid "Squats"\nmsgstr "Przysiady"\n', "utf-8")
    catalog = catalogue.read(path, Locale("pl"))
    text = messages.update_catalogue(catalog, messages.extract(templates))
    assert 'fuzzy\nmsgid "Squat"\nmsgstr "Przysiady"' in text
    assert "'Squat' has no translation" in list(messages.missing_messages(catalog, messages.extract(templates)))


def test_the_commands_begin_a_language_and_say_what_it_lacks(site: Flask, tmp_path: Path) -> None:
    runner = site.test_cli_runner()
    folder = tmp_path / "languages" / "de"
    begun = runner.invoke(args=["languages", "update", str(folder)])
    assert begun.exit_code == 0
    assert "messages to translate" in begun.output
    checked = runner.invoke(args=["languages", "check", str(folder)])
    assert checked.exit_code == 1
    assert "pages.po: 'Today' has no translation" in checked.output

    template = tmp_path / "pages.pot"
    assert runner.invoke(args=["languages", "extract", str(template)]).exit_code == 0
    assert 'msgid "Today"' in template.read_text("utf-8")


def test_the_commands_name_what_is_wrong(site: Flask, tmp_path: Path) -> None:
    runner = site.test_cli_runner()
    for command in ("update", "check"):
        refused = runner.invoke(args=["languages", command, str(tmp_path / "api")])
        assert refused.exit_code == 1
        assert "api is not the code of a language" in refused.output
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "pages.po").write_text("Heute")
    with pytest.raises(LanguageError):
        catalogue.read(tmp_path / "de" / "pages.po", Locale("de"))
    assert "not a PO file" in runner.invoke(args=["languages", "update", str(tmp_path / "de")]).output
