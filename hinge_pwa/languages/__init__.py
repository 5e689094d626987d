"""The languages of the pages: English, in which the templates are written, and one folder for each other.

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

OWN = Path(__file__).parent


def init_app(app: Flask) -> None:
    """Put all languages, English first, into `app.extensions["languages"]`, by code.

    A folder in the setting LANGUAGES_DIR adds to the package's own. Raises LanguageError.
    """
    more = app.config.get("LANGUAGES_DIR")
    found = app.extensions["languages"] = load(OWN, *([Path(more)] if more else []))
    if more:
        tell_what_is_missing(app, found)
    routes.init_app(app, found)
    templates.init_app(app)
    commands.init_app(app)


def load(*places: Path) -> dict[str, Language]:
    """The languages with a folder in one of the places, by code. Raises LanguageError with all problems together."""
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


def tell_what_is_missing(app: Flask, languages: dict[str, Language]) -> None:
    """Log how many messages are shown in English. Our own languages lack none: a test sees to it."""
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
