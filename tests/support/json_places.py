"""Paths to the parts of a JSON value, and values to put there that may break its parser."""

from typing import Any

Place = tuple[Any, ...]

# Texts that may break the parsing of error messages, and numbers at limits.
WORDS = ["`", " - at `$", "x` - at `$.data", " - at `$.zzz", "$", "[0]", "data.sets", "\n", "\0", "\ud83d", "",
         "kind", "id", "note", "sets", "plan", "2026-11-22T14:03:11.120-05:00", "0001-01-01T00:00:00+23:59",
         "9999-12-31T23:59:59-23:59"]  # fmt: skip
NUMBERS = [0, -1, 1.0, -0.0, 10, 11, 1000, 1001, 86400, 86400.5, 2**53 - 1, 2**53, 2**64, 10**400, 1e-300, 1e308]


def places(value: Any, place: Place = ()) -> list[Place]:
    """The path of every part of `value`, without `value` itself."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for key, each in inner for way in [(*place, key), *places(each, (*place, key))]]


def at(value: Any, place: Place) -> Any:
    for key in place:
        value = value[key]
    return value
