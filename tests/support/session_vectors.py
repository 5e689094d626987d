"""Valid and invalid records of the kind `session`, and envelopes of every kind: see record_vectors.py."""

from collections.abc import Iterator
from typing import Any

from .vectors import (
    ANYTHING,
    EMOJI,
    HALF,
    NUL,
    OTHER_HALF,
    OVERFLOW,
    Place,
    Vector,
    bad,
    good,
    name_of,
    of_other_types,
    vector,
    whole_numbers,
)

SET = {"side": "left", "reps": 15, "target": 15, "seconds": 93.5, "counter": "tap"}
BASE = {
    "kind": "session",
    "id": "019aabf2-1f40-7c3e-9d52-6a0c1b2d3e4f",
    "stamp": 1763838580007,
    "device": "phone-3f9a",
    "deleted": False,
    "data": {
        "guide": "foam-roller-deadlift",
        "started_at": "2026-11-22T14:03:11.120-05:00",
        "ended_at": "2026-11-22T14:09:40.007-05:00",
        "sets": [SET, {**SET, "side": "right"}],
        "pain_before": 3,
        "pain_after": None,
        "note": "",
    },
}
TOMBSTONE: list[Any] = [[["deleted"], True], [["data"], None]]


def vectors() -> Iterator[Vector]:
    for part in (_envelopes, _kinds, _fields, times, _notes, _several):
        yield from part()


def _envelopes() -> Iterator[Vector]:
    yield vector(None)
    yield vector(None, *TOMBSTONE)
    for name in BASE:
        yield vector(("missing", name), [[name]])
        if name != "data":
            yield (
                vector(("missing", name), *TOMBSTONE, [[name]])
                if name != "deleted"
                else vector(("missing", name), [[name]], [["data"], BASE["data"]])
            )
    id = str(BASE["id"])
    yield from good(["id"], "0" * 8 + "-0000-0000-0000-" + "0" * 12, "ffffffff-ffff-ffff-ffff-ffffffffffff")
    yield from bad(
        ["id"], id.upper(), id.replace("-", ""), id[:-1], id + "0", f"{{{id}}}", f"{id}\n", f" {id}", f"urn:uuid:{id}"
    )
    yield from bad(["id"], id.replace("a", "g"), id.replace("0", "٠"), id[:-1] + HALF, id + NUL)
    yield from of_other_types(["id"])
    yield from whole_numbers(["stamp"], 0, 2**53 - 1)
    yield from good(["device"], "a", "Z", "0", "_", "-", "x" * 64)
    yield from bad(["device"], "", "x" * 65, "my phone", "phone\n", "Ä", "é", "a.b", HALF, NUL, EMOJI, "a/b")
    yield from bad(["device"], *(value for value in ANYTHING if value not in ("1", "null")))
    yield from bad(["deleted"], *(value for value in ANYTHING if not isinstance(value, bool)), "true", "false")
    yield from bad(["data"], *(value for value in ANYTHING if not isinstance(value, dict)))
    yield vector(("missing", "data.guide"), [["data"], {}])
    yield from (
        vector(("invalid", "data"), [["deleted"], True], [["data"], value]) for value in ANYTHING if value is not None
    )
    yield vector(("invalid", "data"), [["deleted"], True])
    for name in ("more", "Kind", "_", "0", "x" * 40, "__proto__", "constructor", "toString", "hasOwnProperty"):
        yield vector(("unknown", name), [[name], 1])
        yield vector(("unknown", f"data.{name}"), [["data", name], 1])
        yield vector(("unknown", f"data.sets[1].{name}"), [["data", "sets", 1, name], 1])
    for name in ("", "x" * 41, "a b", "é", HALF, NUL, "a.b", "a[0]", " - at `$.id`", "\n", EMOJI):
        yield vector(("unknown", "?"), [[name], 1])
        yield vector(("unknown", "data.?"), [["data", name], 1])


