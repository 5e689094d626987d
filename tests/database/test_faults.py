"""After an error of the database no connection is kept: what it was opened to may be over."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from hinge_pwa.database.engine import db
from hinge_pwa.database.faults import is_database_fault

from ..browser.server import ROOT
from ..conftest import NewApp
from ..support.phones import Phone, record


@pytest.fixture
def sqlite(new_app: NewApp) -> Flask:
    return new_app()


def engine_of(app: Flask) -> sa.Engine:
    with app.app_context():
        return db.engine


@pytest.fixture
def read_only(sqlite: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Lets the file be opened to read alone, as SQLite does by itself where it can't be written; or as ever."""
    mode, real = "rw", sqlite3.connect

    def connect(file: str, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(file.replace("mode=rw", f"mode={mode}"), **options)
        return connection

    def switch(on: bool) -> None:
        nonlocal mode
        mode = "ro" if on else "rw"

    monkeypatch.setattr("hinge_pwa.database.engine.sqlite3.connect", connect)
    return switch


def closed(app: Flask) -> Path:
    """The database's file, when no connection is left that would put its log into it."""
    engine = engine_of(app)
    engine.dispose()
    app.extensions["sync"].writers._connection.drop()
    return Path(str(engine.url.database))


def everything_that_writes(phone: Phone) -> list[int]:
    return [
        phone.client.application.test_client().post("/api/account").status_code,
        phone.post("", [record()]).status_code,
        phone.client.post("/api/pairings").status_code,
    ]


@pytest.mark.parametrize("seen_by", ["the failed alone", "all"])
def test_a_file_that_was_read_only_is_written_once_it_is_mended(
    sqlite: Flask, read_only: Callable[[bool], None], seen_by: str
) -> None:
    phone = Phone(sqlite.test_client(), "phone")
    phone.make_account()
    phone.push(record())
    read_only(True)
    engine_of(sqlite).dispose()  # or the connections that can write would go on to
    assert everything_that_writes(phone) == [503, 503, 503]
    if seen_by == "all":
        assert len(phone.pull()["changes"]) == 1
        assert phone.client.get("/api/account").status_code == 200
        assert everything_that_writes(phone) == [503, 503, 503]
    read_only(False)
    assert everything_that_writes(phone) == [201, 200, 201]


def test_a_file_that_really_could_not_be_written_is_written_once_it_is_mended() -> None:
    """By a user who is bound by its mode: the first request after that already."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.read_only"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["201 200 201 200 200 200", "503 503 503 200 200 200", "201 200 201 200 200 200"]


def test_a_connection_that_only_read_meanwhile_is_opened_anew_too(
    sqlite: Flask, read_only: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It met no error: the file could not be written when it was opened, and now can."""
    phone = Phone(sqlite.test_client(), "phone")
    phone.make_account()
    read_only(True)
    engine_of(sqlite).dispose()
    with monkeypatch.context() as patch:
        patch.setattr("hinge_pwa.database.engine.os.access", lambda file, mode: False)
        assert phone.client.get("/api/account").status_code == 200
        assert phone.pull()["changes"] == []
    read_only(False)
    assert everything_that_writes(phone) == [201, 200, 201]


def test_a_file_that_was_damaged_is_used_once_it_is_mended(sqlite: Flask) -> None:
    phone = Phone(sqlite.test_client(), "phone")
    phone.make_account()
    phone.push(record())
    file = closed(sqlite)
    good = file.read_bytes()
    file.write_bytes(os.urandom(100) + good[100:])
    for _ in range(2):
        assert everything_that_writes(phone) == [503, 503, 503]
        assert phone.post("").status_code == 503
        assert phone.client.get("/healthz").status_code == 503
    file.write_bytes(good)
    assert phone.client.get("/healthz").status_code == 200
    assert everything_that_writes(phone) == [201, 200, 201]
    assert len(phone.pull()["changes"]) == 2


def test_postgresql_that_was_read_only_is_written_once_it_is_mended(app: Flask, phone: Phone) -> None:
    """A setting of the database that connections take over when they are opened; some hosts set it on a full disk."""
    engine = engine_of(app)
    if engine.dialect.name == "sqlite":
        pytest.skip("see above")
    phone.push(record())

    def set_read_only(value: str) -> None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET default_transaction_read_only = off")
            connection.exec_driver_sql(
                f"ALTER DATABASE {engine.url.database} SET default_transaction_read_only = {value}"
            )
            connection.invalidate()

    set_read_only("on")
    engine.dispose()
    assert everything_that_writes(phone) == [503, 503, 503]
    assert len(phone.pull()["changes"]) == 1
    set_read_only("off")
    assert everything_that_writes(phone) == [201, 200, 201]


def delete_where_it_may_not(cursor: Any) -> None:
    cursor.execute("PRAGMA query_only = ON")
    cursor.execute("DELETE FROM server")


@pytest.mark.parametrize("kept", ["the writer's", "a pooled one"])
def test_an_error_of_the_database_ends_all_connections(sqlite: Flask, kept: str) -> None:
    phone = Phone(sqlite.test_client(), "phone")
    phone.make_account()
    phone.push(record())
    engine = engine_of(sqlite)
    before = engine.pool
    if kept == "the writer's":
        with pytest.raises(sa.exc.OperationalError, match="readonly"):
            sqlite.extensions["sync"].write(delete_where_it_may_not)
    else:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            with pytest.raises(sa.exc.OperationalError, match="readonly"):
                connection.exec_driver_sql("DELETE FROM server")
    assert engine.pool is not before
    assert everything_that_writes(phone) == [201, 200, 201]


@pytest.mark.parametrize(("error", "code", "is_one"), [
    *((sqlite3.OperationalError, code, True) for code in (
        sqlite3.SQLITE_READONLY, sqlite3.SQLITE_READONLY_DBMOVED, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_PROTOCOL,
    )),
    (sqlite3.DatabaseError, sqlite3.SQLITE_NOTADB, True),
    (sqlite3.DatabaseError, sqlite3.SQLITE_CORRUPT, True),
    (sqlite3.OperationalError, sqlite3.SQLITE_ERROR, False),
    (sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
    (psycopg.errors.ReadOnlySqlTransaction, None, True),
    (psycopg.errors.DiskFull, None, True),
    (psycopg.errors.AdminShutdown, None, True),
    (psycopg.errors.DataCorrupted, None, True),
    (psycopg.errors.IoError, None, True),
    (psycopg.errors.LockNotAvailable, None, False),
    (psycopg.errors.UniqueViolation, None, False),
    (ValueError, None, False),
])  # fmt: skip
def test_errors_of_the_database_are_told_from_those_of_a_statement(
    error: type[Exception], code: int | None, is_one: bool
) -> None:
    raised: Any = error("what it said")
    if code is not None:
        raised.sqlite_errorcode = code
    assert is_database_fault(raised) is is_one


def test_a_client_hears_of_no_defect(sqlite: Flask, caplog: pytest.LogCaptureFixture) -> None:
    client: FlaskClient = sqlite.test_client()
    closed(sqlite).write_bytes(b"nothing" * 1000)
    answer = client.post("/api/account")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (503, "unavailable")
    assert "Retry-After" in answer.headers
    assert "Traceback" not in caplog.text
