"""Properties of parsing a sync request that hold for any bytes: Hypothesis and the fuzzer look for counterexamples."""

import json
import re
from typing import Any

from hinge_pwa.sync import request
from hinge_pwa.sync.kinds.fields import Invalid
from hinge_pwa.sync.records import Record, parse
from hinge_pwa.web.errors import ApiError

ABOUT_THE_RECORD = "a record must be an object"
ABOUT_A_FIELD = re.compile(r".+? (is missing|is not a field that this server knows|must .+)")


def check_reading(body: bytes) -> None:
    """Raises AssertionError, and any exception that the server does not turn into an ApiError."""
    try:
        cursor, valid, rejected = request.read(body)
    except ApiError as error:
        check_error(error)
        return
    changes = json.loads(body)["changes"]
    parsed = request.parse_all(changes)
    assert (valid, rejected) == (request.merge_changes(parsed[0]), parsed[1]), "the fast decoder gives another result"
    assert len(parsed[0]) + len(rejected) == len(changes), "a change is neither valid nor rejected"
    for each in rejected:
        assert is_plain(each.error), each.error
        assert each.error == ABOUT_THE_RECORD or ABOUT_A_FIELD.fullmatch(each.error), each.error

    sent = {canonical(change) for change in changes}
    assert all(canonical(envelope(record)) in sent for record in valid), "a record was changed"
    again = json.dumps({"cursor": cursor, "changes": [envelope(record) for record in valid]})
    assert request.read(again.encode()) == (cursor, valid, []), "a valid record is rejected when it is sent again"


def check_error(error: ApiError) -> None:
    assert (error.status, error.code) == (400, "invalid_request")
    assert is_plain(error.message), error.message
    assert error.message.endswith(".")


def problem_of(value: object) -> str:
    """The message for which the server rejects a record; empty if it is valid."""
    try:
        parse(value)
    except Invalid as problem:
        return str(problem)
    return ""


def is_plain(sentence: str) -> bool:
    """One line of at most 200 characters, so that it can be shown."""
    return sentence.isprintable() and len(sentence) <= 200


def envelope(record: Record) -> dict[str, Any]:
    text: dict[str, Any] = json.loads(record.text)
    assert (record.id, record.stamp, record.device, record.deleted) == tuple(
        text[name] for name in ("id", "stamp", "device", "deleted")
    )
    return text


def canonical(value: object) -> str:
    """Text that differs for 1 and true, though equal in Python, and not for 1 and 1.0, one number in JSON."""
    return json.dumps(json.loads(json.dumps(value), parse_float=_number), sort_keys=True)


def _number(text: str) -> int | float:
    return int(number) if (number := float(text)).is_integer() else number
