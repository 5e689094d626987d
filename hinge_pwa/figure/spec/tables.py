"""Reads values from a guide's tables.

Each function raises PictureError with one sentence that begins with the key; ``where`` is the prefix of the key.
"""

from collections.abc import Mapping
from typing import Any

from ..errors import PictureError


def read_number(table: Mapping[str, Any], key: str, where: str, low: float, high: float) -> float:
    value = table[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PictureError(f"{where}{key}: {value!r} is no number")
    if not low <= value <= high:
        raise PictureError(f"{where}{key}: {value:g} is not within {low:g} to {high:g}")
    return float(value)


def read_table(spec: Mapping[str, Any], key: str, where: str = "") -> Mapping[str, Any]:
    value = spec.get(key)
    if not isinstance(value, Mapping):
        raise PictureError(f"{where}{key}: a table is needed here")
    return value


def read_choice(spec: Mapping[str, Any], key: str, allowed: tuple[str, ...], default: str, where: str = "") -> str:
    value = spec.get(key, default)
    if value not in allowed:
        raise PictureError(f"{where}{key}: {value!r} is none of {', '.join(allowed)}")
    return str(value)


def read_choices(spec: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> list[str]:
    value = spec.get(key, [])
    if not isinstance(value, list | tuple):
        raise PictureError(f"{key}: a list is needed here")
    for item in value:
        if item not in allowed:
            raise PictureError(f"{key}: {item!r} is none of {', '.join(allowed)}")
    return list(value)


def read_flag(spec: Mapping[str, Any], key: str, where: str = "", default: bool = False) -> bool:
    value = spec.get(key, default)
    if not isinstance(value, bool):
        raise PictureError(f"{where}{key}: true or false is needed here")
    return value


def refuse_unknown(table: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            raise PictureError(f"{where}{key}: no such key; there are {', '.join(keys)}")
