"""Translations of guides: a TOML file with the words of a guide in another language, under the guide's own keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from .check import KINDS, join_key
from .loader import GuideError, parse
from .model import WORDS, Guide


def translate(guides: dict[str, Guide], code: str, *folders: Path) -> dict[str, Guide]:
    """`guides` in the language `code`; guides without a translation in the folders stay as they are.

    A folder may be missing. Raises GuideError with the problems of all files together.
    """
    found = dict(guides)
    first: dict[str, Path] = {}
    wrong: list[str] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        if path.stem not in guides:
            wrong.append(f"{path}: there is no guide {path.stem!r}: give this file the name of the one it translates")
        elif first.setdefault(path.stem, path) != path:
            wrong.append(f"{path}: {first[path.stem]} translates that guide already: take one of them out")
        else:
            try:
                found[path.stem] = read(path, guides[path.stem], code)
            except GuideError as error:
                wrong.append(str(error))
    if wrong:
        raise GuideError("\n".join(wrong))
    return found


def read(path: Path, guide: Guide, code: str) -> Guide:
    """`guide` with the words of the translation in the file `path`, whose language is `code`. Raises GuideError."""
    raw = parse(path)
    base = msgspec.to_builtins(guide)
    if "camera" not in raw:
        base["camera"] = None  # better no word after a repetition than one in another language
    wrong = list(problems(raw, words(base)))
    if wrong:
        raise GuideError("\n".join(f"{path}: {problem}" for problem in wrong))
    return msgspec.convert({**_merged(base, raw), "language": code}, Guide)


def words(value: Any, kind: inspect.Type | None = None) -> Any:
    """The words of a guide, or of a part of it, under their keys; None if there are no words. `kind` is its type."""
    match kind or inspect.type_info(Guide):
        case inspect.Metadata(extra=extra) if extra == WORDS:
            return value
        case inspect.Metadata(type=inner):
            return words(value, inner)
        case inspect.UnionType(types=kinds):
            return None if value is None else words(value, kinds[0])
        case inspect.StructType(fields=fields):
            return _without_none({field.name: words(value[field.name], field.type) for field in fields})
        case inspect.DictType(value_type=inner):
            return _without_none({name: words(item, inner) for name, item in value.items()})
        case inspect.VarTupleType(item_type=inner):
            found = [words(item, inner) for item in value]
            return found if any(item is not None for item in found) else None
        case _:
            return None


def problems(raw: Any, wanted: Any, at: str = "") -> Iterator[str]:
    """The problems of the translation `raw` of the words `wanted`: one sentence each, beginning with the key."""
    kind = type(wanted)
    if not isinstance(raw, kind):
        found = KINDS.get(type(raw), "a date or time")
        yield f"{at} is {found}, and must be {KINDS[kind]}, as in the guide"
    elif isinstance(wanted, dict):
        for name in raw.keys() - wanted.keys():
            yield f"{join_key(at, name)} is no words of the guide: take it out"
        for name, item in wanted.items():
            if name in raw:
                yield from problems(raw[name], item, join_key(at, name))
            else:
                yield f"{join_key(at, name)} is missing: write it in this language{_quote(item)}"
    elif isinstance(wanted, list):
        if len(raw) != len(wanted):
            yield f"{at} has {len(raw)} items, and must have {len(wanted)}, as in the guide"
            return
        for number, (one, other) in enumerate(zip(raw, wanted, strict=True), start=1):
            yield from problems(one, other, f"{at}[{number}]")
    elif not raw.strip():
        yield f"{at} is empty: write it in this language{_quote(wanted)}"


def _merged(base: Any, raw: Any) -> Any:
    if isinstance(raw, dict):
        return {**base, **{name: _merged(base[name], item) for name, item in raw.items()}}
    if isinstance(raw, list):
        return [_merged(one, other) for one, other in zip(base, raw, strict=True)]
    return raw


def _without_none(found: dict[str, Any]) -> dict[str, Any] | None:
    return {name: item for name, item in found.items() if item is not None} or None


def _quote(wanted: Any) -> str:
    return f": {wanted!r}" if isinstance(wanted, str) else ""
