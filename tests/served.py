"""Hinge as real servers of the tests run it: the whole of it, with a clock that a request may move (remote.LATER), a
defect that one may meet (remote.DEFECT), and less patience with a locked database, so that nobody waits for long.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from flask import has_request_context, request

from hinge_pwa import config, cursors, pairings, sign_ins

from .remote import DEFECT, LATER

config.BUSY_SECONDS = 1

from app import app  # noqa: E402 - it is made at the import, and reads BUSY_SECONDS

__all__ = ["app"]


def moved() -> timedelta:
    return timedelta(seconds=int(request.headers.get(LATER, 0)) if has_request_context() else 0)


def now(real: Callable[[], datetime] = pairings._now) -> datetime:
    return real() + moved()


def today() -> date:
    return now().date()


def make_cursor(epoch: str, account_id: str, sequence: int, real: Callable[..., str] = cursors.make) -> str:
    """A push has written all it has by now, and has not committed."""
    if has_request_context() and DEFECT in request.headers:
        raise ZeroDivisionError
    return real(epoch, account_id, sequence)


cursors.make = make_cursor
pairings._now = now
sign_ins.today = today
