"""What holds of the bytes of a sync request, whatever they are: Hypothesis and the fuzzer try to find others."""

import json
import re
from typing import Any

from hinge_pwa.sync import request
from hinge_pwa.sync.records import Invalid, Record, parse
from hinge_pwa.web.errors import ApiError

ABOUT_THE_RECORD = "a record must be an object"
ABOUT_A_FIELD = re.compile(r".+? (is missing|is not a field that this server knows|is reserved: .+|must .+)")


def check_reading(body: bytes) -> None:
    """Raises AssertionError; and whatever the server lets out."""
    try:
        cursor, taken, rejected = request.read(body)
    except ApiError as error:
        check_refusal(error)
        return
    changes = json.loads(body)["changes"]
    thorough = request.sift(changes)
    assert (taken, rejected) == (request.best(thorough[0]), thorough[1]), "the quick way differs"
    assert len(thorough[0]) + len(rejected) == len(changes), "a change is neither taken nor rejected"
    for each in rejected:
        assert is_plain(each.error), each.error
        assert each.error == ABOUT_THE_RECORD or ABOUT_A_FIELD.fullmatch(each.error), each.error

    sent = {canonical(change) for change in changes}
    assert all(canonical(envelope(record)) in sent for record in taken), "a record was changed"
    again = json.dumps({"cursor": cursor, "changes": [envelope(record) for record in taken]})
    assert request.read(again.encode()) == (cursor, taken, []), "what was taken is not taken again"


def check_refusal(refused: ApiError) -> None:
    assert (refused.status, refused.code) == (400, "invalid_request")
    assert is_plain(refused.message), refused.message
    assert refused.message.endswith(".")


def problem_of(value: object) -> str:
    """What the server says about a record; nothing if it takes it."""
    try:
        parse(value)
    except Invalid as problem:
        return str(problem)
    return ""


def is_plain(sentence: str) -> bool:
    """Fit to be shown: in one line, and not longer than a person reads."""
    return sentence.isprintable() and len(sentence) <= 200


def envelope(record: Record) -> dict[str, Any]:
    text: dict[str, Any] = json.loads(record.text)
    assert (record.id, record.stamp, record.device, record.deleted) == tuple(
        text[name] for name in ("id", "stamp", "device", "deleted")
    )
    return text


def canonical(value: object) -> str:
    """Tells 1 and true apart, which Python takes for equal, and not 1 and 1.0, which are one number in JSON."""
    return json.dumps(json.loads(json.dumps(value), parse_float=_number), sort_keys=True)


def _number(text: str) -> int | float:
    return int(number) if (number := float(text)).is_integer() else number
