"""Errors that say something of the database rather than of the statement that met them.

A connection that was there before may have kept a state that is over: of a file that was read-only when it was opened,
of a host that no longer is the primary. So after such an error all connections are opened anew.
"""

import sqlite3

import psycopg
import sqlalchemy as sa
from psycopg.errors import UndefinedColumn, UndefinedTable
from sqlalchemy import event

IN_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_INTERNAL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
"""Primary result codes (sqlite.org/rescode.html)."""

IN_POSTGRESQL = ("08", "25006", "53100", "57P", "58", "XX")
"""How their codes begin: the connection, a read-only transaction, a full disk, shutdown, the system, damage."""


def is_of_database(error: BaseException | None) -> bool:
    """Whether `error`, of a driver, would meet other statements too."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in IN_SQLITE
    if isinstance(error, psycopg.Error):
        return (error.sqlstate or "").startswith(IN_POSTGRESQL)
    return False


def is_of_schema(error: BaseException | None) -> bool:
    """Whether `error` says that a table or a column is not there, as in a database of another version."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith("no such") or "has no column" in str(error)
    return isinstance(error, UndefinedTable | UndefinedColumn)


def configure(engine: sa.Engine) -> None:
    @event.listens_for(engine, "handle_error")
    def renew(context: sa.engine.ExceptionContext) -> None:
        if is_of_database(context.original_exception):
            context.is_disconnect = True
            engine.dispose()
