"""The connections of syncs: kept while they are good, and shared."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa.database.connections import PoolOfOne, SyncPool
from hinge_pwa.database.engine import db

from ..conftest import NewApp


@pytest.fixture
def engine(app: Flask) -> sa.Engine:
    with app.app_context():
        return db.engine


@pytest.fixture
def sqlite(new_app: NewApp) -> sa.Engine:
    with new_app().app_context():
        return db.engine


def connection_of(cursors: Any) -> Any:
    with cursors.cursor() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)
        return cursor.connection


@pytest.mark.parametrize("kind", [PoolOfOne, SyncPool])
def test_a_connection_is_kept(engine: sa.Engine, kind: Any) -> None:
    cursors = kind(engine)
    assert connection_of(cursors) is connection_of(cursors)


def test_a_connection_in_use_is_closed_when_it_comes_back_to_a_disposed_engine(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        driver_connection: Any = connection.connection.driver_connection
        engine.dispose()
        assert connection.execute(sa.text("SELECT 1")).scalar_one() == 1
    with pytest.raises(engine.dialect.loaded_dbapi.Error, match="closed"):
        driver_connection.execute("SELECT 1")


def test_after_an_error_it_is_another_one(engine: sa.Engine) -> None:
    kept = PoolOfOne(engine)
    first = connection_of(kept)
    with pytest.raises(sa.exc.DBAPIError), kept.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    assert connection_of(kept) is not first


def test_what_is_not_committed_is_rolled_back(engine: sa.Engine) -> None:
    kept = PoolOfOne(engine)

    def fail() -> None:
        with kept.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("DELETE FROM server")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with kept.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM server").fetchone() == (1,)


def test_an_engine_that_was_disposed_of_is_connected_anew(engine: sa.Engine) -> None:
    kept = PoolOfOne(engine)
    first = connection_of(kept)
    engine.dispose()
    assert connection_of(kept) is not first


@pytest.mark.parametrize("kind", [PoolOfOne, SyncPool])
def test_a_connection_that_was_closed_is_given_up(engine: sa.Engine, kind: Any) -> None:
    cursors = kind(engine)
    connection_of(cursors).close()
    with suppress(sa.exc.DBAPIError):  # SQLite's shows it only when it is used
        connection_of(cursors)
    connection_of(cursors)


def test_a_connection_that_ends_in_a_transaction_is_given_up(engine: sa.Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("there is no other process")
    shared = SyncPool(engine)

    def fail() -> None:
        with shared.cursor() as cursor:
            cursor.execute("BEGIN")
            with engine.connect() as other:
                other.execute(sa.select(sa.func.pg_terminate_backend(cursor.connection.info.backend_pid, 60_000)))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    connection_of(shared)


def test_connections_that_nobody_uses_are_closed_with_the_engine(engine: sa.Engine) -> None:
    shared = SyncPool(engine)
    with shared.cursor() as first:
        pass
    engine.dispose()
    with pytest.raises(engine.dialect.loaded_dbapi.Error):
        first.connection.cursor().execute("SELECT 1")


def test_on_sqlite_threads_read_one_after_another(sqlite: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SyncPool, "MAX_WAIT", 60)
    shared, begun = SyncPool(sqlite), Event()
    with ThreadPoolExecutor(1) as pool:

        def read() -> Any:
            begun.set()
            return connection_of(shared)

        with shared.cursor() as cursor:
            other = pool.submit(read)
            assert begun.wait(60)
            assert not other.done()
        assert other.result() is cursor.connection


def test_who_waits_too_long_for_another_goes_ahead(sqlite: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as for one that a lock of another program holds up."""
    monkeypatch.setattr(SyncPool, "MAX_WAIT", 0.01)
    shared = SyncPool(sqlite)
    with ThreadPoolExecutor(1) as pool, shared.cursor() as cursor:
        assert pool.submit(connection_of, shared).result() is not cursor.connection
    assert shared._turn
    assert not shared._turn.locked()


def test_on_postgresql_they_do_not_wait(engine: sa.Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("see above")
    shared = SyncPool(engine)
    with shared.cursor() as first, shared.cursor() as second:
        assert first.connection is not second.connection
