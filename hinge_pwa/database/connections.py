"""Driver connections that sync keeps open: taking one from SQLAlchemy's pool costs a tenth of a sync."""

import select
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any, cast

import sqlalchemy as sa

from .engine import is_current
from .faults import give_up_others
from .postgresql import is_read_only


class PoolOfOne:
    """A connection that is taken from the pool when it is first needed, and kept while it is good.

    For one thread at a time.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._pool: sa.Pool | None = None
        self._pooled: sa.PoolProxiedConnection | None = None

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor as sqlite3 or psycopg knows it. Every statement is a transaction of its own, unless one is begun;
        what is not committed is rolled back.

        Raises what SQLAlchemy would raise.
        """
        errors = self._engine.dialect.loaded_dbapi.Error
        connection: Any = None
        try:
            connection = self._connection()
            # PostgreSQL would write the bytes of a page in text as hexadecimal digits.
            yield connection.cursor() if self._is_sqlite else connection.cursor(binary=True)
        except errors as error:
            if self._is_sqlite and connection:
                with suppress(errors):  # of a connection that is lost
                    connection.rollback()  # or SQLite, when closed, stays locked until no cursor is left
            self.drop()
            give_up_others(self._engine, error)
            raise sa.exc.DBAPIError.instance(None, None, error, errors) from error
        except BaseException:
            if connection:
                try:
                    connection.rollback()
                except errors:
                    self.drop()
            raise
        finally:
            if self._is_sqlite and self._pooled and not self._pooled.info["writable"]:
                self.drop()  # see engine.py

    def _connection(self) -> Any:
        if self._pooled is not None and self._is_lost(self._pooled):
            self.drop()
        if self._pooled is None:
            self._pooled, self._pool = self._engine.raw_connection(), self._engine.pool
            if not self._is_sqlite:  # SQLite does so by itself: see engine.py
                connection: Any = self._pooled.driver_connection
                connection.autocommit = True
                connection.longest = 2 * connection.patience
        return self._pooled.driver_connection

    def _is_lost(self, pooled: sa.PoolProxiedConnection) -> bool:
        """Whether the engine was disposed of, or the file is another one. PostgreSQL says nothing on an idle connection
        but that it ends.
        """
        if self._pool is not self._engine.pool:
            return True
        if self._is_sqlite:
            return not is_current(pooled.info, str(self._engine.url.database))
        connection = cast(Any, pooled.driver_connection)
        if connection.closed or is_read_only(connection):
            return True
        heard = select.poll()  # not select(), which knows no descriptor over 1,023
        heard.register(connection, select.POLLIN)
        return bool(heard.poll(0))

    def drop(self) -> None:
        if self._pooled is not None:
            self._pooled.invalidate()
            self._pooled = None


class SyncPool:
    """Connections for whoever needs one, kept when nobody does.

    On SQLite one thread at a time, so with one connection: several that read at once hand Python's lock to and fro with
    every row, and each reads into a cache of its own. Who has waited for a second goes ahead, with another.
    """

    PATIENCE = 1.0

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._turn = Lock() if engine.dialect.name == "sqlite" else None
        self._idle: list[PoolOfOne] = []
        sa.event.listen(engine, "engine_disposed", self._close)

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """As `PoolOfOne.cursor`."""
        has_turn = self._turn is not None and self._turn.acquire(timeout=self.PATIENCE)
        try:
            with self._take() as kept, kept.cursor() as cursor:
                yield cursor
        finally:
            if self._turn and has_turn:
                self._turn.release()

    @contextmanager
    def _take(self) -> Iterator[PoolOfOne]:
        try:
            kept = self._idle.pop()
        except IndexError:
            kept = PoolOfOne(self._engine)
        try:
            yield kept
        finally:
            self._idle.append(kept)

    def _close(self, engine: sa.Engine) -> None:
        """What is under way notices by itself."""
        with suppress(IndexError):
            while True:
                self._idle.pop().drop()
