"""The languages of the pages: English, the language of the templates, and one folder for each other language.

A page's language is the first part of its path: `/fr/guides/` is `/guides/` in French.
"""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from . import commands, messages, routes, templates
from .catalogue import LanguageError
from .language import SOURCE, Language, read
from .routes import current, route

__all__ = ["SOURCE", "Language", "LanguageError", "current", "init_app", "route"]

FOLDER = Path(__file__).parent


def init_app(app: Flask) -> None:
    """Put all languages, English first, into `app.extensions["languages"]`, by code.

    The folder in the setting LANGUAGES_DIR adds languages to those of Hinge. Raises LanguageError.
    """
    more = app.config.get("LANGUAGES_DIR")
    found = app.extensions["languages"] = load(FOLDER, *([Path(more)] if more else []))
    if more:
        log_missing(app, found)
    routes.init_app(app, found)
    templates.init_app(app)
    commands.init_app(app)


def load(*places: Path) -> dict[str, Language]:
    """The languages with a folder in one of `places`, by code. Raises LanguageError with all problems together."""
    folders: dict[str, list[Path]] = {SOURCE: []}
    for folder in (folder for place in places for folder in _folders(place)):
        folders.setdefault(folder.name, []).append(folder)
    found: dict[str, Language] = {}
    wrong: list[str] = []
    for code, some in folders.items():
        try:
            found[code] = read(code, *some)
        except LanguageError as error:
            wrong.append(str(error))
    if wrong:
        raise LanguageError("\n".join(wrong))
    return found


def log_missing(app: Flask, languages: dict[str, Language]) -> None:
    """Log how many messages have no translation. Hinge's own languages are complete: a test checks it."""
    wanted = messages.all_keys(messages.extract(Path(app.root_path, "templates")))
    for code, language in languages.items():
        missing = len(wanted - language.translated)
        if missing and code != SOURCE:
            app.logger.warning(
                "%d of %d messages have no words in %s and are shown in English; `flask languages check %s` names them",
                missing,
                len(wanted),
                language.name,
                language.folders[-1],
            )


def _folders(place: Path) -> Iterator[Path]:
    for folder in sorted(place.iterdir()):
        if folder.is_dir() and folder.name[0] not in "._":
            yield folder
