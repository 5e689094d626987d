"""Hinge as real servers of the tests run it: the whole of it, with a clock that a request may move (remote.LATER), a
defect that one may meet (remote.DEFECT), less patience with a locked database, so that nobody waits for long, and room
for fewer records.
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

from .remote import DEFECT, LATER, MOST_RECORDS

engine.BUSY_SECONDS = 1

from app import app, front  # noqa: E402 - it is made at the import, and reads BUSY_SECONDS

__all__ = ["app", "front"]


environment: ContextVar[dict[str, Any]] = ContextVar("environment")
"""Of the request that this thread answers, by WSGI."""


def answer(environ: dict[str, Any], start_response: Any, answer: Callable[..., Any] = app.wsgi_app) -> Any:
    environment.set(environ)
    return answer(environ, start_response)


def header(name: str) -> str | None:
    """Of the request that this thread answers, if it is one."""
    return environment.get({}).get(f"HTTP_{name.upper().replace('-', '_')}")


def moved() -> timedelta:
    return timedelta(seconds=int(header(LATER) or 0))


def now(real: Callable[[], datetime] = clock.utc_now) -> datetime:
    return real() + moved()


def today() -> date:
    return now().date()


def make_cursor(epoch: str, account_id: str, sequence: int, real: Callable[..., str] = cursors.make) -> str:
    """A push has written all it has by now, and has not committed."""
    if header(DEFECT):
        raise ZeroDivisionError
    return real(epoch, account_id, sequence)


app.wsgi_app = answer  # type: ignore[method-assign]
cursors.make = make_cursor
exchange.PUSH_TO_POSTGRESQL = PUSH_TO_POSTGRESQL.replace(str(config.MOST_RECORDS), str(MOST_RECORDS))  # type: ignore[attr-defined]
exchange.MOST_RECORDS = MOST_RECORDS  # type: ignore[attr-defined]
clock.utc_now = now
sign_ins.today = today
