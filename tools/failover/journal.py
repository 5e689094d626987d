"""What the devices saw: every request, and every change that was acknowledged."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition

from tests.support.phones import Envelope

from .until import PATIENCE_SECONDS

NO_ANSWER = 0


@dataclass(frozen=True)
class Attempt:
    """One request to sync."""

    ended: float
    """By time.monotonic()."""
    seconds: float
    brought: int
    """Changes that it carried."""
    status: int
    """NO_ANSWER where none came."""


@dataclass
class Journal:
    attempts: list[Attempt] = field(default_factory=list)
    acknowledged: list[Envelope] = field(default_factory=list)
    _more: Condition = field(default_factory=Condition)

    def note(self, begun: float, status: int, sent: list[Envelope]) -> None:
        """Kept before the device goes on."""
        now = time.monotonic()
        with self._more:
            self.attempts.append(Attempt(now, now - begun, len(sent), status))
            if status == 200:
                self.acknowledged += sent
            self._more.notify_all()

    def wait_for(self, count: int, what: Callable[[Attempt], bool]) -> None:
        """Until `count` more attempts are as `what` says. Raises TimeoutError."""
        with self._more:
            first = len(self.attempts)
            if not self._more.wait_for(lambda: sum(map(what, self.attempts[first:])) >= count, PATIENCE_SECONDS):
                raise TimeoutError(f"In {PATIENCE_SECONDS} s the devices had no {count} attempts that were waited for")


def taken(attempt: Attempt) -> bool:
    """Whether changes were acknowledged."""
    return attempt.status == 200 and attempt.brought > 0


def refused(attempt: Attempt) -> bool:
    """Whether changes were answered with "try again soon"."""
    return attempt.status == 503 and attempt.brought > 0


def read(attempt: Attempt) -> bool:
    """Whether a device that brought nothing got what the others have."""
    return attempt.status == 200 and attempt.brought == 0


def anything(attempt: Attempt) -> bool:
    return True
