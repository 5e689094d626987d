"""The publications that Hinge cites: references.toml, checked when the app starts."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
from flask import Flask
from msgspec import Meta, Struct

FILE = Path(__file__).with_suffix(".toml")

Text = Annotated[str, Meta(pattern=r"\S")]


class Reference(Struct, frozen=True, forbid_unknown_fields=True):
    id: Text
    authors: Annotated[tuple[Text, ...], Meta(min_length=1)]
    """In PubMed's form: family name, space, initials."""
    title: Text
    journal: Text
    year: Annotated[int, Meta(ge=1900, le=2100)]
    doi: Annotated[str, Meta(pattern=r"^10\.\d{4,}/\S+$")] | None = None

    @property
    def url(self) -> str | None:
        return self.doi and f"https://doi.org/{self.doi}"

    @property
    def names(self) -> tuple[str, ...]:
        """The authors' family names."""
        return tuple(author.rpartition(" ")[0] or author for author in self.authors)


class Citations:
    """The references of one page, numbered from 1 in the order of their first citation."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, id: str) -> int:
        """The number of a reference on this page. Raises KeyError for an unknown id."""
        return self._numbers.setdefault(REFERENCES[id].id, len(self._numbers) + 1)

    def __iter__(self) -> Iterator[tuple[int, Reference]]:
        return ((number, REFERENCES[id]) for id, number in self._numbers.items())


def load(path: Path = FILE) -> dict[str, Reference]:
    """The references by id, the newest first."""
    raw: dict[str, dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))
    found = [msgspec.convert({"id": id, **entry}, Reference) for id, entry in raw.items()]
    return {one.id: one for one in sorted(found, key=lambda one: (-one.year, one.id))}


REFERENCES = load()


def init_app(app: Flask) -> None:
    app.jinja_env.globals["references"] = REFERENCES
