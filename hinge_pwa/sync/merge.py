"""Which of two changes of one record stands. static/js/records/merge.js is the same rule."""

from typing import Protocol


class Change(Protocol):
    @property
    def stamp(self) -> int: ...
    @property
    def deleted(self) -> bool: ...
    @property
    def device(self) -> str: ...


def rank(change: Change) -> tuple[int, bool, str]:
    """Changes of equal rank are the same change.

    Python orders strings by code point, as the protocol asks; a database's collation may not.
    """
    return (change.stamp, bool(change.deleted), change.device)


def wins(a: Change, b: Change) -> bool:
    """Whether `a` beats `b`; never for the same change."""
    return rank(a) > rank(b)
