"""Validates records (docs/sync.md): declares their fields as types; `parse` turns JSON into a `Record`."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..web.fields import UUID
from ..web.sentences import problem

STAMP_LIMIT = 2**53
ZERO = timedelta(0)
LONGEST_SESSION = timedelta(hours=24)
DEVICE = "[A-Za-z0-9_-]{1,64}"
GUIDE = "[a-z0-9-]{1,64}"
# RFC 3339, which allows "t" and "z" too. Without leap seconds: no phone sends one, and JavaScript can't parse it.
RFC_3339 = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
TIME = re.compile(rf"\A{RFC_3339}\Z", re.ASCII)
# Times that `datetime.fromisoformat` parses exactly or rejects. Newer Pythons parse 24:00 as the next day.
EXACT_TIME = RFC_3339.replace("1,9", "1,6").replace(r"[Tt]\d\d", r"[Tt](?:[01]\d|2[0-3])")
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")
TIME_DESCRIPTION = "a time with its offset from UTC, such as 2026-11-22T14:03:11.120-05:00"

Time = Annotated[str, Meta(max_length=40, description=TIME_DESCRIPTION)]
Repetitions = Annotated[int, Meta(ge=0, le=1000)]
# Both types, so that 90 does not become 90.0.
Seconds = Annotated[int, Meta(ge=0, le=86400)] | Annotated[float, Meta(ge=0, le=86400)]
Pain = Annotated[Annotated[int, Meta(ge=0, le=10)] | None, Meta(description="0 to 10, or null")]


Degrees = Annotated[
    Annotated[int, Meta(ge=0, le=180)] | None, Meta(description="a whole number from 0 to 180, or null")
]
EachRepetition = Annotated[list[Degrees], Meta(max_length=1000, description="a list of at most 1000")]


class Invalid(Exception):
    """A record is invalid. `code` and `field` say why, for programs (docs/sync.md); the message is for people."""

    def __init__(self, code: str, field: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.field = field


class Set(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    side: Annotated[Literal["left", "right", "both"], Meta(description="left, right or both")]
    reps: Annotated[Repetitions, Meta(description="a whole number from 0 to 1000")]
    target: Annotated[Repetitions | None, Meta(description="a whole number from 0 to 1000, or null")]
    seconds: Annotated[Seconds, Meta(description="a number from 0 to 86400")]
    counter: Annotated[
        Literal["tap", "pace", "motion", "camera", "voice"],
        Meta(description="tap, pace, motion, camera or voice"),
    ]
    counted: Annotated[Repetitions, Meta(description="a whole number from 0 to 1000")] | UnsetType = UNSET
    tilts: EachRepetition | UnsetType = UNSET
    hips: EachRepetition | UnsetType = UNSET
    knees: EachRepetition | UnsetType = UNSET


class Session(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    guide: Annotated[str, Meta(pattern=rf"\A{GUIDE}\Z", description="1 to 64 of a-z, 0-9 and -")]
    started_at: Time
    ended_at: Time
    sets: Annotated[list[Set], Meta(min_length=1, max_length=100, description="a list of 1 to 100 sets")]
    pain_before: Pain
    pain_after: Pain
    note: Annotated[str, Meta(max_length=2000, description="text of at most 2,000 characters")]
    effort: Pain | UnsetType = UNSET
    plan: (
        Annotated[
            Annotated[str, Meta(pattern=rf"\A{UUID}\Z")] | None, Meta(description="a UUID in lower case, or null")
        ]
        | UnsetType
    ) = UNSET


class Envelope(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    kind: str
    id: Annotated[str, Meta(pattern=rf"\A{UUID}\Z", description="a UUID in lower case")]
    stamp: Annotated[int, Meta(ge=0, lt=STAMP_LIMIT, description="a whole number from 0 to 2^53 - 1")]
    device: Annotated[str, Meta(pattern=rf"\A{DEVICE}\Z", description="1 to 64 of A-Z, a-z, 0-9, _ and -")]
    deleted: Annotated[bool, Meta(description="true or false")]


class SessionRecord(Envelope):
    kind: Literal["session"]
    data: Annotated[Session, Meta(description="an object, for the record is not deleted")]


class Tombstone(Envelope):
    kind: Literal["session"]
    data: Annotated[None, Meta(description="null, for the record is deleted")]


class UnknownKind(Envelope):
    """A record of a kind that this server does not know: only its envelope is validated."""

    data: Annotated[dict[str, Any], Meta(description="an object, for the record is not deleted")]


class UnknownKindTombstone(Envelope):
    data: Annotated[None, Meta(description="null, for the record is deleted")]


class TrustedSession(Session, forbid_unknown_fields=True, gc=False):
    guide: str
    started_at: str
    ended_at: str


class TrustedRecord(Envelope, forbid_unknown_fields=True, gc=False):
    """A record that is valid as `SessionRecord` or `Tombstone` if its JSON also matches `TRUSTED_START`: one match is
    faster than a pattern for each field.
    """

    id: str
    device: str
    data: TrustedSession | None


TRUSTED_START = re.compile(
    rf'\{{"kind":"session","id":"{UUID}","stamp":\d+,"device":"{DEVICE}","deleted":'
    rf'(?:true,"data":null|false,"data":\{{"guide":"{GUIDE}","started_at":"{EXACT_TIME}","ended_at":"{EXACT_TIME}",)',
    re.ASCII,
)
_match_trusted_start = TRUSTED_START.match


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


_encode = msgspec.json.Encoder().encode


def parse(value: object) -> Record:
    """The record in `value`, any decoded JSON. Raises Invalid.

    static/js/records/check.js finds the same code and field for every record; tests/vectors/records.json tests both.
    """
    if not isinstance(value, dict):
        raise Invalid("no_record", "", "a record must be an object")
    checked = _convert(value, _shape(value))
    if isinstance(checked, UnknownKind | UnknownKindTombstone):
        raise Invalid("unknown_kind", "kind", _unknown_kind(checked.kind))
    if isinstance(checked, SessionRecord):
        session = checked.data
        start, nanoseconds = _time("data.started_at", session.started_at)
        end, nanoseconds_after = _time("data.ended_at", session.ended_at)
        _check_times_and_note(value["data"]["note"], end - start, nanoseconds_after - nanoseconds)
    return Record(checked.id, checked.stamp, checked.device, checked.deleted, _encode(checked).decode())


def trust(trusted: TrustedRecord) -> Record:
    """The same record as `parse` returns, in less time.

    Raises one of NOT_TRUSTED, without a message, if the record is invalid, or if its times end in "z" or have more than
    six decimals: `parse` then says what is wrong, if anything is.
    """
    text = _encode(trusted).decode()
    if not _match_trusted_start(text):
        raise NotTrusted
    if (session := trusted.data) is not None:
        _check_times_and_note(
            session.note, datetime.fromisoformat(session.ended_at) - datetime.fromisoformat(session.started_at)
        )
    return Record(trusted.id, trusted.stamp, trusted.device, trusted.deleted, text)


class NotTrusted(Exception):
    """A record that only `parse` can validate."""


NOT_TRUSTED = (NotTrusted, Invalid, msgspec.MsgspecError, ValueError, RecursionError)
"""What decoding a body and `trust` raise where `parse` is needed."""


def _shape(value: dict[str, Any]) -> type[Envelope]:
    if "kind" not in value:
        raise Invalid("missing", "kind", "kind is missing")
    kind, deleted = value["kind"], value.get("deleted") is True
    if not isinstance(kind, str) or not kind or NOT_STORABLE.search(kind):
        raise Invalid("invalid", "kind", "kind must be session: this server knows no other")
    if kind == "session":
        return Tombstone if deleted else SessionRecord
    return UnknownKindTombstone if deleted else UnknownKind


def _unknown_kind(kind: str) -> str:
    if kind in ("plan", "check"):
        return f"kind {kind} is reserved: this server does not take it yet"
    return "kind must be session: this server knows no other"


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


def _check_times_and_note(note: str, duration: timedelta, nanoseconds: int = 0) -> None:
    """Raises Invalid. `nanoseconds`, -999 to 999, are added to the session's `duration`."""
    if (duration, nanoseconds) < (ZERO, 0):
        raise Invalid("before_start", "data.ended_at", "data.ended_at must not be before data.started_at")
    if (duration, nanoseconds) > (LONGEST_SESSION, 0):
        message = "data.ended_at must be at most 24 hours after data.started_at"
        raise Invalid("over_24_hours", "data.ended_at", message)
    # Not every database can store these. Half a surrogate pair is what remains of an emoji that was cut in two.
    if note and (match := NOT_STORABLE.search(note)):
        code = "nul" if match[0] == "\0" else "half_character"
        raise Invalid(code, "data.note", "data.note must be whole Unicode characters without NUL")


def _time(field: str, text: str) -> tuple[datetime, int]:
    """The time to the microsecond, and 0 to 999 nanoseconds more. Raises Invalid."""
    message = f"{field} must be {TIME_DESCRIPTION}"
    if not (match := TIME.match(text)):
        raise Invalid("invalid", field, message)
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        moment = None
    if moment is None or text[11:13] == "24":  # a day or an hour that does not exist
        raise Invalid("no_such_time", field, message)
    return moment, int((match[1] or ".").ljust(10, "0")[7:])
