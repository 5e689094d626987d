"""Computes each value once, however many threads ask for it at the same time."""

from collections.abc import Callable
from threading import RLock
from typing import TypeVar

T = TypeVar("T")


class Once(dict[str, T]):
    def __init__(self) -> None:
        super().__init__()
        self._locks: dict[str, RLock] = {}

    def find(self, key: str, compute: Callable[[], T]) -> T:
        """The value of `key`. Threads that ask while one computes it wait; if that raises, the next one computes."""
        if key not in self:
            with self._locks.setdefault(key, RLock()):
                if key not in self:
                    self[key] = compute()
        return self[key]
