"""Valid and invalid values for one field of a record: see record_vectors.py."""

import re
from collections.abc import Iterator
from typing import Any

Place = list[str | int]
Vector = dict[str, Any]
"""`changes` to the base record of `kind`: a path and its new value, or a path alone to delete it. `expected`: code and
field, or null for a valid record."""

HALF, OTHER_HALF, EMOJI, NUL = "\ud83d", "\ude00", "\U0001f600", "\0"
OVERFLOW = "@1e400@"
"""Replaced by the number 1e400, which is too large for a float."""

ANYTHING: list[Any] = [None, True, False, 0, 1, -0.0, 1.5, "", "1", "null", [], {}, [1], {"a": 1}]
"""A value of every type of JSON."""


def vector(expected: tuple[str, str] | None, *changes: Any) -> Vector:
    return {"changes": list(changes), "expected": expected}


def good(place: Place, *values: Any) -> Iterator[Vector]:
    return (vector(None, [place, value]) for value in values)


def bad(place: Place, *values: Any, code: str = "invalid") -> Iterator[Vector]:
    return (vector((code, name_of(place)), [place, value]) for value in values)


def name_of(place: Place) -> str:
    return re.sub(r"\.\[", "[", ".".join(f"[{part}]" if isinstance(part, int) else part for part in place))


def of_other_types(place: Place, *own: type) -> Iterator[Vector]:
    """`own`: the Python types of the values that are valid."""
    return bad(place, *(value for value in ANYTHING if type(value) not in own))


def whole_numbers(place: Place, least: int, most: int, *, null: bool = False) -> Iterator[Vector]:
    yield from good(place, least, least + 1, most - 1, most, float(most), float(least), *([None] if null else []))
    yield from bad(
        place, least - 1, most + 1, least - 0.5, most + 0.5, least + 0.5, float(most + 1), -most, -1.0, OVERFLOW
    )
    yield from bad(place, 2**63, 2**64, 10**40, -(10**40), 1e300, 5e-324, str(most), f"{HALF}", [most], {"value": most})
    yield from bad(place, True, False, "", [], {}, *([] if null else [None]))
