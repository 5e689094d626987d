"""Valid and invalid records of the kind `plan`, on both sides of each limit: see record_vectors.py."""

from collections.abc import Iterator
from typing import Any

from .check_vectors import TOMBSTONE, texts
from .vectors import ANYTHING, EMOJI, HALF, NUL, OTHER_HALF, Place, Vector, bad, good, vector, whole_numbers

ITEM = {"guide": "hip-hinge", "reps": 12, "rounds": 2, "tempo": 100, "days": [1, 3, 5]}
DATA: dict[str, Any] = {
    "items": [ITEM, {**ITEM, "guide": "single-leg-deadlift", "days": [2]}],
    "starts_on": "2026-11-30",
    "review_on": "2026-12-14",
    "ended_on": None,
    "remind_at": "07:30",
    "activities": ["putting on socks", "an hour in the car"],
    "given_by": "",
    "words": "",
}
ITEMS: Place = ["data", "items"]


def vectors() -> Iterator[Vector]:
    yield vector(None)
    yield vector(None, *TOMBSTONE)
    yield vector(("invalid", "data"), [["deleted"], True])
    yield from bad(["data"], *(value for value in ANYTHING if not isinstance(value, dict)))
    yield vector(("unknown", "more"), [["more"], 1])
    for name in DATA:
        yield vector(("missing", f"data.{name}"), [["data", name]])
    for name in ("mood", "note", "at", "x" * 40, "__proto__", "toString"):
        yield vector(("unknown", f"data.{name}"), [["data", name], 1])
    yield vector(("missing", "data.items"), [["data"], {}])
    yield from _items()
    yield from _weekdays()
    yield from _dates()
    yield from _clock()
    yield from _activities()
    yield from texts(["data", "given_by"], 0, 80)
    yield from texts(["data", "words"], 0, 500)
    yield from _several()


def _items() -> Iterator[Vector]:
    six = [{**ITEM, "guide": f"guide-{at}"} for at in range(6)]
    yield from good(ITEMS, [ITEM], six)
    yield from bad(ITEMS, [], [*six, {**ITEM, "guide": "seventh"}], *(value for value in ANYTHING if value != [1]))
    one: Any
    for one in (None, True, 1, "hip-hinge", []):
        yield vector(("invalid", "data.items[0]"), [ITEMS, [one]])
        yield vector(("invalid", "data.items[1]"), [ITEMS, [ITEM, one]])
    for at in (0, 1):
        yield from (vector(("missing", f"data.items[{at}].{name}"), [[*ITEMS, at, name]]) for name in ITEM)
        yield vector(("unknown", f"data.items[{at}].more"), [[*ITEMS, at, "more"], 1])
    guide: Place = [*ITEMS, 1, "guide"]
    yield from good(guide, "a", "0", "-", "x" * 64, "nobody-ever-wrote-it")
    yield from bad(guide, "", "x" * 65, "Hip", "hip hinge", "hip_hinge", "ä", "a\n", HALF, NUL, EMOJI)
    yield from bad(guide, *(value for value in ANYTHING if value not in ("1", "null")))
    yield from bad(guide, ITEM["guide"], code="twice")
    yield vector(("twice", "data.items[3].guide"), [ITEMS, [*six[:3], six[1], six[4], six[0]]])
    yield from whole_numbers([*ITEMS, 0, "reps"], 1, 100)
    yield from whole_numbers([*ITEMS, 1, "rounds"], 1, 10)
    yield from whole_numbers([*ITEMS, 0, "tempo"], 50, 200)


def _weekdays() -> Iterator[Vector]:
    place: Place = [*ITEMS, 1, "days"]
    yield from good(place, [1], [7], [1, 7], [1, 2, 3, 4, 5, 6, 7], [1.0, 2], [5, 6.0])
    yield from bad(place, [], [1, 2, 3, 4, 5, 6, 7, 7], [1, 1], [2, 1], [1, 3, 2], [7, 1], [1, 2, 2, 3], [1, 1.0])
    yield from bad(place, *(value for value in ANYTHING if value != [1]))
    value: Any
    for value in (0, 8, -1, 1.5, "1", True, None, [], {}, 10**40):
        yield vector(("invalid", "data.items[1].days[0]"), [place, [value]])
        yield vector(("invalid", "data.items[1].days[1]"), [place, [1, value]])


