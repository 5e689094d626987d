"""What a record may hold: "Records" of docs/sync.md. tests/sync/test_records.py has all sentences about wrong ones."""

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from ..support import record_vectors
from ..support.phones import Envelope, Phone, assert_converged, record, session
from .sentences import PROTOCOL, covers

# Read by tests/js/merge.test.mjs and tests/sync/test_merge.py too: both halves keep one rule.
RECORDS = json.loads(record_vectors.FILE.read_text())["vectors"]
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "merge.json").read_text())


def set_of(**changes: Any) -> Envelope:
    return {**session()["sets"][0], **changes}


def body(**changes: Any) -> Envelope:
    return {"data": session(**changes)}


def one_set(**changes: Any) -> Envelope:
    return body(sets=[set_of(**changes)])


def takes(phone: Phone, *changes: Envelope) -> None:
    """The server keeps records with such fields, and gives them back unchanged."""
    sent = [record() | change for change in changes]
    answer = phone.push(*sent, cursor=phone.cursor)
    assert answer["rejected"] == []
    pulled = phone.pull(phone.cursor)
    phone.cursor = pulled["cursor"]
    assert pulled["changes"] == sent


def rejects(phone: Phone, field: str, *changes: Envelope) -> None:
    """The server names `field` at each record with such fields, and keeps none."""
    before = phone.pull()
    sent = [record() | change for change in changes]
    rejected = phone.push(*sent)["rejected"]
    assert [each["id"] for each in rejected] == [change["id"] for change in sent]
    for change, each in zip(sent, rejected, strict=True):
        assert each["error"].startswith(field), (change, each)
    assert phone.pull() == before


@covers("A record is one thing", "Its envelope is the same", "data | object or null", "deleted | boolean")
def test_a_record_is_an_envelope_around_a_body(phone: Phone) -> None:
    takes(phone, {}, {"deleted": True, "data": None})
    rejects(phone, "data", {"data": None}, {"data": []}, {"deleted": True})
    rejects(phone, "deleted", {"deleted": 0}, {"deleted": None}, {"deleted": "true"})
    rejects(phone, "more", {"more": 1})
    assert all(answer["error"] == "a record must be an object" for answer in phone.push([], 1, None, "x")["rejected"])


@covers("kind | string", "Of a kind that is not known")
def test_a_kind_that_the_server_does_not_know_is_rejected_record_by_record(phone: Phone) -> None:
    rejects(phone, "kind", {"kind": "walk"}, {"kind": "Plan"}, {"kind": "other"}, {"kind": None}, {"kind": 1})
    rejects(phone, "id", {"kind": "other", "id": "x"})
    good, other = record(), record(kind="other")
    assert [each["id"] for each in phone.push(other, good)["rejected"]] == [other["id"]]
    assert phone.pull()["changes"] == [good]


@covers("id | UUID string")
def test_an_id_is_a_uuid_in_lower_case(phone: Phone) -> None:
    fine = "0193537e-6f77-7000-8000-00000000000a"
    takes(phone, {"id": fine}, {"id": "ffffffff-ffff-ffff-ffff-ffffffffffff"})
    sent = [record(id) for id in (fine.upper(), fine.replace("-", ""), fine + "\n", f"{{{fine}}}")]
    answer = phone.push(*sent, record() | {"id": 5})
    assert [each["id"] for each in answer["rejected"]] == [*(change["id"] for change in sent), None]
    assert {each["error"] for each in answer["rejected"]} == {"id must be a UUID in lower case"}


@covers("stamp | integer", "A number is its value")
def test_a_stamp_is_a_whole_number_below_2_to_the_53(phone: Phone) -> None:
    takes(phone, {"stamp": 0}, {"stamp": 2**53 - 1}, {"stamp": 1.0}, {"stamp": 1e3})
    wrong = (-1, 2**53, 10**400, 1.5, "1", True, None)
    rejects(phone, "stamp", *({"stamp": stamp} for stamp in wrong))


@covers("device | string")
def test_a_device_is_a_short_name(phone: Phone) -> None:
    takes(phone, {"device": "_"}, {"device": "aZ09_-" * 10 + "abcd"})
    wrong = ("", "x" * 65, "my phone", "phone\n", "Ä", "\ud83d", None)
    rejects(phone, "device", *({"device": device} for device in wrong))


