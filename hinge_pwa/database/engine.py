"""Configures SQLAlchemy for SQLite and PostgreSQL: commits are durable, and every wait has a time limit."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase

from . import faults, postgresql


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

BUSY_SECONDS = 5
"""Seconds that a request waits for a locked or silent database before it answers 503."""

THREADS = 16
"""Threads that answer requests (serving/front.py). On PostgreSQL each may keep a connection for syncs, and as many more
stay open for everything else: opening one costs more than a whole sync."""

SQLITE_PRAGMAS = (
    "journal_mode = WAL",  # readers and the writer do not wait for each other
    "synchronous = FULL",  # a commit is on disk when it returns
    "foreign_keys = ON",
    "secure_delete = ON",  # erased data is overwritten
)


def begin_write() -> None:
    """Begin the request's transaction as one that writes, before anything is read in it.

    On SQLite a transaction that reads first and writes later fails at once, without waiting, when another one
    wrote in between.
    """
    db.session.connection(execution_options={"writes": True})


def driver_message(error: sa.exc.SQLAlchemyError) -> str:
    """The first line of the driver's message. The other lines may hold personal data: statement, values, details."""
    message = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error)
    return message.partition("\n")[0]


def init_app(app: Flask) -> None:
    url: sa.URL = app.config["DATABASE_URL"]
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(url)
    db.init_app(app)
    with app.app_context():
        configure(db.engine)


def options(url: sa.URL) -> dict[str, Any]:
    """The arguments of `sqlalchemy.create_engine`."""
    # Parameters of statements are personal data, and errors are logged.
    common = {"pool_size": 2 * THREADS, "hide_parameters": True}
    if url.get_backend_name() == "sqlite":
        return {**common, "connect_args": {"timeout": BUSY_SECONDS}}
    return {
        **common,
        "connect_args": postgresql.connect_args(BUSY_SECONDS, url.query),
        "pool_pre_ping": True,
        "pool_use_lifo": True,  # a connection that has just worked comes first: others may be to a lost host
        "pool_timeout": BUSY_SECONDS,
    }


def configure(engine: sa.Engine) -> None:
    faults.configure(engine)
    _close_with_their_pool(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _open_sqlite)
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        if engine.url.database:
            _drop_stale_connections(engine, engine.url.database)
    else:
        postgresql.configure(engine, BUSY_SECONDS)
        event.listen(engine, "reset", _end_autocommit)


def _close_with_their_pool(engine: sa.Engine) -> None:
    """Close a connection that is given back after `engine.dispose()`. Its pool is no longer used, and would leave it
    open until Python collects it.
    """

    def remember(connection: Any, record: Any) -> None:
        record.info["pool"] = engine.pool

    def close(connection: Any, record: Any) -> None:
        if connection is not None and record.info["pool"] is not engine.pool:
            record.invalidate()

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkin", close)


def _drop_stale_connections(engine: sa.Engine, file: str) -> None:
    """Drop pooled connections when the database file was moved or replaced: what they write would be lost.

    After use, drop those opened while the file was read-only: they, and others beside them, would stay so.
    """

    def remember(connection: SQLiteConnection, record: Any) -> None:
        record.info["file"] = file_identity(file)
        record.info["writable"] = os.access(file, os.W_OK)

    def check(connection: SQLiteConnection, record: Any, proxy: Any) -> None:
        if not is_current(record.info, file):
            raise sa.exc.DisconnectionError

    def drop_read_only(connection: SQLiteConnection | None, record: Any) -> None:
        if connection and not record.info["writable"]:
            record.invalidate()

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", check)
    event.listen(engine, "checkin", drop_read_only)


def is_current(info: Mapping[str, Any], file: str) -> bool:
    """Whether the pooled connection with this `info` is to the file that is at `file` now."""
    identity = file_identity(file)
    return identity is not None and info.get("file") == identity


def file_identity(file: str) -> tuple[int, int] | None:
    """The device and inode of the file; None if there is none."""
    try:
        status = os.stat(file)  # noqa: PTH116 - runs for every request, in a third of the time of Path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def create_file(engine: sa.Engine) -> None:
    """Create SQLite's database file if it is missing. Raises OSError."""
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).touch(mode=0o600)


def _open_sqlite(
    dialect: sa.Dialect, record: Any, arguments: list[Any], parameters: dict[str, Any]
) -> SQLiteConnection:
    """Raises if the file is missing. By default SQLite would create an empty one, and delete the write-ahead log that
    belongs to the missing file.
    """
    (file,) = arguments
    _make_log_writable(file)
    connection: SQLiteConnection = sqlite3.connect(f"file:{quote(file)}?mode=rw", uri=True, **parameters)
    return connection


def _make_log_writable(file: str) -> None:
    """SQLite creates its log read-only beside a read-only database. Make it writable once the database is."""
    for part in (f"{file}-wal", f"{file}-shm"):
        with suppress(OSError):
            if not os.access(part, os.W_OK) and os.access(file, os.W_OK):
                Path(part).chmod(Path(file).stat().st_mode & 0o777)


def _configure_sqlite(connection: SQLiteConnection, record: Any) -> None:
    connection.isolation_level = None  # sqlite3 opens no transaction by itself: _begin_sqlite does
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _end_autocommit(connection: Any, record: Any, state: Any) -> None:
    """connections.py sets autocommit; SQLAlchemy needs it off, as it ends transactions itself."""
    if connection.autocommit:
        connection.autocommit = False
