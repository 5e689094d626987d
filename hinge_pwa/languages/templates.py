"""Template functions for the language of the page: words, plurals and numbers."""

from babel.numbers import format_decimal
from flask import Flask
from markupsafe import Markup
from werkzeug.local import LocalProxy

from .routes import current, same_page


def init_app(app: Flask) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: current().words.gettext(message),
        lambda one, many, n: current().words.ngettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, message: current().words.pgettext(context, message),
        npgettext=lambda context, one, many, n: current().words.npgettext(context, one, many, n),
    )
    app.add_template_global(LocalProxy(current), "language")
    app.add_template_global(app.extensions["languages"], "languages")
    app.add_template_global(same_page)
    app.add_template_global(data_text)
    app.add_template_filter(number)


def data_text(one: str, many: str) -> Markup:
    """Attributes with a sentence for scripts, which replace `{n}` by a number (static/js/page/dom.js).

    `data-text` is for any number; a plural category with another text has its own attribute, such as `data-text-one`.
    """
    language = current()
    texts = {category: language.words.ngettext(one, many, n) for category, n in language.plural_samples.items()}
    other = texts.pop("other", None) or list(texts.values())[-1]
    attributes = [(f"data-text-{category}", text) for category, text in texts.items() if text != other]
    return Markup(" ").join(Markup('{}="{}"').format(name, text) for name, text in [*attributes, ("data-text", other)])


def number(value: float) -> str:
    """A number as it is written in the language of the page."""
    return format_decimal(value, locale=current().locale)