@covers("Which change wins", "The rule is a total order", "tests/vectors/merge.json holds examples")
def test_the_greater_change_wins_in_either_order(phone: Phone) -> None:
    expected = {}
    for vector in VECTORS:
        for order in (("wins", "loses"), ("loses", "wins")):
            id = str(uuid.uuid4())
            changes = {name: record(id) | vector[name] for name in order}
            for change in changes.values():
                change |= {"data": None} if change["deleted"] else {}
                phone.push(change)
            expected[id] = changes["wins"]
    assert {change["id"]: change for change in phone.pull()["changes"]} == expected


@covers("The phone owns the data", "Every device can work", "The protocol must converge", "The rule is a total order")
def test_devices_that_changed_one_record_apart_come_to_the_same(phone: Phone, tablet: Phone) -> None:
    id = str(uuid.uuid4())
    phone.edit(id, 1)
    phone.sync()
    tablet.sync()
    for month in range(1, 7):
        phone.edit(id, month * 1000, data=session(note=f"phone {month}"))
        tablet.edit(id, month * 1000, data=session(note=f"tablet {month}"))
        tablet.edit(str(uuid.uuid4()), month * 1000)
    phone.delete(id, 5000)  # an older clock than that of its last edit
    assert_converged(phone, tablet)
    assert phone.records[id]["deleted"]


@covers("guide | string")
def test_a_guide_is_a_slug_that_the_server_need_not_know(phone: Phone) -> None:
    takes(phone, *(body(guide=guide) for guide in ("x" * 64, "-", "0", "nobody-ever-wrote-it")))
    rejects(phone, "data.guide", *(body(guide=guide) for guide in ("", "x" * 65, "Hip", "hip hinge", "ä", None)))


@covers("started_at, ended_at", "The offset keeps the person", "A time has the years")
def test_times_have_their_offset_and_lie_in_their_order(phone: Phone) -> None:
    def times(start: str, end: str) -> Envelope:
        return body(started_at=start, ended_at=end)

    takes(
        phone,
        times("2026-11-22t14:03:11z", "2026-11-23T14:03:11.000000000Z"),
        times("2024-02-29T23:30:00-12:00", "2024-03-01T11:30:00.1-00:00"),
        times("2026-11-22T14:03:11.5Z", "2026-11-22T19:48:11.50+05:45"),
        times("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+13:00"),
        times("2026-11-22T14:03:11Z", "2026-11-22T14:03:11Z"),
        times("2026-11-22T00:00:59.123456789-05:00", "2026-11-22T00:01:00-05:00"),
    )
    start = "2026-11-22T14:03:11.120-05:00"
    rejects(
        phone, "data.ended_at", times(start, "2026-11-22T14:03:11.119-05:00"),
        times(start, "2026-11-22T15:03:11.119-04:00"), times(start, "2026-11-23T14:03:11.121-05:00"),
    )  # fmt: skip
    wrong = ("", "2026-11-22T14:03:11", "2026-11-22 14:03:11Z", "2026-11-22T14:03Z", "2026-02-29T14:03:11Z",
             "2026-11-22T24:00:00Z", "2026-11-22T14:03:11.1234567890Z", "2026-11-22T14:03:11+24:00", 1763820000000,
             "2026-11-22T14:03:11Z\n")  # fmt: skip
    rejects(phone, "data.started_at", *(body(started_at=time) for time in wrong))


@covers("The start and the end are compared to the nanosecond")
def test_an_end_is_told_from_the_start_by_a_nanosecond(phone: Phone) -> None:
    start, end = "2026-11-22T14:03:11.000000001Z", "2026-11-22T14:03:11.000000002Z"
    takes(phone, body(started_at=start, ended_at=end))
    rejects(phone, "data.ended_at", body(started_at=end, ended_at=start))


@covers("tests/vectors/records.json holds")
def test_each_of_the_records_in_the_table_is_taken_or_told_of(phone: Phone) -> None:
    for at in range(0, len(RECORDS), 200):
        some = RECORDS[at : at + 200]
        body = json.dumps({"cursor": "", "changes": [record_vectors.make_record(each) for each in some]}).replace(
            "Infinity", "1e400"
        )
        answer = phone.client.post("/api/sync", data=body.encode(), content_type="application/json").get_json()
        told = [[each["code"], each["field"]] for each in answer["rejected"]]
        assert told == [each["expected"] for each in some if each["expected"]]


@covers("A leap second is rejected", "So is a day that no calendar has")
def test_a_leap_second_is_rejected(phone: Phone) -> None:
    rejects(phone, "data.ended_at", body(started_at="2016-12-31T23:00:00Z", ended_at="2016-12-31T23:59:60Z"))
    rejects(phone, "data.started_at", body(started_at="2026-02-30T10:00:00Z"), body(started_at="2026-04-31T10:00:00Z"))


