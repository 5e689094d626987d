"""What a session must look like: each wrong one is named by its field, in one sentence."""

import json
import math
from typing import Any

import pytest

from hinge_pwa.sync.kinds.fields import Invalid
from hinge_pwa.sync.records import parse

from ..support.phones import Phone, record, session

ID = "0193537e-6f77-7000-8000-000000000001"


def problem(value: Any) -> str:
    with pytest.raises(Invalid) as raised:
        parse(value)
    return str(raised.value)


def set_of(**changes: Any) -> dict[str, Any]:
    return {**session()["sets"][0], **changes}


def without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: each for key, each in value.items() if key != name}


ENVELOPES = [
    ("kind", "other", "kind must be session, check or plan: this server knows no other"),
    ("kind", None, "kind must be session, check or plan: this server knows no other"),
    ("kind", ["session"], "kind must be session, check or plan: this server knows no other"),
    ("id", ID.upper(), "id must be a UUID in lower case"),
    ("id", ID + "\n", "id must be a UUID in lower case"),
    ("id", ID.replace("-", ""), "id must be a UUID in lower case"),
    ("id", f"{{{ID}}}", "id must be a UUID in lower case"),
    ("id", 5, "id must be a UUID in lower case"),
    ("stamp", -1, "stamp must be a whole number from 0 to 2^53 - 1"),
    ("stamp", 2**53, "stamp must be a whole number from 0 to 2^53 - 1"),
    ("stamp", 10**400, "stamp must be a whole number from 0 to 2^53 - 1"),
    ("stamp", 1.5, "stamp must be a whole number from 0 to 2^53 - 1"),
    ("stamp", "1", "stamp must be a whole number from 0 to 2^53 - 1"),
    ("stamp", True, "stamp must be a whole number from 0 to 2^53 - 1"),
    ("device", "", "device must be 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    ("device", "x" * 65, "device must be 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    ("device", "my phone", "device must be 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    ("device", "phone\n", "device must be 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    ("device", "Ä", "device must be 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    ("device", "\ud83d", "device must be 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    ("deleted", 0, "deleted must be true or false"),
    ("deleted", None, "deleted must be true or false"),
    ("deleted", True, "data must be null, for the record is deleted"),
    ("data", None, "data must be an object, for the record is not deleted"),
    ("data", [], "data must be an object, for the record is not deleted"),
    ("more", 1, "more is not a field that this server knows"),
]

TIME = "must be a time with its offset from UTC, such as 2026-11-22T14:03:11.120-05:00"
BODIES = [
    ("guide", "", "data.guide must be 1 to 64 of a-z, 0-9 and -"),
    ("guide", "Hip", "data.guide must be 1 to 64 of a-z, 0-9 and -"),
    ("guide", "x" * 65, "data.guide must be 1 to 64 of a-z, 0-9 and -"),
    ("started_at", "2026-11-22T14:03:11", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22 14:03:11Z", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T14:03Z", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T14:03:11+0100", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T14:03:11+24:00", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T14:03:11+01:60", f"data.started_at {TIME}"),
    ("started_at", "2026-02-29T14:03:11Z", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T24:00:00Z", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T23:59:60Z", f"data.started_at {TIME}"),
    ("started_at", "0000-11-22T23:59:00Z", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T14:03:11.Z", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T14:03:11Z\n", f"data.started_at {TIME}"),
    ("started_at", "٢٠٢٦-11-22T14:03:11Z", f"data.started_at {TIME}"),
    ("started_at", "20261122T140311Z", f"data.started_at {TIME}"),
    ("started_at", "2026-11-22T14:03:11." + "1" * 99 + "Z", f"data.started_at {TIME}"),
    ("started_at", 1763820000000, f"data.started_at {TIME}"),
    ("ended_at", None, f"data.ended_at {TIME}"),
    ("ended_at", "2026-11-22T14:03:11.119-05:00", "data.ended_at must not be before data.started_at"),
    ("ended_at", "2026-11-22T15:03:11.119-04:00", "data.ended_at must not be before data.started_at"),
    ("ended_at", "2026-11-23T14:03:11.121-05:00", "data.ended_at must be at most 24 hours after data.started_at"),
    ("sets", [], "data.sets must be a list of 1 to 100 sets"),
    ("sets", [set_of()] * 101, "data.sets must be a list of 1 to 100 sets"),
    ("sets", {}, "data.sets must be a list of 1 to 100 sets"),
    ("sets", ["left"], "data.sets[0] must be an object"),
    ("sets", [set_of(), set_of(side="up")], "data.sets[1].side must be left, right or both"),
    ("sets", [set_of(reps=-1)], "data.sets[0].reps must be a whole number from 0 to 1000"),
    ("sets", [set_of(reps=1001)], "data.sets[0].reps must be a whole number from 0 to 1000"),
    ("sets", [set_of(reps=None)], "data.sets[0].reps must be a whole number from 0 to 1000"),
    ("sets", [set_of(target=1001)], "data.sets[0].target must be a whole number from 0 to 1000, or null"),
    ("sets", [set_of(seconds=-0.1)], "data.sets[0].seconds must be a number from 0 to 86400"),
    ("sets", [set_of(seconds=86400.1)], "data.sets[0].seconds must be a number from 0 to 86400"),
    ("sets", [set_of(seconds=math.inf)], "data.sets[0].seconds must be a number from 0 to 86400"),
    ("sets", [set_of(seconds="9")], "data.sets[0].seconds must be a number from 0 to 86400"),
    ("sets", [set_of(seconds=True)], "data.sets[0].seconds must be a number from 0 to 86400"),
    ("sets", [set_of(counter="abacus")], "data.sets[0].counter must be tap, pace, motion, camera or voice"),
    ("sets", [set_of(weight=5)], "data.sets[0].weight is not a field that this server knows"),
    ("sets", [set_of(), without(set_of(), "reps")], "data.sets[1].reps is missing"),
    ("pain_before", -1, "data.pain_before must be 0 to 10, or null"),
    ("pain_before", 11, "data.pain_before must be 0 to 10, or null"),
    ("pain_after", 2.5, "data.pain_after must be 0 to 10, or null"),
    ("pain_after", False, "data.pain_after must be 0 to 10, or null"),
    ("note", "x" * 2001, "data.note must be text of at most 2,000 characters"),
    ("note", None, "data.note must be text of at most 2,000 characters"),
    ("note", "a\0b", "data.note must be whole Unicode characters without NUL"),
    ("note", "half an emoji \ud83d", "data.note must be whole Unicode characters without NUL"),
    ("mood", "fine", "data.mood is not a field that this server knows"),
    ("\ud83d", 1, "data.? is not a field that this server knows"),
    ("`$.a - at `", 1, "data.? is not a field that this server knows"),
    (" - at `$.zzz", 1, "data.? is not a field that this server knows"),
    ("mo\no\0d", 1, "data.? is not a field that this server knows"),
    ("", 1, "data.? is not a field that this server knows"),
    ("sets", [set_of(side="x - at `$.zzz`")], "data.sets[0].side must be left, right or both"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), ENVELOPES)
def test_a_wrong_field_of_the_envelope_is_named(name: str, value: Any, sentence: str) -> None:
    assert problem({**record(ID), name: value}) == sentence


@pytest.mark.parametrize(("name", "value", "sentence"), BODIES)
def test_a_wrong_field_of_the_body_is_named(name: str, value: Any, sentence: str) -> None:
    assert problem(record(ID, data=session(**{name: value}))) == sentence


@pytest.mark.parametrize("name", record())
def test_a_missing_field_of_the_envelope_is_named(name: str) -> None:
    assert problem(without(record(ID), name)) == f"{name} is missing"


@pytest.mark.parametrize("name", session())
def test_a_missing_field_of_the_body_is_named(name: str) -> None:
    assert problem(record(ID, data=without(session(), name))) == f"data.{name} is missing"


@pytest.mark.parametrize("value", [None, 1, "text", [], True, [record()]])
def test_a_record_is_an_object(value: Any) -> None:
    assert problem(value) == "a record must be an object"


@pytest.mark.parametrize(("usual", "text"), [
    ('"note":', '"note": "\\u0000", "note":'), ('"note":', '"note": "\\ud83d", "note":'),
    ('"reps": 15', '"reps": 14, "reps": 15'), ('"stamp":', '"stamp": 7, "stamp":'),
    ('"seconds": 90', '"seconds": 1e-20000'), ('"seconds": 90', f'"seconds": 0.{"1" * 20_000}'),
    ('"seconds": 90', '"seconds": -0.0'), ('"note": ', f'"note": {" " * 5000}'),
])  # fmt: skip
def test_json_that_no_device_writes_is_kept_as_what_it_means(phone: Phone, usual: str, text: str) -> None:
    sent = json.dumps(record(ID)).replace(usual, text, 1)
    body = f'{{"cursor": "", "changes": [{sent}]}}'
    answer = phone.client.post("/api/sync", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["rejected"]) == (200, [])
    pulled = phone.client.post("/api/sync", json={"cursor": "", "changes": []})
    assert pulled.get_json()["changes"] == [json.loads(sent)]
    assert len(pulled.data) < 2000, "what is written at length is not kept at length"
