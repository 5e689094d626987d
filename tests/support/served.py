"""The application that real servers of the tests run.

It is the whole of Hinge, but a request may advance the clock (remote.CLOCK_OFFSET) or cause an exception
(remote.DEFECT), it waits only a second for a locked database, and an account holds fewer records.
"""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any

from hinge_pwa import config
from hinge_pwa.accounts import sign_ins
from hinge_pwa.database import clock, engine
from hinge_pwa.sync import cursors, exchange
from hinge_pwa.sync.statements import PUSH_TO_POSTGRESQL

from .remote import CLOCK_OFFSET, DEFECT, MOST_RECORDS

engine.BUSY_SECONDS = 1

from app import app, front  # noqa: E402 - importing it creates the application, which reads BUSY_SECONDS

__all__ = ["app", "front"]


environment: ContextVar[dict[str, Any]] = ContextVar("environment")
"""The WSGI environ of the request that this thread answers."""


def answer(environ: dict[str, Any], start_response: Any, answer: Callable[..., Any] = app.wsgi_app) -> Any:
    environment.set(environ)
    return answer(environ, start_response)


def header(name: str) -> str | None:
    """A header of the request that this thread answers; None outside of requests."""
    return environment.get({}).get(f"HTTP_{name.upper().replace('-', '_')}")


def clock_offset() -> timedelta:
    return timedelta(seconds=int(header(CLOCK_OFFSET) or 0))


def now(real: Callable[[], datetime] = clock.utc_now) -> datetime:
    return real() + clock_offset()


def today() -> date:
    return now().date()


def make_cursor(epoch: str, account_id: str, sequence: int, real: Callable[..., str] = cursors.make) -> str:
    """Called after a push has written its records and before it commits."""
    if header(DEFECT):
        raise ZeroDivisionError
    return real(epoch, account_id, sequence)


app.wsgi_app = answer  # type: ignore[method-assign]
cursors.make = make_cursor
exchange.PUSH_TO_POSTGRESQL = PUSH_TO_POSTGRESQL.replace(str(config.MOST_RECORDS), str(MOST_RECORDS))  # type: ignore[attr-defined]
exchange.MOST_RECORDS = MOST_RECORDS  # type: ignore[attr-defined]
clock.utc_now = now
sign_ins.today = today