@covers("sets | array", "sets[].side", "sets[].reps, target", "sets[].seconds", "sets[].counter")
def test_sets_are_within_their_limits(phone: Phone) -> None:
    takes(phone, body(sets=[set_of(reps=0, target=None, seconds=0)] * 100), one_set(reps=1000, target=1000))
    takes(phone, one_set(target=0), one_set(seconds=86400), one_set(seconds=0.25))
    takes(phone, *(one_set(side=side) for side in ("left", "right", "both")))
    takes(phone, *(one_set(counter=counter) for counter in ("tap", "pace", "motion", "camera", "voice")))
    rejects(phone, "data.sets", body(sets=[]), body(sets=[set_of()] * 101), body(sets={}), body(sets=["left"]))
    for name, wrong in {
        "side": ("up", "", None), "reps": (-1, 1001, None, 1.5, "1", True), "target": (-1, 1001, 1.5),
        "seconds": (-0.1, 86400.1, "9", None, True), "counter": ("abacus", None), "weight": (5,),
    }.items():  # fmt: skip
        rejects(phone, f"data.sets[0].{name}", *(one_set(**{name: value}) for value in wrong))


@covers("sets[].counted", "sets[].tilts", "sets[].hips, sets[].knees", "effort | optional", "plan | optional")
def test_what_is_optional_may_be_there_and_has_its_limits(phone: Phone) -> None:
    degrees = [0, None, 180] * 300
    takes(phone, one_set(counted=0), one_set(counted=1000), body(effort=None), body(effort=10), body(plan=None))
    takes(phone, body(plan=record()["id"]), *(one_set(**{name: degrees}) for name in ("tilts", "hips", "knees")))
    rejects(phone, "data.sets[0].counted", one_set(counted=1001), one_set(counted=None))
    for name in ("tilts", "hips", "knees"):
        rejects(phone, f"data.sets[0].{name}[1]", one_set(**{name: [1, 181]}), one_set(**{name: [1, -1]}))
        rejects(phone, f"data.sets[0].{name}", one_set(**{name: [1] * 1001}), one_set(**{name: None}))
    rejects(phone, "data.effort", body(effort=11))
    rejects(phone, "data.plan", body(plan="other"))


@covers("pain_before, pain_after")
def test_pain_is_a_numeric_rating_or_nothing(phone: Phone) -> None:
    for name in ("pain_before", "pain_after"):
        takes(phone, *(body(**{name: pain}) for pain in (0, 10, None)))
        rejects(phone, f"data.{name}", *(body(**{name: pain}) for pain in (-1, 11, 2.5, "3", False)))
    (documented,) = re.findall(r'"error": "(data\..+?)"', PROTOCOL.read_text("utf-8"))
    assert phone.push(record() | body(pain_before=11))["rejected"][0]["error"] == documented


@covers(
    "session > note | string", "A character is a Unicode code point", "NUL and half a surrogate pair",
    "What the limits leave open",
)  # fmt: skip
def test_a_note_has_at_most_2000_whole_characters(phone: Phone) -> None:
    notes = ("", "x" * 2000, "🦵" * 2000, "line\nbreak\ttab 'quote' \"double\" \\ \u2028 \ufeff {% (?) $1 %s")
    takes(phone, *(body(note=note) for note in notes))
    rejects(phone, "data.note", *(body(note=note) for note in ("x" * 2001, "🦵" * 2001, None, "a\0b", "half \ud83d")))


@covers("A field that is missing")
@pytest.mark.parametrize("of", ["", "data"])
def test_a_field_that_is_missing_or_unknown_makes_the_record_invalid(phone: Phone, of: str) -> None:
    whole = record()
    part = whole[of] if of else whole
    sent = [{**whole, of: {**part, "mood": 1}} if of else {**whole, "mood": 1}]
    for name in part:
        less = {key: value for key, value in part.items() if key != name}
        sent.append({**whole, of: less} if of else less)
    errors = [each["error"] for each in phone.push(*sent)["rejected"]]
    prefix = f"{of}." if of else ""
    assert errors == [f"{prefix}mood is not a field that this server knows"] + [
        f"{prefix}{name} is missing" for name in part
    ]
    assert phone.pull()["changes"] == []


@covers("This is a whole record", "These are a check and a plan")
def test_the_records_of_the_documentation_are_taken_and_given_back(phone: Phone) -> None:
    text, _, _ = PROTOCOL.read_text("utf-8").partition("## One request")
    examples = [json.loads(example) for example in re.findall(r"^```json\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]
    assert [example["kind"] for example in examples] == ["session", "check", "plan"]
    takes(phone, *examples)
