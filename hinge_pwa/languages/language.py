"""One language of the pages."""

from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError

from . import catalogue
from .catalogue import LanguageError

SOURCE = "en"
"""The language that the templates are written in. Its pages are those without a prefix."""


@dataclass(frozen=True)
class Language:
    locale: Locale
    words: NullTranslations = field(default_factory=NullTranslations)
    translated: frozenset[catalogue.Key] = frozenset()
    """The messages that `words` has; the others are shown in English."""
    folders: tuple[Path, ...] = ()
    """What has its words, and in `guides/` those of guides."""

    @cached_property
    def code(self) -> str:
        """As in `<html lang>` and in addresses, such as `fr` or `pt-BR`."""
        return str(self.locale).replace("_", "-")

    @property
    def prefix(self) -> str:
        """What the paths of its pages begin with: nothing, or such as `/fr`."""
        return "" if self.code == SOURCE else f"/{self.code}"

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    @cached_property
    def samples(self) -> dict[str, int]:
        """A count of each plural category that whole numbers have in this language, by the category's name."""
        found: dict[str, int] = {}
        for n in (*range(1, 200), 0, 1_000_000):
            found.setdefault(self.locale.plural_form(n), n)
        return found

    @property
    def name(self) -> str:
        """What its speakers call it, as an entry of a list."""
        name = self.locale.get_display_name() or self.code
        return name[0].upper() + name[1:]


def locale(code: str) -> Locale:
    """What CLDR knows of the language. Raises LanguageError."""
    try:
        return Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        raise LanguageError(f"{code} is not the code of a language: name its folder such as fr or pt-BR") from None


def read(code: str, *folders: Path) -> Language:
    """The language as its folders have it: what a later one says goes before an earlier one. Raises LanguageError."""
    try:
        known = locale(code)
    except LanguageError as error:
        raise LanguageError(f"{folders[0]}: {error}") from None
    words, translated = NullTranslations(), frozenset[catalogue.Key]()
    files = [folder / "pages.po" for folder in folders if (folder / "pages.po").exists()]
    if not files and code != SOURCE:
        raise LanguageError(f"{folders[0] / 'pages.po'} is missing: `flask languages update {folders[0]}` makes it")
    for path in files:
        catalog = catalogue.read(path, known)
        compiled = catalogue.translations(catalog)
        compiled.add_fallback(words)
        words, translated = compiled, translated | catalogue.keys(catalog)
    return Language(known, words, translated, folders)