def _kinds() -> Iterator[Vector]:
    """Of an unknown kind only the envelope is validated."""
    yield from bad(
        ["kind"], *(value for value in ANYTHING if value not in ("1", "null")), HALF, f"a{OTHER_HALF}", NUL, f"a{NUL}"
    )
    for kind in (
        "walk",
        "Plan",
        "checks",
        "Session",
        "session ",
        "sessions",
        "SESSION",
        "1",
        "null",
        EMOJI,
        "x" * 1000,
        "__proto__",
    ):
        yield vector(("unknown_kind", "kind"), [["kind"], kind])
    other = [["kind"], "walk"]
    data: Any
    for data in (
        {},
        {"x": 1},
        {"started_at": "2026-02-30"},
        {"deep": [[[[[[[[]]]]]]]]},
        {"note": HALF},
        {HALF: NUL},
        {"n": 1e300},
    ):
        yield vector(("unknown_kind", "kind"), other, [["data"], data])
    yield vector(("unknown_kind", "kind"), other, *TOMBSTONE)
    no_objects: list[Any] = [None, [], "x", 1, True]
    yield from (vector(("invalid", "data"), other, [["data"], value]) for value in no_objects)
    yield vector(("invalid", "data"), other, [["deleted"], True])
    yield vector(("invalid", "id"), other, [["id"], "x"])
    yield vector(("invalid", "stamp"), other, [["stamp"], -1])
    yield vector(("invalid", "device"), other, [["device"], ""])
    yield vector(("unknown", "more"), other, [["more"], 1])
    yield from (vector(("missing", name), other, [[name]]) for name in ("id", "stamp", "device", "deleted", "data"))


def _fields() -> Iterator[Vector]:
    """The fields of a session, without its times and its note."""
    data = BASE["data"]
    assert isinstance(data, dict)
    yield from (vector(("missing", f"data.{name}"), [["data", name]]) for name in data)
    yield from good(["data", "guide"], "a", "0", "-", "x" * 64, "nobody-ever-wrote-it")
    yield from bad(["data", "guide"], "", "x" * 65, "Hip", "hip hinge", "hip_hinge", "ä", "a\n", HALF, NUL, EMOJI)
    yield from bad(["data", "guide"], *(value for value in ANYTHING if value not in ("1", "null")))
    sets: Place = ["data", "sets"]
    yield from good(sets, [SET], [SET] * 100)
    yield from bad(sets, [], [SET] * 101, *(value for value in ANYTHING if value != [1]))
    one: Any
    for one in (None, True, 1, "left", []):
        yield vector(("invalid", "data.sets[0]"), [sets, [one]])
        yield vector(("invalid", "data.sets[1]"), [sets, [SET, one]])
    yield vector(("missing", "data.sets[0].side"), [sets, [{}]])
    for at in (0, 1):
        yield from (vector(("missing", f"data.sets[{at}].{name}"), [[*sets, at, name]]) for name in SET)
    for name, words in (("side", ("left", "right", "both")), ("counter", ("tap", "pace", "motion", "camera", "voice"))):
        yield from good([*sets, 0, name], *words)
        yield from bad(
            [*sets, 1, name], words[0].upper(), f"{words[0]} ", "up", HALF, NUL, f"{words[0]}{NUL}", EMOJI, *ANYTHING
        )
    yield from whole_numbers([*sets, 0, "reps"], 0, 1000)
    yield from whole_numbers([*sets, 1, "target"], 0, 1000, null=True)
    yield from whole_numbers([*sets, 1, "counted"], 0, 1000)
    seconds: Place = [*sets, 0, "seconds"]
    yield from good(seconds, 0, -0.0, 0.1, 5e-324, 1, 90.0, 86399.999, 86400, 86400.0)
    yield from bad(seconds, -1, -0.1, -5e-324, 86400.1, 86401, 1e300, 10**40, OVERFLOW, "9", True, False, None, [], {})
    for name in ("tilts", "hips", "knees"):
        place: Place = [*sets, 1, name]
        yield from good(place, [], [None], [0, 180, None, 90.0], [1] * 999, [180] * 1000)
        yield from bad(place, [1] * 1001, *(value for value in ANYTHING if not isinstance(value, list)))
        value: Any
        for value in (-1, 181, 0.5, "1", True, [], {}, 10**40):
            yield vector(("invalid", f"{name_of(place)}[0]"), [place, [value]])
            yield vector(("invalid", f"{name_of(place)}[2]"), [place, [1, None, value, 2]])
    for name in ("pain_before", "pain_after", "effort"):
        yield from whole_numbers(["data", name], 0, 10, null=True)
    yield from good(["data", "plan"], None, BASE["id"])
    yield from bad(["data", "plan"], str(BASE["id"]).upper(), "x", *(value for value in ANYTHING if value is not None))


