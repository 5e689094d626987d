"""Errors that say something of the database rather than of the statement that met them.

The connection that met one is not used again. Nor are the others, where they may have kept a state that is over: of a
file that was read-only when it was opened, of a host that no longer is the primary.
"""

import sqlite3

import psycopg
import sqlalchemy as sa
from psycopg.errors import UndefinedColumn, UndefinedTable
from sqlalchemy import event

PASSING_IN_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
}
"""Primary result codes (sqlite.org/rescode.html) that leave other connections as they are: on a full disk they go on
reading, and none could be opened anew.
"""
LASTING_IN_SQLITE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_INTERNAL,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
PASSING_IN_POSTGRESQL = ("53100",)
LASTING_IN_POSTGRESQL = ("08", "25006", "57P", "58", "XX")
"""How the codes begin: the connection, a read-only transaction, shutdown, the system, damage."""


def is_of_database(error: BaseException | None) -> bool:
    """Whether `error`, of a driver, would meet other statements too."""
    return is_lasting(error) or _has(error, PASSING_IN_SQLITE, PASSING_IN_POSTGRESQL)


def is_lasting(error: BaseException | None) -> bool:
    """Whether other connections may be no better than the one that met `error`."""
    return _has(error, LASTING_IN_SQLITE, LASTING_IN_POSTGRESQL)


def _has(error: BaseException | None, in_sqlite: set[int], in_postgresql: tuple[str, ...]) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in in_sqlite
    return isinstance(error, psycopg.Error) and (error.sqlstate or "").startswith(in_postgresql)


def is_of_schema(error: BaseException | None) -> bool:
    """Whether `error` says that a table or a column is not there, as in a database of another version."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith("no such") or "has no column" in str(error)
    return isinstance(error, UndefinedTable | UndefinedColumn)


def configure(engine: sa.Engine) -> None:
    @event.listens_for(engine, "handle_error")
    def give_up(context: sa.engine.ExceptionContext) -> None:
        if is_of_database(context.original_exception):
            context.invalidate_pool_on_disconnect = context.is_disconnect  # of which SQLAlchemy knows by itself
            context.is_disconnect = True
            give_up_others(engine, context.original_exception)


def give_up_others(engine: sa.Engine, error: BaseException | None) -> None:
    if is_lasting(error):
        engine.dispose()
