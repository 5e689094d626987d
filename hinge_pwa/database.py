"""How Hinge talks to SQLite and PostgreSQL: what SQLite needs so that a commit lasts and waiting ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase

from . import postgresql
from .config import BUSY_SECONDS


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


@contextmanager
def driver_connection() -> Iterator[Any]:
    """A connection as sqlite3 or psycopg knows it, from the pool; whatever is not committed is rolled back.

    Raises what SQLAlchemy would raise.
    """
    engine = db.engine
    pooled = None
    try:
        pooled = engine.raw_connection()
        yield pooled.driver_connection
    except engine.dialect.loaded_dbapi.Error as error:
        if pooled and engine.dialect.is_disconnect(error, pooled.driver_connection, None):
            pooled.invalidate(error)
        raise sa.exc.DBAPIError.instance(None, None, error, engine.dialect.loaded_dbapi.Error) from error
    finally:
        if pooled:
            pooled.close()


def what_it_said(error: sa.exc.SQLAlchemyError) -> str:
    """The first line of the driver's own words: the statement, its values and the details may hold personal data."""
    said = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error)
    return said.partition("\n")[0]


def configure(engine: sa.Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        postgresql.configure(engine, BUSY_SECONDS)


def _configure_sqlite(connection: SQLiteConnection, record: Any) -> None:
    connection.isolation_level = None  # leaves opening of transactions to _begin_sqlite
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")
