"""The messages to translate: extracts them from the templates and compares a PO file with them."""

from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import generate_po

from .catalogue import Key, forms, key, keys

KEYWORDS = {**DEFAULT_KEYWORDS, "data_text": (1, 2)}
METHODS = [(f"**.{kind}", "jinja2.ext:babel_extract") for kind in ("html", "json", "svg")]
OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
HEADERS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")


def extract(templates: Path) -> Catalog:
    """The messages of all templates. A comment `{# Translators: … #}` belongs to the message after it."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        templates,
        METHODS,
        options_map={pattern: OPTIONS for pattern, _ in METHODS},
        keywords=KEYWORDS,
        comment_tags=["Translators:"],
        strip_comment_tags=True,
    )
    for file, _, message, comments, context in sorted(found, key=lambda one: one[:2]):
        catalog.add(
            message, locations=[(f"templates/{Path(file).as_posix()}", 0)], auto_comments=comments, context=context
        )
    return catalog


def missing_messages(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """One sentence for each message that has no translation, and for each that is no longer in a template."""
    wanted = all_keys(template)
    for words, _ in sorted(wanted - keys(catalog), key=str):
        yield f"{forms(words)[0]!r} has no translation"
    for words, _ in sorted(all_keys(catalog) - wanted, key=str):
        yield f"{forms(words)[0]!r} is no longer on any page"


def all_keys(catalog: Catalog) -> set[Key]:
    return {key(message) for message in catalog if message.id}


def update_catalogue(catalog: Catalog, template: Catalog) -> str:
    """The text of a PO file that has exactly the messages of the templates.

    A changed message keeps its translation, marked as `fuzzy` until a translator has checked it.
    """
    catalog.update(template, update_creation_date=False)
    return _header(catalog) + "".join(
        generate_po(catalog, width=120, include_lineno=False, omit_header=True, ignore_obsolete=True)
    )


def empty(locale: Locale) -> Catalog:
    return Catalog(locale=locale, charset="utf-8", fuzzy=False)


def _header(catalog: Catalog) -> str:
    """The header fields that other tools need. Babel's full header has dates, which would change every time."""
    headers = [(name, value) for name, value in catalog.mime_headers if name in HEADERS]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in headers) + "\n"
