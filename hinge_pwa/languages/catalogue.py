"""Reads and checks the translation of the pages into one language: a PO file, the format of gettext."""

import re
from collections.abc import Iterator, Sequence
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
MARKUP = re.compile(r"<[^>]*>|[<>&\"]")


Key = tuple[str | tuple[str, ...], str | None]
"""Identifies a message: the English text, with its plural if it has one, and the context."""


class LanguageError(Exception):
    """Its message says what to change in which file: one line for each problem."""


def read(path: Path, locale: Locale) -> Catalog:
    """The catalogue in the file `path`. Raises LanguageError with all problems of the file."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise LanguageError(f"{path}: the file can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise LanguageError(f"{path}: the file is not UTF-8: save it as UTF-8 text") from None
    try:
        catalog = read_po(text.splitlines(), locale=locale, abort_invalid=True)
    except PoFileError as error:
        raise LanguageError(f"{path}:{error.lineno + 1}: this is not a PO file: {error.line.strip()!r}") from None
    wrong = [f"{path}:{message.lineno}: {problem}" for message, problem in problems(catalog)]
    if wrong:
        raise LanguageError("\n".join(wrong))
    return catalog


def problems(catalog: Catalog) -> Iterator[tuple[Message, str]]:
    """The messages whose translation would break a page, each with one sentence on what to change.

    A translation must have the same tags and placeholders as the English. A plural form may omit a placeholder that
    the English singular omits ("One practice").
    """
    for message in translated_messages(catalog):
        ids, strings = forms(message.id), forms(message.string)
        allowed = set[str]().union(*map(_placeholders, ids))
        needed = allowed.intersection(*map(_placeholders, ids))
        markup = sorted(MARKUP.findall(ids[-1]))
        for string in strings:
            if sorted(MARKUP.findall(string)) != markup:
                yield (
                    message,
                    f"{string!r} must have {' '.join(markup) or 'no tags, <, >, & or straight quotes'}, as in English",
                )
            found = _placeholders(string)
            for name in sorted(needed - found):
                yield message, f"{name} is missing in {string!r}: the page puts something in its place"
            for name in sorted(found - allowed):
                yield message, f"{name} in {string!r} is not in the English {ids[-1]!r}: take it out"


def translated_messages(catalog: Catalog) -> Iterator[Message]:
    """The messages that the pages show in this language: translated, and not marked as fuzzy."""
    for message in catalog:
        if message.id and not message.fuzzy and all(forms(message.string)):
            yield message


def keys(catalog: Catalog) -> frozenset[Key]:
    """The keys of the messages that the pages show in this language."""
    return frozenset(map(key, translated_messages(catalog)))


def key(message: Message) -> Key:
    return message.id if isinstance(message.id, str) else tuple(message.id), message.context


def forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """The singular and the plural forms of a message or of its translation."""
    return tuple(words) if isinstance(words, (tuple, list)) else (str(words or ""),)


def translations(catalog: Catalog) -> GNUTranslations:
    """The catalogue compiled for gettext; a message without a translation stays English."""
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _placeholders(words: str) -> set[str]:
    return set(PLACEHOLDER.findall(words))
