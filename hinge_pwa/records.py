"""What a record must look like (docs/sync.md), declared as types; `parse` turns one into a `Record`."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from .sentences import sentence

STAMP_LIMIT = 2**53
NO_TIME = timedelta(0)
LONGEST_SESSION = timedelta(hours=24)
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
DEVICE = "[A-Za-z0-9_-]{1,64}"
GUIDE = "[a-z0-9-]{1,64}"
# RFC 3339, which allows "t" and "z" too. No leap second: no phone gives one, and JavaScript can't read it.
RFC_3339 = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
TIME = re.compile(rf"\A{RFC_3339}\Z", re.ASCII)
NOT_KEPT = re.compile("[\0\ud800-\udfff]")
TIME_SENTENCE = "a time with its offset from UTC, such as 2026-11-22T14:03:11.120-05:00"

Time = Annotated[str, Meta(max_length=40, description=TIME_SENTENCE)]
Repetitions = Annotated[int, Meta(ge=0, le=1000)]
# Either kind, so that 90 does not become 90.0.
Seconds = Annotated[int, Meta(ge=0, le=86400)] | Annotated[float, Meta(ge=0, le=86400)]
Pain = Annotated[Annotated[int, Meta(ge=0, le=10)] | None, Meta(description="0 to 10, or null")]


class Invalid(Exception):
    """A record that can't be taken. The message is one plain sentence that names the field."""


class Set(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    side: Annotated[Literal["left", "right", "both"], Meta(description="left, right or both")]
    reps: Annotated[Repetitions, Meta(description="a whole number from 0 to 1000")]
    target: Annotated[Repetitions | None, Meta(description="a whole number from 0 to 1000, or null")]
    seconds: Annotated[Seconds, Meta(description="a number from 0 to 86400")]
    counter: Annotated[
        Literal["tap", "pace", "motion", "camera", "voice"],
        Meta(description="tap, pace, motion, camera or voice"),
    ]


class Session(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    guide: Annotated[str, Meta(pattern=rf"\A{GUIDE}\Z", description="1 to 64 of a-z, 0-9 and -")]
    started_at: Time
    ended_at: Time
    sets: Annotated[list[Set], Meta(min_length=1, max_length=100, description="a list of 1 to 100 sets")]
    pain_before: Pain
    pain_after: Pain
    note: Annotated[str, Meta(max_length=2000, description="text of at most 2,000 characters")]


class Envelope(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    kind: Literal["session"]
    id: Annotated[str, Meta(pattern=rf"\A{UUID}\Z", description="a UUID in lower case")]
    stamp: Annotated[int, Meta(ge=0, lt=STAMP_LIMIT, description="a whole number from 0 to 2^53 - 1")]
    device: Annotated[str, Meta(pattern=rf"\A{DEVICE}\Z", description="1 to 64 of A-Z, a-z, 0-9, _ and -")]
    deleted: Annotated[bool, Meta(description="true or false")]


class LivingSession(Envelope):
    data: Annotated[Session, Meta(description="an object, for the record is not deleted")]


class Tombstone(Envelope):
    data: Annotated[None, Meta(description="null, for the record is deleted")]


class SentSession(Session, forbid_unknown_fields=True, gc=False):
    guide: str
    started_at: str
    ended_at: str


class Sent(Envelope, forbid_unknown_fields=True, gc=False):
    """A record that is a `LivingSession` or a `Tombstone` if its text begins as `HEAD` says: to match that once costs
    less than a pattern for each field.
    """

    id: str
    device: str
    data: SentSession | None


HEAD = re.compile(
    rf'\{{"kind":"session","id":"{UUID}","stamp":\d+,"device":"{DEVICE}","deleted":'
    rf'(?:true,"data":null|false,"data":\{{"guide":"{GUIDE}","started_at":"{RFC_3339}","ended_at":"{RFC_3339}",)',
    re.ASCII,
)
_has_head = HEAD.match


class Record(msgspec.Struct, frozen=True, gc=False):
    """One valid change. `text` is all of it, as JSON.

    It is written from what was checked: in the text that a device sent, a field may stand twice, or a number have a
    thousand digits.
    """

    id: str
    stamp: int
    device: str
    deleted: bool
    text: str


_encode = msgspec.json.Encoder().encode


def parse(value: object) -> Record:
    """The record in `value`, parsed JSON of any kind. Raises Invalid."""
    if not isinstance(value, dict):
        raise Invalid("a record must be an object")
    _check_kind(value)
    shape: type[Tombstone | LivingSession] = Tombstone if value.get("deleted") is True else LivingSession
    try:
        checked = msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        raise Invalid(sentence(error, shape)) from None
    except UnicodeEncodeError:
        raise Invalid("the names of all fields must be text in Unicode") from None
    if checked.data is not None:
        session = checked.data
        _check(session, _time("data.started_at", session.started_at), _time("data.ended_at", session.ended_at))
    return Record(checked.id, checked.stamp, checked.device, checked.deleted, _encode(checked).decode())


def trust(sent: Sent) -> Record:
    """The record, as `parse` would give it. Raises one of NOT_TRUSTED, without a word, if it is not valid, or its times
    end with "z": what is wrong with it only `parse` knows.
    """
    text = _encode(sent).decode()
    if not _has_head(text):
        raise Invalid
    if (session := sent.data) is not None:
        _check(session, datetime.fromisoformat(session.started_at), datetime.fromisoformat(session.ended_at))
    return Record(sent.id, sent.stamp, sent.device, sent.deleted, text)


NOT_TRUSTED = (Invalid, msgspec.MsgspecError, ValueError, RecursionError)
"""What a body that is not to be trusted raises, when it is decoded and then trusted."""


def _check_kind(value: dict[str, object]) -> None:
    if "kind" not in value:
        raise Invalid("kind is missing")
    if value["kind"] in ("plan", "check"):
        raise Invalid(f"kind {value['kind']} is reserved: this server does not take it yet")
    if value["kind"] != "session":
        raise Invalid("kind must be session: this server knows no other")


def _check(session: Session, start: datetime, end: datetime) -> None:
    if not NO_TIME <= end - start <= LONGEST_SESSION:
        raise Invalid(
            "data.ended_at must not be before data.started_at"
            if end < start
            else "data.ended_at must be at most 24 hours after data.started_at"
        )
    # Neither can be kept by every database; half an emoji is what is left when a text is cut in its middle.
    if session.note and NOT_KEPT.search(session.note):
        raise Invalid("data.note must be whole Unicode characters without NUL")


def _time(field: str, text: str) -> datetime:
    if not TIME.match(text):
        raise Invalid(f"{field} must be {TIME_SENTENCE}")
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:  # a day or an hour that no calendar or clock has
        raise Invalid(f"{field} must be {TIME_SENTENCE}") from None
