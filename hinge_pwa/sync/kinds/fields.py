"""Types and checks of fields that several kinds of records have."""

import re
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from ...web.fields import UUID

GUIDE = "[a-z0-9-]{1,64}"
# RFC 3339, which allows "t" and "z" too. Without leap seconds: no phone sends one, and JavaScript can't parse it.
RFC_3339 = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
TIME = re.compile(rf"\A{RFC_3339}\Z", re.ASCII)
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")
TIME_DESCRIPTION = "a time with its offset from UTC, such as 2026-11-22T14:03:11.120-05:00"
DAY_DESCRIPTION = "a day, such as 2026-11-30"

Id = Annotated[str, Meta(pattern=rf"\A{UUID}\Z")]
IdOrNull = Annotated[Id | None, Meta(description="a UUID in lower case, or null")]
Guide = Annotated[str, Meta(pattern=rf"\A{GUIDE}\Z", description="1 to 64 of a-z, 0-9 and -")]
Time = Annotated[str, Meta(max_length=40, description=TIME_DESCRIPTION)]
Day = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", description=DAY_DESCRIPTION)]
DayOrNull = Annotated[Day | None, Meta(description=f"{DAY_DESCRIPTION}, or null")]
Rating = Annotated[int, Meta(ge=0, le=10, description="a whole number from 0 to 10")]
Pain = Annotated[Annotated[int, Meta(ge=0, le=10)] | None, Meta(description="0 to 10, or null")]
Degrees = Annotated[int, Meta(ge=0, le=180, description="a whole number from 0 to 180")]
Note = Annotated[str, Meta(max_length=2000, description="text of at most 2,000 characters")]
Activity = Annotated[str, Meta(min_length=1, max_length=80, description="text of 1 to 80 characters")]


class Invalid(Exception):
    """A record is invalid. `code` and `field` say why, for programs (docs/sync.md); the message is for people."""

    def __init__(self, code: str, field: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.field = field


def read_time(field: str, text: str) -> tuple[datetime, int]:
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


def read_day(field: str, text: str) -> date:
    """`text` has the form of `Day`. Raises Invalid if no calendar has that day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("no_such_time", field, f"{field} must be {DAY_DESCRIPTION}") from None


def check_text(field: str, text: str) -> None:
    """Raises Invalid if not every database can store the text. Half a surrogate pair is what remains of an emoji that
    was cut in two.
    """
    if text and (match := NOT_STORABLE.search(text)):
        code = "nul" if match[0] == "\0" else "half_character"
        raise Invalid(code, field, f"{field} must be whole Unicode characters without NUL")
