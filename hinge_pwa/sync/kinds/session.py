"""The kind `session`: one completed or abandoned practice."""

from datetime import timedelta
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from .fields import Guide, IdOrNull, Invalid, Note, Pain, Time, check_text, read_time

ZERO = timedelta(0)
LONGEST_SESSION = timedelta(hours=24)

Repetitions = Annotated[int, Meta(ge=0, le=1000)]
# Both types, so that 90 does not become 90.0.
Seconds = Annotated[int, Meta(ge=0, le=86400)] | Annotated[float, Meta(ge=0, le=86400)]
DegreesOrNull = Annotated[
    Annotated[int, Meta(ge=0, le=180)] | None, Meta(description="a whole number from 0 to 180, or null")
]
EachRepetition = Annotated[list[DegreesOrNull], Meta(max_length=1000, description="a list of at most 1000")]


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
    guide: Guide
    started_at: Time
    ended_at: Time
    sets: Annotated[list[Set], Meta(min_length=1, max_length=100, description="a list of 1 to 100 sets")]
    pain_before: Pain
    pain_after: Pain
    note: Note
    effort: Pain | UnsetType = UNSET
    plan: IdOrNull | UnsetType = UNSET


def check(data: dict[str, Any]) -> None:
    """`data` has the shape of `Session`. Raises Invalid."""
    start, nanoseconds = read_time("data.started_at", data["started_at"])
    end, nanoseconds_after = read_time("data.ended_at", data["ended_at"])
    check_times_and_note(data["note"], end - start, nanoseconds_after - nanoseconds)


def check_times_and_note(note: str, duration: timedelta, nanoseconds: int = 0) -> None:
    """Raises Invalid. `nanoseconds`, -999 to 999, are added to the session's `duration`."""
    if (duration, nanoseconds) < (ZERO, 0):
        raise Invalid("before_start", "data.ended_at", "data.ended_at must not be before data.started_at")
    if (duration, nanoseconds) > (LONGEST_SESSION, 0):
        message = "data.ended_at must be at most 24 hours after data.started_at"
        raise Invalid("over_24_hours", "data.ended_at", message)
    check_text("data.note", note)