def _dates() -> Iterator[Vector]:
    def dates(start: str, name: str, value: str, code: str | None = None) -> Vector:
        changes = [[["data", "review_on"], None], [["data", "starts_on"], start], [["data", name], value]]
        return vector((code, f"data.{name}") if code else None, *changes)

    for name in ("starts_on", "review_on", "ended_on"):
        place: Place = ["data", name]
        empty: Any = [["data", "review_on"], None]
        for day in ("2026-01-01", "2024-02-29", "2000-02-29", "9999-12-31", "0001-01-01", "2026-12-31"):
            start = "0001-01-01" if name != "starts_on" else day
            yield dates(start, name, day)
        for day in ("2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-10-00", "2026-04-31", "1900-02-29"):
            yield vector(("no_such_time", f"data.{name}"), empty, [place, day])
        yield vector(("no_such_time", f"data.{name}"), empty, [place, "0000-01-01"])
        for text in ("", "2026-1-1", "20261130", "2026-11-30T00:00:00Z", " 2026-11-30", "2026-11-30\n", "٢٠٢٦-11-30",
                     "26-11-30", "02026-11-30", "2026-W47-7", "2026-326", "-2026-11-30", "2026/11/30", HALF, NUL,
                     "today", "2026-11-30 "):  # fmt: skip
            yield from bad(place, text)
        yield from bad(place, *(value for value in ANYTHING if value is not None or name == "starts_on"))
    for name in ("review_on", "ended_on"):
        yield vector(None, [["data", "review_on"], None], [["data", name], None])
        yield dates("2026-11-30", name, "2026-11-30")
        yield dates("2026-11-30", name, "2026-12-01")
        yield dates("2026-11-30", name, "2026-11-29", "before_start")
        yield dates("2026-01-01", name, "2025-12-31", "before_start")


def _clock() -> Iterator[Vector]:
    place: Place = ["data", "remind_at"]
    yield from good(place, None, "00:00", "23:59", "09:05", "19:30", "20:00")
    yield from bad(place, "24:00", "7:30", "07:60", "0730", "07:30:00", "07.30", "", "noon", "07:30\n", " 07:30")
    yield from bad(place, "٠٧:30", "25:00", "99:99", HALF, NUL, *(value for value in ANYTHING if value is not None))


def _activities() -> Iterator[Vector]:
    place: Place = ["data", "activities"]
    five = [f"activity {at}" for at in range(5)]
    yield from good(place, [], ["a"], five, ["a", "A"], ["a", "a "], ["é", "e\u0301"])
    yield from bad(place, [*five, "sixth"], *(value for value in ANYTHING if not isinstance(value, list)))
    yield vector(("twice", "data.activities[1]"), [place, ["a", "a"]])
    yield vector(("twice", "data.activities[4]"), [place, [*five[:4], five[0]]])
    yield vector(("half_character", "data.activities[0]"), [place, [HALF, OTHER_HALF]])
    yield vector(("twice", "data.activities[1]"), [place, [HALF, HALF]])
    yield from texts([*place, 1], 1, 80)


def _several() -> Iterator[Vector]:
    """In the order of the fields; then what is missing; then by the order of the table what no field says alone, and
    then the texts.
    """
    same: Any = [[*ITEMS, 1, "guide"], ITEM["guide"]]
    no_order: Any = [[*ITEMS, 1, "days"], [2, 1]]
    yield vector(("invalid", "data.words"), same, [["data", "words"], 1])
    yield vector(("missing", "data.words"), same, [["data", "words"]])
    yield vector(("twice", "data.items[1].guide"), no_order, same)
    yield vector(("invalid", "data.items[1].days"), no_order, [["data", "starts_on"], "2026-02-30"])
    yield vector(
        ("no_such_time", "data.starts_on"), [["data", "starts_on"], "2026-02-30"], [["data", "ended_on"], "2026-02-31"]
    )
    yield vector(
        ("before_start", "data.review_on"), [["data", "review_on"], "2026-01-01"], [["data", "ended_on"], "2026-02-31"]
    )
    yield vector(("before_start", "data.ended_on"), [["data", "ended_on"], "2026-01-01"], [["data", "words"], NUL])
    yield vector(("twice", "data.activities[1]"), [["data", "activities"], [NUL, NUL]], [["data", "given_by"], HALF])
    yield vector(("half_character", "data.given_by"), [["data", "given_by"], HALF], [["data", "words"], NUL])
