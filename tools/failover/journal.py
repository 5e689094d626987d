"""Records every request of the devices, and every acknowledged change."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition

from tests.support.phones import Envelope

from .until import TIMEOUT_SECONDS

NO_ANSWER = 0


@dataclass(frozen=True)
class Attempt:
    """One sync request."""

    ended: float
    """By time.monotonic()."""
    seconds: float
    pushed: int
    """The number of changes in it."""
    status: int
    """The HTTP status, or NO_ANSWER."""


@dataclass
class Journal:
    attempts: list[Attempt] = field(default_factory=list)
    acknowledged: list[Envelope] = field(default_factory=list)
    _more: Condition = field(default_factory=Condition)

    def add(self, begun: float, status: int, pushed: list[Envelope]) -> None:
        """Must be called before the device applies the answer."""
        now = time.monotonic()
        with self._more:
            self.attempts.append(Attempt(now, now - begun, len(pushed), status))
            if status == 200:
                self.acknowledged += pushed
            self._more.notify_all()

    def wait_for(self, count: int, is_counted: Callable[[Attempt], bool]) -> None:
        """Wait for `count` more attempts for which `is_counted` is true. Raises TimeoutError."""
        with self._more:
            first = len(self.attempts)
            if not self._more.wait_for(lambda: sum(map(is_counted, self.attempts[first:])) >= count, TIMEOUT_SECONDS):
                raise TimeoutError(f"In {TIMEOUT_SECONDS} s the devices had no {count} attempts that were waited for")


def is_acknowledged_push(attempt: Attempt) -> bool:
    """A push that was answered 200."""
    return attempt.status == 200 and attempt.pushed > 0


def is_unavailable_push(attempt: Attempt) -> bool:
    """A push that was answered 503."""
    return attempt.status == 503 and attempt.pushed > 0


def is_pull(attempt: Attempt) -> bool:
    """A request without changes that was answered 200."""
    return attempt.status == 200 and attempt.pushed == 0


def is_any(attempt: Attempt) -> bool:
    return True
