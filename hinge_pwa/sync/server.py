"""Answers sync requests: parses the body, stores the push, reads the pull."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa

from ..accounts.sign_ins import SignIn, Token
from ..database.confirmations import Confirmations
from ..database.connections import SyncPool
from ..monitoring.metrics import Metrics
from ..web.errors import MESSAGES
from . import cursors
from .exchange import Pulled, Push, Pushed, pull, push_postgresql, push_sqlite, read_state
from .request import Rejection, read
from .statements import POSTGRESQL, SQLITE
from .writers import Writers

T = TypeVar("T")


class Answer(NamedTuple):
    body: bytes
    sign_in: SignIn


class SyncServer:
    """Answers sync requests. Needs nothing of Flask: `shortcut` calls it before Flask, `endpoint` from within."""

    def __init__(self, engine: sa.Engine) -> None:
        self._metrics: Metrics | None = None
        self.writers = Writers(engine)
        self._confirmations = Confirmations()
        self._pool = SyncPool(engine)
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._sql = SQLITE if self._is_sqlite else POSTGRESQL

    def report_to(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self.writers.on_commit = metrics.commits.observe
        metrics.waiting.set_function(self.writers.waiting)

    def answer(self, token: Token, body: bytes) -> Answer:
        """The answer to a request with `body`. Raises ApiError and SQLAlchemy's errors."""
        cursor, changes, rejected = read(body)
        cursors.check(cursor)
        pushed, pulled = self._exchange(Push(token, cursor, changes))
        rejected += [Rejection(id, MESSAGES[422][1], MESSAGES[422][0], "") for id in pushed.no_room]
        if self._metrics:
            self._metrics.count_sync(len(changes), pulled.number, len(rejected))
        return Answer(
            b"".join(  # not %, which copies as it grows: the records may have 250 kB
                (
                    b'{"cursor":"',
                    cursors.make(pushed.epoch, token.account_id, pulled.reached).encode(),
                    b'","changes":[',
                    pulled.records,
                    b'],"more":true,"rejected":' if pulled.more else b'],"more":false,"rejected":',
                    msgspec.json.encode(rejected),
                    b"}",
                )
            ),
            SignIn(token.account_id, pushed.before, pushed.last_seen_on),
        )

    def write(self, work: Callable[[Any], T]) -> T:
        """The result of `work`, called with the driver's cursor: on SQLite in a transaction that other tasks may share,
        on PostgreSQL in autocommit.
        """
        if self._is_sqlite:
            return self.writers.write(work)
        with self._pool.cursor() as cursor:
            return work(cursor)

    def _exchange(self, push: Push) -> tuple[Pushed, Pulled]:
        """The push is committed before the pull is read, so that reading delays no other writer."""
        if not push.changes:
            with self._pool.cursor() as cursor:
                pushed, _ = read_state(cursor, self._sql, push)
        elif self._is_sqlite:
            pushed = self.writers.write(lambda cursor: push_sqlite(cursor, push))
        else:
            with self._confirmations.guard() as confirmed:
                with self._pool.cursor() as cursor, cursor.connection.require_confirmation():
                    pushed = push_postgresql(cursor, push)
                if pushed.after > pushed.before:
                    confirmed()
        if pushed.is_up_to_date:
            return pushed, Pulled(b"", pushed.after, False, 0)
        with self._pool.cursor() as cursor:
            return pushed, pull(cursor, self._sql, push.token.account_id, pushed)
