"""The time in the form that the database stores."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The current time in UTC as a naive datetime, for columns of type DateTime."""
    return datetime.now(UTC).replace(tzinfo=None)
