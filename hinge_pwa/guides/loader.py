"""Reads guides from folders of TOML files."""

import tomllib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect
from msgspec.structs import replace

from .. import figure
from ..kept import Kept
from .check import problems
from .model import Guide
from .references import REFERENCES

NOWHERE = Kept(None)


class GuideError(Exception):
    """Its message says what to change in which file: one line for each problem."""


def load(*folders: Path, kept: Kept = NOWHERE) -> dict[str, Guide]:
    """All guides of the folders by slug, in the order of learning.

    Which pictures are possible is kept in `kept`, as it takes a second to find out.
    Raises GuideError with the problems of all files together.
    """
    found: dict[str, Path] = {}
    guides: list[Guide] = []
    wrong: list[str] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        if (first := found.setdefault(path.stem, path)) != path:
            wrong.append(f"{path}: there is a guide {path.stem!r} already, in {first}: give this file another name")
            continue
        try:
            guides.append(read(path, kept))
        except GuideError as error:
            wrong.append(str(error))
    if wrong := wrong or list(_wrong_next(guides)):
        raise GuideError("\n".join(wrong))
    guides.sort(key=_place)
    return {guide.slug: _with_next(guide, following) for guide, following in zip_longest(guides, guides[1:])}


def read(path: Path, kept: Kept = NOWHERE) -> Guide:
    """The guide in the file `path`, whose name is its slug. Raises GuideError."""
    raw = parse(path)
    raw.setdefault("slug", path.stem)
    wrong = list(problems(raw, inspect.type_info(Guide)))
    if not wrong:
        guide = msgspec.convert(raw, Guide)
        impossible = kept.text([msgspec.json.encode(guide)], lambda: "\n".join(_impossible_pictures(guide)))
        wrong = [*_contradictions(guide, path.stem), *impossible.splitlines()]
    if wrong:
        raise GuideError("\n".join(f"{path.name}: {problem}" for problem in wrong))
    return guide


def parse(path: Path) -> dict[str, Any]:
    """The contents of the TOML file `path`. Raises GuideError."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise GuideError(f"{path.name}: the file can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GuideError(f"{path.name}: the file is not UTF-8: save it as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise GuideError(f"{path.name}: the file is not TOML: {error}") from error


def _place(guide: Guide) -> tuple[int, str]:
    """A guide's place in the order of learning."""
    return guide.order, guide.slug


def _with_next(guide: Guide, following: Guide | None) -> Guide:
    """`guide` with the slug of what comes after it; `following` comes next by order, if any does."""
    if guide.next.guide or not following:
        return guide
    return replace(guide, next=replace(guide.next, guide=following.slug))


def _wrong_next(guides: list[Guide]) -> Iterator[str]:
    """The problems of what comes after each guide. The order only rises, so that nobody is led in a circle."""
    places = {guide.slug: _place(guide) for guide in guides}
    for guide in guides:
        after = guide.next.guide
        wrong = f"{guide.slug}.toml: next.guide is {after!r},"
        if after and after not in places:
            yield f"{wrong} and there is no such guide: write one of {', '.join(places)}"
        elif after and places[after] <= _place(guide):
            yield f"{wrong} which does not come after this guide: write one with a greater order"


def _contradictions(guide: Guide, stem: str) -> Iterator[str]:
    if guide.slug != stem:
        yield f"slug is {guide.slug!r}, but the file is {stem}.toml: leave slug out, or make them the same"
    if len(guide.sides) > 1 and set(guide.sides) != {"left", "right"}:
        yield 'sides must be ["both"], or "left" and "right" once each'
    for side in guide.sides:
        if side not in guide.stance:
            yield f"stance.{side} is missing: write one short line on how to stand on that side"
    for side in guide.stance.keys() - set(guide.sides):
        yield f"stance.{side} is for a side that is not among the sides: take it out"
    for number, finding in enumerate(guide.known, start=1):
        if (finding.reference is None) == (finding.source is None):
            yield f"known[{number}] needs either reference or source: write one of them"
        elif finding.source is None and finding.url:
            yield f"known[{number}].url belongs to a source; a reference has its own: take it out"
        elif finding.reference and finding.reference not in REFERENCES:
            yield f"known[{number}].reference is {finding.reference!r}: write one of {', '.join(REFERENCES)}"


def _impossible_pictures(guide: Guide) -> Iterator[str]:
    for at, picture in guide.pictures():
        try:
            figure.check(picture, () if at.startswith("alternatives") else guide.sides)
        except figure.PictureError as error:
            yield f"{at}.{error}"
    try:
        figure.movement(guide.movement, guide.tempo, title="", description="", id="")
    except figure.PictureError as error:
        yield f"movement.{error}"
