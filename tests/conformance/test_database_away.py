"""The database is locked, full or away for a while: 503 with Retry-After, nothing half stored; then all goes in."""

import resource
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ..browser.server import Server
from ..conftest import NewApp
from ..support.phones import Phone, assert_converged, record
from ..support.postgres import Cluster
from .conftest import NewPhone
from .sentences import covers
from .test_errors import asks_to_wait, is_error


def is_unavailable(answer: Any) -> None:
    is_error(answer, 503, "unavailable")
    asks_to_wait(answer)


def edit_and_offer(phone: Phone) -> Any:
    """The answer to a push of a new record and of a change to an old one."""
    phone.edit(min(phone.records), 2)
    phone.edit(record()["id"], 2)
    return phone.post(phone.cursor, phone.outbox())


@pytest.fixture
def pair(phone: Phone, tablet: Phone) -> tuple[Phone, Phone]:
    """Two devices that agree on a record."""
    phone.edit(record()["id"], 1)
    assert_converged(phone, tablet)
    return phone, tablet


@contextmanager
def locked(engine: sa.Engine) -> Iterator[None]:
    """Another program writes to the database, and does not come to an end."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("LOCK TABLE accounts, pairings IN EXCLUSIVE MODE")
        yield
        connection.exec_driver_sql("ROLLBACK")


@covers("503 |", "Sent again, the request changes nothing twice")
def test_a_locked_database_takes_no_change_and_gives_what_it_has(
    engine: sa.Engine, pair: tuple[Phone, Phone], new_phone: NewPhone
) -> None:
    phone, tablet = pair
    eraser, inviter = new_phone("eraser"), new_phone("inviter")
    for device in (eraser, inviter):
        device.join(phone)
    with locked(engine), ThreadPoolExecutor() as pool:
        waiting = [
            pool.submit(edit_and_offer, phone),
            pool.submit(eraser.client.delete, "/api/account"),
            pool.submit(inviter.client.post, "/api/pairings"),
        ]
        assert len(tablet.pull()["changes"]) == 1
        for future in waiting:
            is_unavailable(future.result())
    assert len(tablet.pull()["changes"]) == 1
    assert_converged(phone, tablet)


@contextmanager
def full(server: Server, engine: sa.Engine) -> Iterator[None]:
    """The disk takes nothing more."""
    if engine.dialect.name == "sqlite":
        with server.full_disk():
            yield
        return
    # A cluster whose disk is really full takes all other tests along: this is what it would raise.
    raising = "BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $${raising}$$")
        connection.exec_driver_sql("CREATE TRIGGER disk_full BEFORE UPDATE ON accounts EXECUTE FUNCTION disk_full()")
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP FUNCTION disk_full CASCADE")


@covers("503 |")
def test_a_full_disk_loses_nothing(server: Server, engine: sa.Engine, pair: tuple[Phone, Phone]) -> None:
    if not hasattr(resource, "prlimit"):
        pytest.skip("only Linux can fill the disk of another process")
    phone, tablet = pair
    with full(server, engine):
        for _ in range(3):
            is_unavailable(edit_and_offer(phone))
        assert len(tablet.pull()["changes"]) == 1
    assert len(tablet.pull()["changes"]) == 1
    assert_converged(phone, tablet)


@contextmanager
def gone(engine: sa.Engine, request: pytest.FixtureRequest) -> Iterator[None]:
    if engine.dialect.name == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.pause()
        try:
            yield
        finally:
            cluster.resume()
        return
    folder = folder_of(engine)
    away = folder.rename(f"{folder}.away")
    try:
        yield
    finally:
        away.rename(folder)


def folder_of(engine: sa.Engine) -> Path:
    return Path(engine.url.database or "").parent


@covers("503 |")
def test_a_database_that_is_gone_and_comes_back_loses_nothing(
    engine: sa.Engine, pair: tuple[Phone, Phone], request: pytest.FixtureRequest
) -> None:
    phone, tablet = pair
    with gone(engine, request):
        for _ in range(2):
            is_unavailable(edit_and_offer(phone))
            is_unavailable(tablet.post(tablet.cursor))
        assert phone.client.get("/healthz").status_code == 503
    assert phone.client.get("/healthz").status_code == 200
    assert_converged(phone, tablet)


def test_a_file_that_was_moved_and_comes_back_has_lost_nothing(engine: sa.Engine, pair: tuple[Phone, Phone]) -> None:
    """Meanwhile none is made in its place: to that one SQLite would fit the log, and so delete it."""
    if engine.dialect.name != "sqlite":
        pytest.skip("a database of SQLite is a file")
    phone, tablet = pair
    file = folder_of(engine) / "hinge.db"
    away = file.rename(f"{file}.away")
    is_unavailable(edit_and_offer(phone))
    is_unavailable(tablet.post(tablet.cursor))
    assert not file.exists()
    away.rename(file)
    assert_converged(phone, tablet)


def test_a_database_that_was_replaced_is_the_one_that_is_written(
    server: Server, engine: sa.Engine, pair: tuple[Phone, Phone], new_app: NewApp
) -> None:
    """The disk was mounted anew, with last week's copy on it: no record may go to the file that nobody sees."""
    if engine.dialect.name != "sqlite":
        pytest.skip("a database of SQLite is a file")
    phone, tablet = pair
    folder = folder_of(engine)
    (copy := folder.with_name(f"{folder.name}.copy")).mkdir()
    with closing(sqlite3.connect(folder / "hinge.db")) as old, closing(sqlite3.connect(copy / "hinge.db")) as new:
        old.backup(new)
    phone.edit(record()["id"], 2)
    phone.sync()
    folder.rename(f"{folder}.old")
    copy.rename(folder)
    renewed = new_app(DATABASE_URL=server.environ["DATABASE_URL"]).test_cli_runner().invoke(args=["renew-epoch"])
    assert renewed.exit_code == 0, renewed.output
    edit_and_offer(tablet)
    assert_converged(phone, tablet)
    with engine.connect() as connection:
        account = phone.client.get("/api/account").get_json()["account"]
        found = connection.execute(sa.text("SELECT count(*) FROM sessions WHERE account = :id"), {"id": account})
        assert found.scalar_one() == len(phone.records)
