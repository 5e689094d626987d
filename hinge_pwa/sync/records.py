"""Validates records (docs/sync.md): declares their fields as types; `parse` turns JSON into a `Record`."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from ..web.fields import UUID
from ..web.sentences import problem
from .kinds import check, plan, session
from .kinds.fields import NOT_STORABLE, Invalid

STAMP_LIMIT = 2**53
DEVICE = "[A-Za-z0-9_-]{1,64}"
OBJECT = Meta(description="an object, for the record is not deleted")
NULL = Meta(description="null, for the record is deleted")
KIND = "kind must be session, check or plan: this server knows no other"


class Envelope(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    kind: str
    id: Annotated[str, Meta(pattern=rf"\A{UUID}\Z", description="a UUID in lower case")]
    stamp: Annotated[int, Meta(ge=0, lt=STAMP_LIMIT, description="a whole number from 0 to 2^53 - 1")]
    device: Annotated[str, Meta(pattern=rf"\A{DEVICE}\Z", description="1 to 64 of A-Z, a-z, 0-9, _ and -")]
    deleted: Annotated[bool, Meta(description="true or false")]


class SessionRecord(Envelope):
    kind: Literal["session"]
    data: Annotated[session.Session, OBJECT]


class CheckRecord(Envelope):
    kind: Literal["check"]
    data: Annotated[check.Check, OBJECT]


class PlanRecord(Envelope):
    kind: Literal["plan"]
    data: Annotated[plan.Plan, OBJECT]


class UnknownKind(Envelope):
    """A record of a kind that this server does not know: only its envelope is validated."""

    data: Annotated[dict[str, Any], OBJECT]


class Tombstone(Envelope):
    kind: Literal["check", "plan", "session"]
    data: Annotated[None, NULL]


class UnknownKindTombstone(Envelope):
    data: Annotated[None, NULL]


KINDS: dict[str, tuple[type[Envelope], Callable[[dict[str, Any]], None]]] = {
    "session": (SessionRecord, session.check),
    "check": (CheckRecord, check.check),
    "plan": (PlanRecord, plan.check),
}
"""Of each kind that the server knows: the type of its records, and what else must be right in the data of one."""


class Record(msgspec.Struct, frozen=True, gc=False):
    """One valid change. `text` is the whole record as JSON.

    `text` is encoded from the validated values, because the JSON that a device sent may hold a field twice or a number
    of a thousand digits.
    """

    id: str
    stamp: int
    device: str
    deleted: bool
    text: str


encode = msgspec.json.Encoder().encode


def parse(value: object) -> Record:
    """The record in `value`, any decoded JSON. Raises Invalid.

    static/js/records/check.js finds the same code and field for every record; tests/vectors/records.json tests both.
    """
    if not isinstance(value, dict):
        raise Invalid("no_record", "", "a record must be an object")
    if "kind" not in value:
        raise Invalid("missing", "kind", "kind is missing")
    kind, deleted = value["kind"], value.get("deleted") is True
    if not isinstance(kind, str) or not kind or NOT_STORABLE.search(kind):
        raise Invalid("invalid", "kind", KIND)
    if kind not in KINDS:
        _convert(value, UnknownKindTombstone if deleted else UnknownKind)
        raise Invalid("unknown_kind", "kind", KIND)
    shape, check_data = KINDS[kind]
    checked = _convert(value, Tombstone if deleted else shape)
    if not deleted:
        check_data(value["data"])
    return Record(checked.id, checked.stamp, checked.device, checked.deleted, encode(checked).decode())


def _convert(value: dict[str, Any], shape: type[Envelope]) -> Any:
    try:
        return msgspec.convert(value, shape)
    except (msgspec.ValidationError, UnicodeEncodeError):
        pass
    try:
        return msgspec.convert(_normalize(value), shape)
    except msgspec.ValidationError as error:
        raise Invalid(*problem(error, shape)) from None


MAX_DEPTH = 5
"""The depth of the deepest value of a record, `data.sets[0].tilts[0]`."""


def _normalize(value: Any, depth: int = 0) -> Any:
    """`value` as msgspec can read it: 1.0 becomes 1, which is the same number in JSON; half a surrogate pair becomes
    NUL, which is invalid too.
    """
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        return NOT_STORABLE.sub("\0", value)
    if isinstance(value, list) and depth < MAX_DEPTH:
        return [_normalize(each, depth + 1) for each in value]
    if isinstance(value, dict) and depth < MAX_DEPTH:
        return {_normalize(name): _normalize(each, depth + 1) for name, each in value.items()}
    return value
