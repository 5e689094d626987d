"""Compares the contents of a TOML file with a type, and describes every problem in plain words.

The rules are the types in model.py, read through msgspec.inspect, so no rule is written twice.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from msgspec import inspect

KINDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a table",
}


def problems(value: Any, kind: inspect.Type, at: str = "", write: str = "") -> Iterator[str]:
    """One sentence for each problem of `value`, beginning with the key; items of a list are counted from 1.

    `at` is the key of `value`; `write` describes what the author should write there.
    """
    match kind:
        case inspect.Metadata():
            write = (kind.extra_json_schema or {}).get("description", write)
            yield from problems(value, kind.type, at, write)
        case inspect.UnionType():
            (present,) = (option for option in kind.types if not isinstance(option, inspect.NoneType))
            yield from problems(value, present, at, write)
        case inspect.StructType():
            yield from _table(value, kind, at, write)
        case inspect.DictType():
            yield from _dict(value, kind, at, write)
        case inspect.VarTupleType():
            yield from _items(value, kind, at, write)
        case inspect.StrType():
            yield from _text(value, kind, at, write)
        case inspect.IntType() | inspect.FloatType():
            yield from _number(value, kind, at, write)
        case inspect.BoolType():
            if not isinstance(value, bool):
                yield _wrong_kind(value, at, bool, write)
        case inspect.LiteralType():
            if value not in kind.values:
                yield f"{at} is {value!r}: write {_either(kind.values)}"
        case inspect.AnyType():
            return
        case _:
            raise TypeError(f"no rule for {kind}")


def _table(value: Any, kind: inspect.StructType, at: str, write: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _wrong_kind(value, at, dict, write)
        return
    fields = {field.encode_name: field for field in kind.fields}
    for name in value.keys() - fields.keys():
        meant = get_close_matches(name, fields.keys() - value.keys(), 1)
        advice = f"did you mean {meant[0]}?" if meant else f"take it out; there can be {', '.join(fields)}"
        yield f"{join_key(at, name)} is not a key that belongs here: {advice}"
    for name, field in fields.items():
        if name in value:
            yield from problems(value[name], field.type, join_key(at, name))
        elif field.required:
            yield f"{join_key(at, name)} is missing: write {_description(field.type)}"


def _dict(value: Any, kind: inspect.DictType, at: str, write: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _wrong_kind(value, at, dict, write)
    elif not value and kind.min_length:
        yield f"{at} is empty: write {write}"
    else:
        for name, item in value.items():
            if isinstance(kind.key_type, inspect.LiteralType) and name not in kind.key_type.values:
                yield f"{join_key(at, name)} is not a key that belongs here: use {_either(kind.key_type.values)}"
            else:
                yield from problems(item, kind.value_type, join_key(at, name), write)


def _items(value: Any, kind: inspect.VarTupleType, at: str, write: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield _wrong_kind(value, at, list, write)
    elif not value and kind.min_length:
        yield f"{at} is empty: write {write}"
    else:
        for number, item in enumerate(value, start=1):
            yield from problems(item, kind.item_type, f"{at}[{number}]", write)


def _text(value: Any, kind: inspect.StrType, at: str, write: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield _wrong_kind(value, at, str, write)
    elif not value.strip():
        yield f"{at} is empty: write {write}"
    elif kind.pattern and not re.search(kind.pattern, value):
        yield f"{at} is {value!r}: write {write}"


def _number(value: Any, kind: inspect.IntType | inspect.FloatType, at: str, write: str) -> Iterator[str]:
    wanted = int if isinstance(kind, inspect.IntType) else float
    if isinstance(value, bool) or not isinstance(value, (int, wanted)):
        yield _wrong_kind(value, at, wanted, write)
        return
    low = float("-inf") if kind.ge is None else kind.ge
    high = float("inf") if kind.le is None else kind.le
    if not low <= value <= high:  # written so that nan is refused
        limits = f"at least {low:g}" if kind.le is None else f"from {low:g} to {high:g}"
        yield f"{at} is {value}, and must be {limits}: write {write}"


def _wrong_kind(value: Any, at: str, wanted: type, write: str) -> str:
    found = KINDS.get(type(value), "a date or time")
    return f"{at} is {found}, and must be {KINDS[wanted]}: write {write}"


def _description(kind: inspect.Type) -> str:
    described = isinstance(kind, inspect.Metadata) and (kind.extra_json_schema or {}).get("description")
    return str(described or "it")


def _either(values: tuple[Any, ...]) -> str:
    return ", ".join(f'"{value}"' for value in values[:-1]) + f' or "{values[-1]}"'


def join_key(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
