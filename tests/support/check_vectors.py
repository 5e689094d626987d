"""Valid and invalid records of the kind `check`, on both sides of each limit: see record_vectors.py."""

from collections.abc import Iterator
from typing import Any

from .vectors import ANYTHING, EMOJI, HALF, NUL, OTHER_HALF, Place, Vector, bad, good, name_of, vector, whole_numbers

ID = "019aabf2-1f40-7c3e-9d52-6a0c1b2d3e4f"
SCORE = {"text": "putting on socks", "score": 4}
DATA: dict[str, Any] = {
    "at": "2026-11-23T08:15:00.000-05:00",
    "session": ID,
    "pain": 2,
    "activities": [SCORE, {"text": "an hour in the car", "score": 7}],
    "tilts": [48, 52, 51],
    "note": "",
}
SILENT = {**DATA, "pain": None, "activities": [], "tilts": [], "note": ""}
TOMBSTONE: list[Any] = [[["deleted"], True], [["data"], None]]


def vectors() -> Iterator[Vector]:
    yield vector(None)
    yield vector(None, *TOMBSTONE)
    yield vector(("invalid", "data"), [["deleted"], True])
    yield from bad(["data"], *(value for value in ANYTHING if not isinstance(value, dict)))
    yield from bad(["stamp"], -1)
    yield vector(("unknown", "more"), [["more"], 1])
    for name in DATA:
        yield vector(("missing", f"data.{name}"), [["data", name]])
    for name in ("mood", "started_at", "guide", "effort", "x" * 40, "__proto__", "toString"):
        yield vector(("unknown", f"data.{name}"), [["data", name], 1])
    yield vector(("missing", "data.at"), [["data"], {}])
    yield from bad(["data", "at"], *ANYTHING, "x" * 41, 1763820000000)
    yield from good(["data", "session"], None, ID)
    yield from bad(["data", "session"], ID.upper(), "x", *(value for value in ANYTHING if value is not None))
    yield from whole_numbers(["data", "pain"], 0, 10, null=True)
    yield from _activities()
    yield from _tilts()
    yield from texts(["data", "note"], 0, 2000)
    yield from _something()
    yield from _several()


def texts(place: Place, least: int, most: int) -> Iterator[Vector]:
    """Of a text that has `least` to `most` characters."""
    yield from good(place, "a", " ", "é" * most, EMOJI * most, "x" * most, "x" * (most - 1), "\n\t", "=1+1", "\ufffd")
    yield from bad(place, "x" * (most + 1), EMOJI * (most + 1), HALF * (most + 1), NUL * (most + 1))
    yield from good(place, "") if least == 0 else bad(place, "")
    yield from bad(place, *(value for value in ANYTHING if not isinstance(value, str)))
    yield from bad(place, NUL, f"a{NUL}b", f"{NUL}{HALF}", code="nul")
    yield from bad(place, HALF, OTHER_HALF, f"a{OTHER_HALF}{HALF}", f"{HALF}{NUL}", HALF * most, code="half_character")


def _activities() -> Iterator[Vector]:
    place: Place = ["data", "activities"]
    yield from good(place, [], [SCORE], [SCORE] * 5, [SCORE, SCORE])
    yield from bad(place, [SCORE] * 6, *(value for value in ANYTHING if not isinstance(value, list)))
    one: Any
    for one in (None, True, 1, "socks", []):
        yield vector(("invalid", "data.activities[0]"), [place, [one]])
        yield vector(("invalid", "data.activities[1]"), [place, [SCORE, one]])
    for at in (0, 1):
        yield from (vector(("missing", f"data.activities[{at}].{name}"), [[*place, at, name]]) for name in SCORE)
        yield vector(("unknown", f"data.activities[{at}].more"), [[*place, at, "more"], 1])
    yield from texts([*place, 1, "text"], 1, 80)
    yield from whole_numbers([*place, 0, "score"], 0, 10)


def _tilts() -> Iterator[Vector]:
    place: Place = ["data", "tilts"]
    yield from good(place, [], [0], [180, 0, 90.0], [1] * 10)
    yield from bad(place, [1] * 11, *(value for value in ANYTHING if not isinstance(value, list)))
    value: Any
    for value in (-1, 181, 0.5, "1", True, None, [], {}, 10**40):
        yield vector(("invalid", f"{name_of(place)}[0]"), [place, [value]])
        yield vector(("invalid", f"{name_of(place)}[2]"), [place, [1, 2, value, 2]])


def _something() -> Iterator[Vector]:
    """At least one of four fields says something."""
    yield vector(("says_nothing", "data"), [["data"], SILENT])
    yield vector(("says_nothing", "data"), [["data"], {**SILENT, "session": None}])
    for name, value in {"pain": 0, "activities": [SCORE], "tilts": [0], "note": "x"}.items():
        yield vector(None, [["data"], {**SILENT, name: value}])


def _several() -> Iterator[Vector]:
    """In the order of the fields; then what is missing; then the time, whether it says something, the texts."""
    no_time: Any = [["data", "at"], "2026-02-30T10:00:00Z"]
    yield vector(("invalid", "data.pain"), no_time, [["data", "pain"], 11])
    yield vector(("invalid", "data.pain"), [["data", "at"]], [["data", "pain"], 11])
    yield vector(("no_such_time", "data.at"), [["data"], SILENT], no_time)
    yield vector(("no_such_time", "data.at"), no_time, [["data", "note"], NUL])
    yield vector(("nul", "data.activities[1].text"), [["data", "activities", 1, "text"], NUL], [["data", "note"], HALF])
