"""The kind `plan`: what a person has decided, or was advised, to practise."""

from itertools import pairwise
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from .fields import Activity, Day, DayOrNull, Guide, Invalid, check_text, read_day

DAYS = "a list of 1 to 7 different days from 1, Monday, to 7, Sunday, in their order"

Weekday = Annotated[int, Meta(ge=1, le=7, description="a whole number from 1, Monday, to 7, Sunday")]
TimeOfDay = Annotated[str, Meta(pattern=r"\A([01][0-9]|2[0-3]):[0-5][0-9]\Z")]


class PlanItem(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    guide: Guide
    reps: Annotated[int, Meta(ge=1, le=100, description="a whole number from 1 to 100")]
    rounds: Annotated[int, Meta(ge=1, le=10, description="a whole number from 1 to 10")]
    tempo: Annotated[int, Meta(ge=50, le=200, description="a whole number from 50 to 200")]
    days: Annotated[list[Weekday], Meta(min_length=1, max_length=7, description=DAYS)]


class Plan(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    items: Annotated[list[PlanItem], Meta(min_length=1, max_length=6, description="a list of 1 to 6 items")]
    starts_on: Day
    review_on: DayOrNull
    ended_on: DayOrNull
    remind_at: Annotated[TimeOfDay | None, Meta(description="a time of day, such as 07:30, or null")]
    activities: Annotated[list[Activity], Meta(max_length=5, description="a list of at most 5 activities")]
    given_by: Annotated[str, Meta(max_length=80, description="text of at most 80 characters")]
    words: Annotated[str, Meta(max_length=500, description="text of at most 500 characters")]


def check(data: dict[str, Any]) -> None:
    """`data` has the shape of `Plan`. Raises Invalid."""
    items, activities = data["items"], data["activities"]
    _check_different([(f"data.items[{at}].guide", item["guide"]) for at, item in enumerate(items)])
    for at, item in enumerate(items):
        if any(day >= next_day for day, next_day in pairwise(item["days"])):
            raise Invalid("invalid", f"data.items[{at}].days", f"data.items[{at}].days must be {DAYS}")
    start = read_day("data.starts_on", data["starts_on"])
    for field in ("review_on", "ended_on"):
        if data[field] is not None and read_day(f"data.{field}", data[field]) < start:
            raise Invalid("before_start", f"data.{field}", f"data.{field} must not be before data.starts_on")
    texts = [(f"data.activities[{at}]", activity) for at, activity in enumerate(activities)]
    _check_different(texts)
    for field, text in [*texts, ("data.given_by", data["given_by"]), ("data.words", data["words"])]:
        check_text(field, text)


def _check_different(values: list[tuple[str, str]]) -> None:
    """Raises Invalid at the first field whose value an earlier one has."""
    seen = set()
    for field, value in values:
        if value in seen:
            raise Invalid("twice", field, f"{field} must be another than those before it")
        seen.add(value)
