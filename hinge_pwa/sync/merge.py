"""Which of two changes of one record wins. static/js/records/merge.js has the same rule."""

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

    Python orders strings by code point, as the protocol requires; a database's collation may not.
    """
    return (change.stamp, bool(change.deleted), change.device)


def wins(a: Change, b: Change) -> bool:
    """Whether `a` wins over `b`; False for the same change."""
    return rank(a) > rank(b)
