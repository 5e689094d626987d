"""The time as the database keeps it."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now in UTC, without its zone: columns of type DateTime have none."""
    return datetime.now(UTC).replace(tzinfo=None)
