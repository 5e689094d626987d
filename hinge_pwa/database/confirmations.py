"""While PostgreSQL's replica confirms no commit, pushes are answered at once: threads are left for all the rest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import sqlalchemy as sa

from .postgresql import Unconfirmed


class Confirmations:
    def __init__(self) -> None:
        self._are_missing = False
        self._trial = Lock()

    @contextmanager
    def expected(self) -> Iterator[Callable[[], None]]:
        """Around a transaction that may write. Gives what is to be called when something was written and confirmed.

        After one was not confirmed, one at a time is let through to try, until one is; the others get
        sqlalchemy's OperationalError.
        """
        if self._are_missing:
            with self._alone():
                yield self._confirm
            return
        try:
            yield lambda: None  # what was begun while all was well proves nothing
        except sa.exc.OperationalError as error:
            if isinstance(error.orig, Unconfirmed):
                self._are_missing = True
            raise

    def _confirm(self) -> None:
        self._are_missing = False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._trial.acquire(blocking=False):
            raise sa.exc.OperationalError(None, None, Unconfirmed("commits are not confirmed: another one is tried"))
        try:
            yield
        finally:
            self._trial.release()
