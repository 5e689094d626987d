"""Errors that are caused by the state of the database, not by the statement that raised them.

The connection that raised one is not used again. After some of them the pool's other connections are dropped too: they
may hold an outdated state, such as a file that was read-only when it was opened or a host that is no longer primary.
"""

import sqlite3

import psycopg
import sqlalchemy as sa
from psycopg.errors import UndefinedColumn, UndefinedTable
from sqlalchemy import event

SQLITE_TRANSIENT = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
}
"""Primary result codes (sqlite.org/rescode.html) after which the pool's other connections are kept: on a full disk they
can still read, and no new one could be opened.
"""
SQLITE_PERSISTENT = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_INTERNAL,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
POSTGRESQL_TRANSIENT = ("53100",)
POSTGRESQL_PERSISTENT = ("08", "25006", "57P", "58", "XX")
"""Prefixes of SQLSTATE: connection lost, read-only transaction, shutdown, system error, damage."""


def is_database_fault(error: BaseException | None) -> bool:
    """Whether other statements would raise the driver's `error` too."""
    return is_persistent(error) or _has_code(error, SQLITE_TRANSIENT, POSTGRESQL_TRANSIENT)


def is_persistent(error: BaseException | None) -> bool:
    """Whether the pool's other connections may raise `error` too."""
    return _has_code(error, SQLITE_PERSISTENT, POSTGRESQL_PERSISTENT)


def _has_code(error: BaseException | None, in_sqlite: set[int], in_postgresql: tuple[str, ...]) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in in_sqlite
    return isinstance(error, psycopg.Error) and (error.sqlstate or "").startswith(in_postgresql)


def is_schema_mismatch(error: BaseException | None) -> bool:
    """Whether `error` says that a table or column is missing, as in a database of another version."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith("no such") or "has no column" in str(error)
    return isinstance(error, UndefinedTable | UndefinedColumn)


def configure(engine: sa.Engine) -> None:
    @event.listens_for(engine, "handle_error")
    def invalidate(context: sa.engine.ExceptionContext) -> None:
        if is_database_fault(context.original_exception):
            context.invalidate_pool_on_disconnect = context.is_disconnect  # SQLAlchemy has set it for lost connections
            context.is_disconnect = True
            drop_pool_after(engine, context.original_exception)


def drop_pool_after(engine: sa.Engine, error: BaseException | None) -> None:
    if is_persistent(error):
        engine.dispose()
