"""Guides: each is one TOML file, checked when the app starts, shown by templates/guides/.

A language has the words of a guide in a file of its own (translation.py).
"""

from pathlib import Path

from flask import Flask, current_app
from markupsafe import Markup

from .. import figure, languages
from . import commands, references
from .loader import GuideError, load
from .model import Guide
from .translation import translate

__all__ = ["Guide", "GuideError", "in_page_language", "init_app"]

OWN = Path(__file__).parent / "content"


def init_app(app: Flask) -> None:
    """Put all guides, in the order of learning, into `app.extensions["guides"]`, by slug.

    A folder in the setting GUIDES_DIR adds to the package's own. `in_page_language` has them translated.
    Raises GuideError.
    """
    references.init_app(app)
    commands.init_app(app)
    more = app.config.get("GUIDES_DIR")
    app.extensions["guides"] = load(OWN, *([Path(more)] if more else []))
    app.extensions["guides by language"] = {
        code: translate(app.extensions["guides"], code, *(folder / "guides" for folder in language.folders))
        for code, language in app.extensions["languages"].items()
    }
    app.jinja_env.globals["figure"] = figure
    app.add_template_global(lang)
    app.add_template_global(named)


def in_page_language() -> dict[str, Guide]:
    """All guides, in the order of learning, by slug; in the language of the page, where they were translated."""
    found: dict[str, Guide] = current_app.extensions["guides by language"][languages.current().code]
    return found


def lang(guide: Guide) -> Markup:
    """The attribute for a part of the page that has a guide's words, where they are not in the page's language."""
    known: dict[str, languages.Language] = current_app.extensions["languages"]
    if guide.language == languages.current().code:
        return Markup()
    direction = known[guide.language].direction if guide.language in known else "auto"
    return Markup(' lang="{}" dir="{}"').format(guide.language, direction)


def named(guide: Guide) -> Markup:
    """A guide's title for a sentence of the page."""
    return Markup("<span{}>{}</span>").format(lang(guide), guide.title)
