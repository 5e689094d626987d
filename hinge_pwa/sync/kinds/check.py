"""The kind `check`: how a person is at one moment."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from .fields import Activity, Degrees, IdOrNull, Invalid, Note, Pain, Rating, Time, check_text, read_time


class Score(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """Of one activity, on the Patient-Specific Functional Scale: 0 cannot do it, 10 as before the pain."""

    text: Activity
    score: Rating


class Check(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    at: Time
    session: IdOrNull
    pain: Pain
    activities: Annotated[list[Score], Meta(max_length=5, description="a list of at most 5 activities")]
    tilts: Annotated[list[Degrees], Meta(max_length=10, description="a list of at most 10")]
    note: Note


def check(data: dict[str, Any]) -> None:
    """`data` has the shape of `Check`. Raises Invalid."""
    read_time("data.at", data["at"])
    if data["pain"] is None and not (data["activities"] or data["tilts"] or data["note"]):
        raise Invalid("says_nothing", "data", "data must have at least one of pain, activities, tilts and note")
    for at, activity in enumerate(data["activities"]):
        check_text(f"data.activities[{at}].text", activity["text"])
    check_text("data.note", data["note"])
