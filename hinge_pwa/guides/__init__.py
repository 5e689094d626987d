"""Guides: one TOML file each, checked when the app starts, shown by templates/guides/.

The words of a guide in another language are in a separate file (translation.py).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from .. import figure, languages
from ..kept import Kept
from . import commands, references
from .loader import GuideError, load
from .model import Guide, Tempo
from .path import path
from .translation import translate

__all__ = ["Guide", "GuideError", "in_page_language", "init_app"]

CONTENT = Path(__file__).parent / "content"
SOURCES = (Path(__file__).parent, Path(figure.__file__).parent, figure.TEMPLATES)
"""What decides how pictures are drawn, which are possible, and the poses of the questions."""


def init_app(app: Flask) -> None:
    """Put all guides, in the order of learning, into `app.extensions["guides"]`, by slug.

    The folder in the setting GUIDES_DIR adds guides to those of Hinge. `in_page_language` gives translated guides.
    Raises GuideError.
    """
    references.init_app(app)
    commands.init_app(app)
    more = app.config.get("GUIDES_DIR")
    kept = app.extensions["kept"] = Kept(Path(app.instance_path) / "build" / "kept", SOURCES)
    app.extensions["guides"] = load(CONTENT, *([Path(more)] if more else []), kept=kept)
    app.extensions["guides by language"] = {
        code: translate(app.extensions["guides"], code, *(folder / "guides" for folder in language.folders))
        for code, language in app.extensions["languages"].items()
    }
    app.jinja_env.globals["figure"] = SimpleNamespace(picture=_picture, movement=_movement)
    app.add_template_global(lang)
    app.add_template_global(guide_title)
    app.add_template_global(lambda: path(in_page_language().values()), "learning_path")


def in_page_language() -> dict[str, Guide]:
    """All guides by slug, in the order of learning, in the language of the page if there is a translation."""
    found: dict[str, Guide] = current_app.extensions["guides by language"][languages.current().code]
    return found


def _picture(spec: Mapping[str, Any], **names: str) -> Markup:
    """A picture whose marks have their words in the language of the page."""
    translate = languages.current().words.gettext
    words = map(translate, figure.WORDS)
    return _kept(lambda: figure.picture(spec, translate=translate, **names), "picture", spec, names, *words)


def _movement(spec: Mapping[str, Any], tempo: Tempo, **names: str) -> Markup:
    return _kept(lambda: figure.movement(spec, tempo, **names), "movement", spec, tempo, names)


def _kept(draw: Callable[[], Markup], *parts: object) -> Markup:
    """What `draw` draws, which depends on `parts` alone."""
    kept: Kept = current_app.extensions["kept"]
    return Markup(kept.text([repr(part).encode() for part in parts], draw))  # noqa: S704 - markup, as it was drawn


def lang(guide: Guide) -> Markup:
    """The attributes `lang` and `dir` for a guide's words; empty if they are in the language of the page."""
    known: dict[str, languages.Language] = current_app.extensions["languages"]
    if guide.language == languages.current().code:
        return Markup()
    direction = known[guide.language].direction if guide.language in known else "auto"
    return Markup(' lang="{}" dir="{}"').format(guide.language, direction)


def guide_title(guide: Guide) -> Markup:
    """A guide's title within a sentence of the page, marked with its language."""
    return Markup("<span{}>{}</span>").format(lang(guide), guide.title)
