"""A circuit breaker: while no replica of PostgreSQL confirms commits, pushes fail at once and occupy no thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import sqlalchemy as sa

from .postgresql import UnconfirmedCommit


class Confirmations:
    def __init__(self) -> None:
        self._is_open = False
        self._attempt = Lock()

    @contextmanager
    def guard(self) -> Iterator[Callable[[], None]]:
        """A context for a transaction that may write. Yields a function to call after a commit was confirmed.

        After an unconfirmed commit, only one transaction at a time is let through, until one is confirmed; the others
        raise sqlalchemy's OperationalError.
        """
        if self._is_open:
            with self._one_at_a_time():
                yield self._close
            return
        try:
            yield lambda: None  # began before the failure, so its success does not close the breaker
        except sa.exc.OperationalError as error:
            if isinstance(error.orig, UnconfirmedCommit):
                self._is_open = True
            raise

    def _close(self) -> None:
        self._is_open = False

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if not self._attempt.acquire(blocking=False):
            raise sa.exc.OperationalError(
                None, None, UnconfirmedCommit("commits are not confirmed: another one is tried")
            )
        try:
            yield
        finally:
            self._attempt.release()
