"""How Hinge talks to SQLite and PostgreSQL: what they need so that a commit lasts and waiting ends."""

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
"""How long a request waits for a locked or silent database before it answers 503."""

THREADS = 16
"""That answer requests (serving/front.py). On PostgreSQL each may keep a connection for syncs, and as many more stay
open for all else: to open one costs more than a whole sync."""

SQLITE_PRAGMAS = (
    "journal_mode = WAL",  # readers and the writer do not wait for each other
    "synchronous = FULL",  # a commit is on disk when it returns
    "foreign_keys = ON",
    "secure_delete = ON",  # what was erased is overwritten
)


def writing() -> None:
    """Open the request's transaction as a writer, before anything has been read in it.

    On SQLite a transaction that reads first and writes later fails at once, without waiting, when another
    wrote in between.
    """
    db.session.connection(execution_options={"writes": True})


def driver_message(error: sa.exc.SQLAlchemyError) -> str:
    """The first line of the driver's own words: the statement, its values and the details may hold personal data."""
    said = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error)
    return said.partition("\n")[0]


def init_app(app: Flask) -> None:
    url: sa.URL = app.config["DATABASE_URL"]
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(url)
    db.init_app(app)
    with app.app_context():
        configure(db.engine)


def options(url: sa.URL) -> dict[str, Any]:
    """The arguments of `sqlalchemy.create_engine`."""
    # What a statement was given is personal, and its errors go to the log.
    common = {"pool_size": 2 * THREADS, "hide_parameters": True}
    if url.get_backend_name() == "sqlite":
        return {**common, "connect_args": {"timeout": BUSY_SECONDS}}
    return {
        **common,
        "connect_args": postgresql.connect_args(BUSY_SECONDS, url.query),
        "pool_pre_ping": True,
        "pool_use_lifo": True,  # what has just worked, before those that may have to look for another host
        "pool_timeout": BUSY_SECONDS,
    }


def configure(engine: sa.Engine) -> None:
    faults.configure(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _open_sqlite)
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        if engine.url.database:
            _watch(engine, engine.url.database)
    else:
        postgresql.configure(engine, BUSY_SECONDS)
        event.listen(engine, "reset", _end_autocommit)


def _watch(engine: sa.Engine, file: str) -> None:
    """Give up connections to a file that is no longer at its place, for what they write nobody would find again; and
    those that were opened to read alone, as soon as they are not used: they would stay so, and all others with them.
    """

    def remember(connection: SQLiteConnection, record: Any) -> None:
        record.info["file"] = file_identity(file)
        record.info["writable"] = os.access(file, os.W_OK)

    def check(connection: SQLiteConnection, record: Any, proxy: Any) -> None:
        if not is_current(record.info, file):
            raise sa.exc.DisconnectionError

    def give_up(connection: SQLiteConnection | None, record: Any) -> None:
        if connection and not record.info["writable"]:
            record.invalidate()

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", check)
    event.listen(engine, "checkin", give_up)


def is_current(info: Mapping[str, Any], file: str) -> bool:
    """Whether the connection with that `info` is to the file at that place."""
    found = file_identity(file)
    return found is not None and info.get("file") == found


def file_identity(file: str) -> tuple[int, int] | None:
    """Which file is at that place, if any."""
    try:
        found = os.stat(file)  # noqa: PTH116 - at every request: a third of the time of Path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make_file(engine: sa.Engine) -> None:
    """Where SQLite's database is not there, make it. Raises OSError."""
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).touch(mode=0o600)


def _open_sqlite(
    dialect: sa.Dialect, record: Any, arguments: list[Any], parameters: dict[str, Any]
) -> SQLiteConnection:
    """A file that is not there is an error: in its place SQLite would make an empty one, and delete the log of the
    one that comes back.
    """
    (file,) = arguments
    _mend_log(file)
    connection: SQLiteConnection = sqlite3.connect(f"file:{quote(file)}?mode=rw", uri=True, **parameters)
    return connection


def _mend_log(file: str) -> None:
    """What SQLite made beside a file that could not be written can't be written either; let it, if the file can."""
    for part in (f"{file}-wal", f"{file}-shm"):
        with suppress(OSError):
            if not os.access(part, os.W_OK) and os.access(file, os.W_OK):
                Path(part).chmod(Path(file).stat().st_mode & 0o777)


def _configure_sqlite(connection: SQLiteConnection, record: Any) -> None:
    connection.isolation_level = None  # leaves opening of transactions to _begin_sqlite
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _end_autocommit(connection: Any, record: Any, state: Any) -> None:
    """As connections.py leaves it; SQLAlchemy opens and ends transactions itself."""
    if connection.autocommit:
        connection.autocommit = False
