"""Driver connections that sync keeps open: taking one from SQLAlchemy's pool costs a tenth of a sync."""

import select
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any, cast

import sqlalchemy as sa

from .engine import is_current
from .faults import drop_pool_after
from .postgresql import is_read_only


class PoolOfOne:
    """One connection, taken from SQLAlchemy's pool at the first use and kept until it is lost.

    For one thread at a time.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._pool: sa.Pool | None = None
        self._pooled: sa.PoolProxiedConnection | None = None

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor of sqlite3 or psycopg, in autocommit: a transaction begins by BEGIN. One that is still open at the
        end is rolled back.

        Raises the errors that SQLAlchemy would raise.
        """
        errors = self._engine.dialect.loaded_dbapi.Error
        connection: Any = None
        try:
            connection = self._connection()
            # Otherwise PostgreSQL sends the bytes of a page as hexadecimal digits.
            yield connection.cursor() if self._is_sqlite else connection.cursor(binary=True)
        except errors as error:
            if self._is_sqlite and connection:
                with suppress(errors):  # the connection may be lost
                    connection.rollback()  # otherwise SQLite stays locked after closing, until no cursor is left
            self.drop()
            drop_pool_after(self._engine, error)
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
            if not self._is_sqlite:  # sqlite3 is in autocommit already: see engine.py
                connection: Any = self._pooled.driver_connection
                connection.autocommit = True
                connection.wait_timeout = 2 * connection.commit_timeout
        return self._pooled.driver_connection

    def _is_lost(self, pooled: sa.PoolProxiedConnection) -> bool:
        """Whether the engine was disposed of, the file was replaced, or PostgreSQL has closed the connection: a message
        on an idle one says that it ends.
        """
        if self._pool is not self._engine.pool:
            return True
        if self._is_sqlite:
            return not is_current(pooled.info, str(self._engine.url.database))
        connection = cast(Any, pooled.driver_connection)
        if connection.closed or is_read_only(connection):
            return True
        poll = select.poll()  # not select(), which fails for file descriptors over 1,023
        poll.register(connection, select.POLLIN)
        return bool(poll.poll(0))

    def drop(self) -> None:
        if self._pooled is not None:
            self._pooled.invalidate()
            self._pooled = None


class SyncPool:
    """Open connections for sync; idle ones are kept.

    On SQLite one thread at a time uses one connection: several threads that read at once pass Python's lock to each
    other with every row, and each fills a page cache of its own. A thread that waited `MAX_WAIT` seconds uses another
    connection.
    """

    MAX_WAIT = 1.0

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._turn = Lock() if engine.dialect.name == "sqlite" else None
        self._idle: list[PoolOfOne] = []
        sa.event.listen(engine, "engine_disposed", self._close)

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """Like `PoolOfOne.cursor`."""
        has_turn = self._turn is not None and self._turn.acquire(timeout=self.MAX_WAIT)
        try:
            with self._take() as pool, pool.cursor() as cursor:
                yield cursor
        finally:
            if self._turn and has_turn:
                self._turn.release()

    @contextmanager
    def _take(self) -> Iterator[PoolOfOne]:
        try:
            pool = self._idle.pop()
        except IndexError:
            pool = PoolOfOne(self._engine)
        try:
            yield pool
        finally:
            self._idle.append(pool)

    def _close(self, engine: sa.Engine) -> None:
        """Drops idle connections; one that is in use notices at its next use (`_is_lost`)."""
        with suppress(IndexError):
            while True:
                self._idle.pop().drop()
