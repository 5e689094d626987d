"""A commit that waits for a replica that is gone: it ends, and never as a success; a server that is gone: 503."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from psycopg.errors import LockNotAvailable

from hinge_pwa.config import parse_database_url
from hinge_pwa.database import engine, postgresql
from hinge_pwa.database.confirmations import Confirmations
from hinge_pwa.database.connections import PoolOfOne
from hinge_pwa.database.engine import db
from hinge_pwa.database.postgresql import UnconfirmedCommit

from ..support.postgres import Cluster

NOTES = sa.table("notes", sa.column("note"))


def engine_with(url: str, commit_timeout: float) -> sa.Engine:
    engine = sa.create_engine(parse_database_url(url), poolclass=sa.NullPool)
    postgresql.configure(engine, commit_timeout)
    return engine


@pytest.fixture
def without_replica(cluster: Cluster) -> Iterator[str]:
    """A database that asks for a replica's confirmation, where there is no replica."""
    url = cluster.new_database()
    with engine_with(url, 60).begin() as connection:
        connection.execute(sa.text("CREATE TABLE notes (note text)"))
    cluster.run("ALTER SYSTEM SET synchronous_standby_names = 'replica'")
    cluster.run("SELECT pg_reload_conf()")
    yield url
    cluster.run("ALTER SYSTEM RESET synchronous_standby_names")
    cluster.run("SELECT pg_reload_conf()")


def write(engine: sa.Engine, note: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.insert(NOTES).values(note=note))


def write_until_it_is_in_doubt(engine: sa.Engine, note: str) -> sa.exc.OperationalError:
    """PostgreSQL takes a setting in when it gets to it: until then a commit succeeds."""
    while True:
        try:
            write(engine, note)
        except sa.exc.OperationalError as error:
            return error


def waiting(url: str) -> list[int]:
    """The processes of this database that wait for the replica."""
    asked = sa.text("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'")
    with engine_with(url, 60).connect() as connection:
        return list(connection.execute(asked).scalars())


def test_a_commit_that_no_replica_confirms_is_given_up(without_replica: str) -> None:
    error = write_until_it_is_in_doubt(engine_with(without_replica, 0.1), "in doubt")
    assert error.connection_invalidated
    assert waiting(without_replica)


def test_a_statement_that_commits_by_itself_is_given_up_too(without_replica: str) -> None:
    write_until_it_is_in_doubt(engine_with(without_replica, 0.1), "in doubt")
    pooled = engine_with(without_replica, 0.05).raw_connection()
    connection: Any = pooled.driver_connection
    connection.autocommit = True
    with pytest.raises(UnconfirmedCommit), connection.require_confirmation():
        connection.execute("INSERT INTO notes VALUES ('in doubt')")
    assert connection.closed


def test_reading_from_a_database_that_stands_still_ends(cluster: Cluster) -> None:
    kept = PoolOfOne(engine_with(cluster.new_database(), 0.1))
    with kept.cursor() as cursor:
        pid = cursor.connection.info.backend_pid
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(sa.exc.OperationalError, match="timeout"), kept.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        os.kill(pid, signal.SIGCONT)
    with kept.cursor() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)


def test_a_lock_that_is_not_had_leaves_the_connection_as_it_is(cluster: Cluster) -> None:
    engine = engine_with(cluster.new_database(), 60)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE notes (note text)"))
    pooled = engine.raw_connection()
    second: Any = pooled.driver_connection
    second.autocommit = True
    second.execute("SET lock_timeout = '20ms'")
    with engine.begin() as connection:
        connection.execute(sa.text("LOCK TABLE notes"))
        with pytest.raises(LockNotAvailable), second.require_confirmation():
            second.execute("INSERT INTO notes VALUES ('late')")
    assert not second.closed
    pooled.close()


def test_a_commit_whose_wait_was_cancelled_has_not_succeeded(without_replica: str) -> None:
    write_until_it_is_in_doubt(engine_with(without_replica, 0.1), "in doubt")
    before = waiting(without_replica)
    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(write, engine_with(without_replica, 60), "cancelled")
        while not (added := set(waiting(without_replica)) - set(before)):
            assert not written.done()
        with engine_with(without_replica, 60).connect() as connection:
            connection.execute(sa.select(sa.func.pg_cancel_backend(added.pop())))
        with pytest.raises(sa.exc.OperationalError, match="not confirmed"):
            written.result()


def fail(confirmations: Confirmations, reason: Exception) -> None:
    with pytest.raises(sa.exc.OperationalError), confirmations.guard():
        raise sa.exc.OperationalError(None, None, reason)


def let_one_through(confirmations: Confirmations, *, writes: bool = True) -> None:
    with confirmations.guard() as confirmed:
        with pytest.raises(sa.exc.OperationalError, match="another one is tried"), confirmations.guard():
            pytest.fail("two were let through")
        if writes:
            confirmed()


def let_all_through(confirmations: Confirmations) -> None:
    with confirmations.guard(), confirmations.guard():
        pass


def test_while_commits_are_not_confirmed_one_at_a_time_is_tried() -> None:
    confirmations = Confirmations()
    fail(confirmations, UnconfirmedCommit())
    fail(confirmations, UnconfirmedCommit())
    let_one_through(confirmations)
    let_all_through(confirmations)


def test_a_push_that_writes_nothing_confirms_nothing() -> None:
    confirmations = Confirmations()
    fail(confirmations, UnconfirmedCommit())
    let_one_through(confirmations, writes=False)
    let_one_through(confirmations)
    let_all_through(confirmations)


def test_a_locked_account_says_nothing_about_commits() -> None:
    confirmations = Confirmations()
    fail(confirmations, LockNotAvailable())
    let_all_through(confirmations)
    with pytest.raises(sa.exc.OperationalError), confirmations.guard():  # noqa: PT012 - begun while all was well
        fail(confirmations, UnconfirmedCommit())
        raise sa.exc.OperationalError(None, None, LockNotAvailable())
    let_one_through(confirmations)


def test_a_server_that_cannot_be_reached_is_an_error_of_the_database(tmp_path: Path) -> None:
    """And so it is answered 503 (test_errors.py)."""
    app = Flask(__name__)
    app.config["DATABASE_URL"] = parse_database_url(f"postgresql:///hinge?host={tmp_path}")
    engine.init_app(app)
    with (
        app.app_context(),
        pytest.raises(sa.exc.OperationalError, match="connection"),
        PoolOfOne(db.engine).cursor(),
    ):
        pytest.fail("there is none")


def test_the_urls_own_parameters_go_before_hinges_limits() -> None:
    assert postgresql.connect_args(5, {})["connect_timeout"] == 5
    assert "connect_timeout" not in postgresql.connect_args(5, {"connect_timeout": "2"})
