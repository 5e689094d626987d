"""One language of the pages."""

from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError

from . import catalogue
from .catalogue import LanguageError

SOURCE = "en"
"""The language of the templates. The paths of its pages have no prefix."""


@dataclass(frozen=True)
class Language:
    locale: Locale
    words: NullTranslations = field(default_factory=NullTranslations)
    translated: frozenset[catalogue.Key] = frozenset()
    """The messages that `words` translates; others are shown in English."""
    folders: tuple[Path, ...] = ()
    """The folders of its translations; each may have `pages.po` and `guides/`."""

    @cached_property
    def code(self) -> str:
        """As in `<html lang>` and in addresses, such as `fr` or `pt-BR`."""
        return str(self.locale).replace("_", "-")

    @property
    def prefix(self) -> str:
        """The beginning of the paths of its pages: empty, or such as `/fr`."""
        return "" if self.code == SOURCE else f"/{self.code}"

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    @cached_property
    def plural_samples(self) -> dict[str, int]:
        """One whole number of each plural category of this language, by the category's CLDR name."""
        found: dict[str, int] = {}
        for n in (*range(1, 200), 0, 1_000_000):
            found.setdefault(self.locale.plural_form(n), n)
        return found

    @property
    def name(self) -> str:
        """Its name in the language itself, with a capital letter."""
        name = self.locale.get_display_name() or self.code
        return name[0].upper() + name[1:]


def locale(code: str) -> Locale:
    """The language's data in CLDR. Raises LanguageError for an unknown code."""
    try:
        return Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        raise LanguageError(f"{code} is not the code of a language: name its folder such as fr or pt-BR") from None


def read(code: str, *folders: Path) -> Language:
    """The language from its folders; a later folder overrides an earlier one. Raises LanguageError."""
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