def times() -> Iterator[Vector]:
    def both(text: str, code: str | None = None) -> Vector:
        times = [[["data", name], text] for name in ("started_at", "ended_at")]
        return vector((code, "data.started_at") if code else None, *times)

    def span(start: str, end: str, code: str | None = None) -> Vector:
        expected = (code, "data.ended_at") if code else None
        return vector(expected, [["data", "started_at"], start], [["data", "ended_at"], end])

    for month, last in zip(range(1, 13), (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True):
        yield both(f"2026-{month:02}-{last}T10:00:00Z")
        yield both(f"2026-{month:02}-{last + 1}T10:00:00Z", "no_such_time")
    for year, has_29 in (
        ("2024", True),
        ("2026", False),
        ("1900", False),
        ("2000", True),
        ("2100", False),
        ("0004", True),
    ):
        yield both(f"{year}-02-29T10:00:00+01:00", None if has_29 else "no_such_time")
    for day in (
        "2026-00-10",
        "2026-13-10",
        "2026-10-00",
        "2026-10-32",
        "2026-99-99",
        "0000-11-22",
        "0000-01-01",
        "0000-12-31",
    ):
        yield both(f"{day}T10:00:00Z", "no_such_time")
    for day in ("0001-01-01", "0099-12-31", "1969-12-31", "1970-01-01", "9999-12-31"):
        yield both(f"{day}T00:00:00+23:59")
        yield both(f"{day}T23:59:59.999999999-23:59")
    for day in (
        "26-11-22",
        "02026-11-22",
        "+002026-11-22",
        "-2026-11-22",
        "20261122",
        "2026-W47-7",
        "2026-326",
        "2026-11",
        "2026-1-2",
    ):
        yield both(f"{day}T10:00:00Z", "invalid")
    for clock in ("00:00:00", "23:59:59", "12:00:00", "00:59:00"):
        yield both(f"2026-11-22T{clock}Z")
    for clock in ("24:00:00", "24:00:01", "25:00:00", "99:00:00", "23:60:00", "23:99:00"):
        yield both(f"2026-11-22T{clock}Z", "no_such_time")
    for clock in (
        "23:59:60",
        "23:59:61",
        "1:00:00",
        "10:00",
        "10",
        "100000",
        "10:00:0",
        "10:00:000",
        "-1:00:00",
        "10:00:00,5",
        "",
    ):
        yield both(f"2026-11-22T{clock}Z", "invalid")
    for digits in range(1, 10):
        yield both(f"2026-11-22T10:00:00.{'1' * digits}Z")
        yield both(f"2026-11-22T10:00:00.{'9' * digits}+05:30")
    for fraction in (".", *("." + "1" * digits for digits in (10, 12, 20)), ".1e3", ".-1", ".1.1", ". 1"):
        yield both(f"2026-11-22T10:00:00{fraction}Z", "invalid")
    for offset in ("Z", "z", "+00:00", "-00:00", "+23:59", "-23:59", "+05:45", "-03:30", "+14:00", "-12:00", "+19:59"):
        yield both(f"2026-11-22T10:00:00{offset}")
    for offset in (
        "",
        "+24:00",
        "-24:00",
        "+01:60",
        "+1:00",
        "+0100",
        "+01",
        "+01:00:00",
        "UTC",
        " +01:00",
        "−01:00",
        "Z ",
        "ZZ",
        "+",
    ):
        yield both(f"2026-11-22T10:00:00{offset}", "invalid")
    yield both("2026-11-22t10:00:00z")
    for text in (
        "2026-11-22 10:00:00Z",
        "2026-11-22T10:00:00Z\n",
        " 2026-11-22T10:00:00Z",
        "٢٠٢٦-11-22T10:00:00Z",
        "now",
        "",
        HALF,
        NUL,
    ):
        yield both(text, "invalid")
    yield both("2026-11-22T10:00:00Z" + " " * 40, "invalid")
    for name in ("started_at", "ended_at"):
        yield from bad(["data", name], *ANYTHING, 1763820000000, 1e300)
    yield from bad(["data", "ended_at"], "2026-11-31T14:03:11Z", "2026-11-22T24:00:00-05:00", code="no_such_time")

    noon = "2026-11-22T12:00:00"
    yield span(f"{noon}Z", f"{noon}Z")
    yield span(f"{noon}+01:00", f"{noon}Z")
    yield span(f"{noon}Z", f"{noon}+01:00", "before_start")
    yield span(f"{noon}Z", "2026-11-22T11:59:59Z", "before_start")
    yield span(f"{noon}Z", "2026-11-22T11:59:59.999999999Z", "before_start")
    yield span(f"{noon}Z", "2026-11-23T12:00:00Z")
    yield span(f"{noon}Z", "2026-11-23T12:00:01Z", "over_24_hours")
    yield span("2026-11-22T12:00:00+14:00", "2026-11-22T12:00:00-10:00")
    yield span("2026-11-22T12:00:00+14:00", "2026-11-22T12:00:00-10:01", "over_24_hours")
    yield span("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "over_24_hours")
    yield span("9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "before_start")
    for digits in (3, 6, 7, 9):
        less, more = f"{noon}.{'0' * (digits - 1)}1Z", f"{noon}.{'0' * (digits - 1)}2Z"
        tomorrow = [time.replace("-22T", "-23T") for time in (less, more)]
        yield span(less, more)
        yield span(less, less)
        yield span(more, less, "before_start")
        yield span(less, tomorrow[0])
        yield span(more, tomorrow[0])
        yield span(less, tomorrow[1], "over_24_hours")


def _notes() -> Iterator[Vector]:
    note: Place = ["data", "note"]
    yield from good(
        note,
        "a",
        " ",
        "\n\r\t",
        "x" * 1999,
        "x" * 2000,
        EMOJI * 2000,
        "é" * 2000,
        "e\u0301" * 1000,
        "\ufffd",
        "\ufffe\uffff",
    )
    yield from good(
        note,
        "\x01\x1f\x7f\x85",
        "\u2028\u2029",
        "\u202e",
        "=1+1",
        '"\\',
        "\U0010ffff",
        "\ue000",
        "\ud7ff",
        "👨‍👩‍👧",
        "null",
    )
    yield from bad(note, "x" * 2001, EMOJI * 2001, "e\u0301" * 1001, HALF * 2001, NUL * 2001)
    yield from bad(note, *(value for value in ANYTHING if not isinstance(value, str)))
    yield from bad(note, NUL, f"a{NUL}b", NUL * 2000, f"{NUL}{HALF}", code="nul")
    for text in (
        HALF,
        OTHER_HALF,
        f"short {HALF}",
        f"{OTHER_HALF}{HALF}",
        f"{HALF}{EMOJI}",
        "\udbff",
        "\udc00",
        f"{HALF}{NUL}",
        HALF * 2000,
    ):
        yield from bad(note, text, code="half_character")


def _several() -> Iterator[Vector]:
    """Of several errors the first in the order of the record's fields is reported; then missing fields; then, if each
    field is valid by itself, the times and the note.
    """
    yield vector(("invalid", "id"), [["id"], 1], [["stamp"], -1])
    yield vector(("invalid", "stamp"), [["stamp"], -1], [["data", "note"], HALF])
    yield vector(
        ("invalid", "data.pain_before"), [["data", "started_at"], "2026-02-30T10:00:00Z"], [["data", "pain_before"], 11]
    )
    yield vector(("invalid", "data.pain_before"), [["data", "guide"]], [["data", "pain_before"], 11])
    yield vector(
        ("no_such_time", "data.started_at"), [["data", "started_at"], "2026-02-30T10:00:00Z"], [["data", "note"], NUL]
    )
    yield vector(
        ("before_start", "data.ended_at"), [["data", "ended_at"], "2026-11-22T10:00:00Z"], [["data", "note"], NUL]
    )
    yield vector(("unknown", "data.mood"), [["data", "note"]], [["data", "mood"], 1])
    yield vector(("invalid", "kind"), [["kind"], 1], [["id"], 1])
