"""What a record must look like (docs/sync.md), declared as types; `parse` turns one into a `Record`."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..web.fields import UUID
from ..web.sentences import problem

STAMP_LIMIT = 2**53
NO_TIME = timedelta(0)
LONGEST_SESSION = timedelta(hours=24)
DEVICE = "[A-Za-z0-9_-]{1,64}"
GUIDE = "[a-z0-9-]{1,64}"
# RFC 3339, which allows "t" and "z" too. No leap second: no phone gives one, and JavaScript can't read it.
RFC_3339 = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
TIME = re.compile(rf"\A{RFC_3339}\Z", re.ASCII)
# What `datetime.fromisoformat` reads exactly, or refuses. Newer Pythons take 24:00 for the next day.
EXACT = RFC_3339.replace("1,9", "1,6").replace(r"[Tt]\d\d", r"[Tt](?:[01]\d|2[0-3])")
NOT_KEPT = re.compile("[\0\ud800-\udfff]")
TIME_SENTENCE = "a time with its offset from UTC, such as 2026-11-22T14:03:11.120-05:00"

Time = Annotated[str, Meta(max_length=40, description=TIME_SENTENCE)]
Repetitions = Annotated[int, Meta(ge=0, le=1000)]
# Either kind, so that 90 does not become 90.0.
Seconds = Annotated[int, Meta(ge=0, le=86400)] | Annotated[float, Meta(ge=0, le=86400)]
Pain = Annotated[Annotated[int, Meta(ge=0, le=10)] | None, Meta(description="0 to 10, or null")]


Measured = Annotated[
    Annotated[int, Meta(ge=0, le=180)] | None, Meta(description="a whole number from 0 to 180, or null")
]
EachRepetition = Annotated[list[Measured], Meta(max_length=1000, description="a list of at most 1000")]


class Invalid(Exception):
    """A record that can't be taken. `code` and `field` say why to programs (docs/sync.md), the message to people."""

    def __init__(self, code: str, field: str, sentence: str) -> None:
        super().__init__(sentence)
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


class LivingSession(Envelope):
    kind: Literal["session"]
    data: Annotated[Session, Meta(description="an object, for the record is not deleted")]


class Tombstone(Envelope):
    kind: Literal["session"]
    data: Annotated[None, Meta(description="null, for the record is deleted")]


class Foreign(Envelope):
    """What can be said of a record of a kind that this server does not know."""

    data: Annotated[dict[str, Any], Meta(description="an object, for the record is not deleted")]


class ForeignTombstone(Envelope):
    data: Annotated[None, Meta(description="null, for the record is deleted")]


class TrustedSession(Session, forbid_unknown_fields=True, gc=False):
    guide: str
    started_at: str
    ended_at: str


class TrustedRecord(Envelope, forbid_unknown_fields=True, gc=False):
    """A record that is a `LivingSession` or a `Tombstone` if its text begins as `HEAD` says: to match that once costs
    less than a pattern for each field.
    """

    id: str
    device: str
    data: TrustedSession | None


HEAD = re.compile(
    rf'\{{"kind":"session","id":"{UUID}","stamp":\d+,"device":"{DEVICE}","deleted":'
    rf'(?:true,"data":null|false,"data":\{{"guide":"{GUIDE}","started_at":"{EXACT}","ended_at":"{EXACT}",)',
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
    """The record in `value`, parsed JSON of any kind. Raises Invalid.

    static/js/records/check.js gives every record the same code and field; tests/vectors/records.json holds them to it.
    """
    if not isinstance(value, dict):
        raise Invalid("no_record", "", "a record must be an object")
    checked = _convert(value, _shape(value))
    if isinstance(checked, Foreign | ForeignTombstone):
        raise Invalid("unknown_kind", "kind", _unknown_kind(checked.kind))
    if isinstance(checked, LivingSession):
        session = checked.data
        start, nanoseconds = _time("data.started_at", session.started_at)
        end, nanoseconds_after = _time("data.ended_at", session.ended_at)
        _check(value["data"]["note"], end - start, nanoseconds_after - nanoseconds)
    return Record(checked.id, checked.stamp, checked.device, checked.deleted, _encode(checked).decode())


def trust(sent: TrustedRecord) -> Record:
    """The record, as `parse` would give it. Raises one of NOT_TRUSTED, without a word, if it is not valid, or its times
    end with "z" or are told to the nanosecond: what is wrong with it only `parse` knows.
    """
    text = _encode(sent).decode()
    if not _has_head(text):
        raise NotTrusted
    if (session := sent.data) is not None:
        _check(session.note, datetime.fromisoformat(session.ended_at) - datetime.fromisoformat(session.started_at))
    return Record(sent.id, sent.stamp, sent.device, sent.deleted, text)


class NotTrusted(Exception):
    """A record that `parse` is to look at."""


NOT_TRUSTED = (NotTrusted, Invalid, msgspec.MsgspecError, ValueError, RecursionError)
"""What a body that is not to be trusted raises, when it is decoded and then trusted."""


def _shape(value: dict[str, Any]) -> type[Envelope]:
    if "kind" not in value:
        raise Invalid("missing", "kind", "kind is missing")
    kind, deleted = value["kind"], value.get("deleted") is True
    if not isinstance(kind, str) or not kind or NOT_KEPT.search(kind):
        raise Invalid("invalid", "kind", "kind must be session: this server knows no other")
    if kind == "session":
        return Tombstone if deleted else LivingSession
    return ForeignTombstone if deleted else Foreign


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
        return msgspec.convert(_plain(value), shape)
    except msgspec.ValidationError as error:
        raise Invalid(*problem(error, shape)) from None


DEEPEST = 5
"""How deep the values of a record lie: `data.sets[0].tilts[0]`."""


def _plain(value: Any, depth: int = 0) -> Any:
    """The same as msgspec can read it: 1.0 as 1, which in JSON are one number; and half a surrogate pair, which is
    wrong wherever it stands, as NUL, which is so too.
    """
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        return NOT_KEPT.sub("\0", value)
    if isinstance(value, list) and depth < DEEPEST:
        return [_plain(each, depth + 1) for each in value]
    if isinstance(value, dict) and depth < DEEPEST:
        return {_plain(name): _plain(each, depth + 1) for name, each in value.items()}
    return value


def _check(note: str, took: timedelta, nanoseconds: int = 0) -> None:
    """`nanoseconds` that it took beyond `took`, -999 to 999."""
    if (took, nanoseconds) < (NO_TIME, 0):
        raise Invalid("before_start", "data.ended_at", "data.ended_at must not be before data.started_at")
    if (took, nanoseconds) > (LONGEST_SESSION, 0):
        sentence = "data.ended_at must be at most 24 hours after data.started_at"
        raise Invalid("over_24_hours", "data.ended_at", sentence)
    # Neither can be kept by every database; half an emoji is what is left when a text is cut in its middle.
    if note and (wrong := NOT_KEPT.search(note)):
        code = "nul" if wrong[0] == "\0" else "half_character"
        raise Invalid(code, "data.note", "data.note must be whole Unicode characters without NUL")


def _time(field: str, text: str) -> tuple[datetime, int]:
    """To the microsecond, and the nanoseconds beyond it."""
    sentence = f"{field} must be {TIME_SENTENCE}"
    if not (found := TIME.match(text)):
        raise Invalid("invalid", field, sentence)
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        moment = None
    if moment is None or text[11:13] == "24":  # a day or an hour that no calendar or clock has
        raise Invalid("no_such_time", field, sentence)
    return moment, int((found[1] or ".").ljust(10, "0")[7:])
