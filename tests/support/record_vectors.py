"""Writes tests/vectors/records.json: valid and invalid records on both sides of each limit of docs/sync.md.

Run `python -m tests.support.record_vectors` after a change. Server, phone and import are tested on this file.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import check_vectors, plan_vectors, session_vectors
from .vectors import OVERFLOW, Vector, vector

FILE = Path(__file__).parents[1] / "vectors" / "records.json"

BASES: dict[str, Any] = {
    "session": session_vectors.BASE,
    "check": {**session_vectors.BASE, "kind": "check", "data": check_vectors.DATA},
    "plan": {**session_vectors.BASE, "kind": "plan", "data": plan_vectors.DATA},
}


def vectors() -> list[Vector]:
    of_checks = [*check_vectors.vectors(), *_times_of_checks()]
    return [
        *({"kind": "session", **each} for each in session_vectors.vectors()),
        *({"kind": "check", **each} for each in of_checks),
        *({"kind": "plan", **each} for each in plan_vectors.vectors()),
    ]


def _times_of_checks() -> Iterator[Vector]:
    """The times at which a session may start and end at once are those of a check too."""
    for each in session_vectors.times():
        (place, start), (_, end) = each["changes"] if len(each["changes"]) == 2 else ((None, 1), (None, 2))
        if place == ["data", "started_at"] and start == end:
            code = each["expected"] and each["expected"][0]
            yield vector((code, "data.at") if code else None, [["data", "at"], start])


def make_record(vector: Vector) -> dict[str, Any]:
    """The record of a vector."""
    record: Any = copy.deepcopy(BASES[vector["kind"]])
    for [*way, name], *value in vector["changes"]:
        holder = record
        for part in way:
            holder = holder[part]
        if value:
            holder[name] = copy.deepcopy(value[0])
        else:
            del holder[name]
    found: dict[str, Any] = record
    return found


def text() -> str:
    """The content of the file."""
    lines = [json.dumps(each) for each in vectors()]
    lines = [line.replace(f'"{OVERFLOW}"', OVERFLOW.strip("@")) for line in dict.fromkeys(lines)]
    return f'{{"bases": {json.dumps(BASES)},\n"vectors": [\n' + ",\n".join(lines) + "\n]}\n"


if __name__ == "__main__":
    FILE.write_text(text())
