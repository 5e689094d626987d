"""Writers that wait for SQLite at the same time share a transaction, and nothing else."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa.database.engine import db
from hinge_pwa.sync.writers import Writers
from hinge_pwa.web.errors import ApiError

from ..conftest import NewApp

Work = Callable[[Any], Any]


@pytest.fixture
def sqlite(new_app: NewApp) -> Flask:
    app = new_app()
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE notes (note TEXT UNIQUE)"))
    return app


def note(text: str) -> Work:
    def work(cursor: Any) -> str:
        cursor.execute("INSERT INTO notes VALUES (?)", (text,))
        return text

    return work


def notes(app: Flask) -> set[str]:
    with app.app_context():
        return set(db.session.execute(sa.text("SELECT note FROM notes")).scalars())


def writers_of(app: Flask) -> Writers:
    with app.app_context():
        return Writers(db.engine)


@contextmanager
def together(app: Flask, works: list[Work]) -> Iterator[list[Future[Any]]]:
    """Lets all of `works` queue up behind a writer that is under way until the block begins."""
    writers, begun, go_on = writers_of(app), Event(), Event()

    def hold(cursor: Any) -> None:
        begun.set()
        assert go_on.wait(60)

    with ThreadPoolExecutor(len(works) + 1) as pool:
        pool.submit(writers.write, hold)
        assert begun.wait(60)
        futures = [pool.submit(writers.write, work) for work in works]
        while len(writers._waiting) < len(works):
            pass
        go_on.set()
        yield futures


def transactions(app: Flask) -> list[str]:
    """The commits from now on, as they are made."""
    made: list[str] = []
    with app.app_context():
        connect: Any = lambda connection, _: connection.set_trace_callback(  # noqa: E731
            lambda sql: made.append(sql) if sql == "COMMIT" else None
        )
        db.engine.dispose()
        sa.event.listen(db.engine, "connect", connect)
    return made


def test_those_who_wait_share_one_commit(sqlite: Flask) -> None:
    commits = transactions(sqlite)
    with together(sqlite, [note(str(number)) for number in range(5)]) as futures:
        assert [future.result() for future in futures] == ["0", "1", "2", "3", "4"]
    assert len(commits) == 2  # the one that was under way, and one for all five
    assert notes(sqlite) == {"0", "1", "2", "3", "4"}


def test_who_is_refused_does_not_hold_up_the_others(sqlite: Flask) -> None:
    def refused(cursor: Any) -> None:
        raise ApiError(409, "resync", "Start again.")

    with together(sqlite, [note("a"), refused, note("b")]) as (first, second, third):
        assert (first.result(), third.result()) == ("a", "b")
        with pytest.raises(ApiError):
            second.result()
    assert notes(sqlite) == {"a", "b"}


def test_a_defect_of_one_costs_the_others_nothing(sqlite: Flask) -> None:
    def defective(cursor: Any) -> None:
        note("half")(cursor)
        raise ZeroDivisionError

    with together(sqlite, [note("a"), defective, note("a"), note("b")]) as (first, second, third, fourth):
        with pytest.raises(ZeroDivisionError):
            second.result()
        outcomes = [future.exception() for future in (first, third)]
        assert sum(isinstance(outcome, sa.exc.IntegrityError) for outcome in outcomes) == 1
        assert fourth.result() == "b"
    assert notes(sqlite) == {"a", "b"}


def test_nobody_hears_of_success_when_the_commit_fails(sqlite: Flask) -> None:
    with sqlite.app_context(), db.engine.begin() as connection:
        connection.execute(
            sa.text(
                "CREATE TABLE late (note TEXT REFERENCES notes (note) DEFERRABLE INITIALLY DEFERRED)"  # at the commit
            )
        )

    def dangling(cursor: Any) -> None:
        cursor.execute("INSERT INTO late VALUES ('nowhere')")

    with together(sqlite, [note("a"), dangling, note("b")]) as (first, second, third):
        assert (first.result(), third.result()) == ("a", "b")
        with pytest.raises(sa.exc.IntegrityError):
            second.result()
    assert notes(sqlite) == {"a", "b"}


def test_all_who_wait_for_a_locked_database_fail_and_nothing_is_stored(sqlite: Flask, new_app: NewApp) -> None:
    with sqlite.app_context():
        file = db.engine.url.database
        db.engine.dispose()
        sa.event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1"))
    assert file
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        with together(sqlite, [note("a"), note("b")]) as futures:
            pass
        assert {future.result() for future in futures} == {"a", "b"}
        other.execute("BEGIN IMMEDIATE")
        writers = writers_of(sqlite)
        told: list[int] = []
        writers.on_commit = told.append
        for text in ("c", "d"):
            with pytest.raises(sa.exc.OperationalError):
                writers.write(note(text))
        other.execute("ROLLBACK")
    assert notes(sqlite) == {"a", "b"}
    assert told == []
    assert writers.write(note("c")) == "c"
    assert told == [1]
    assert notes(sqlite) == {"a", "b", "c"}


def test_what_fails_before_the_transaction_is_told_and_forgotten(
    sqlite: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is: a push that was answered with an error is not written later."""
    writers = writers_of(sqlite)
    with monkeypatch.context() as patch, sqlite.app_context():
        patch.setattr(type(db.engine), "raw_connection", raises(sa.exc.TimeoutError("no connection came in time")))
        with pytest.raises(sa.exc.TimeoutError):
            writers.write(note("a"))
    assert writers.waiting() == 0
    assert writers.write(note("b")) == "b"
    assert notes(sqlite) == {"b"}


def test_when_the_thread_that_writes_ends_the_others_hear_of_no_success(sqlite: Flask) -> None:
    def end(cursor: Any) -> None:
        raise SystemExit

    with together(sqlite, [note("a"), end, note("b")]) as futures:
        outcomes = [future.exception() for future in futures]
    assert any(isinstance(outcome, SystemExit) for outcome in outcomes)
    assert notes(sqlite) == {
        text for text, outcome in zip(("a", "", "b"), outcomes, strict=True) if text and outcome is None
    }


def test_a_refusal_that_was_undone_is_not_told(sqlite: Flask) -> None:
    """A defect of another undoes the transaction in which it was refused; alone it writes."""
    tries: list[int] = []

    def at_first_refused(cursor: Any) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise ApiError(409, "resync", "Start again.")
        return note("a")(cursor)

    with together(sqlite, [at_first_refused, raises(ZeroDivisionError())]) as (first, second):
        assert first.result() == "a"
        with pytest.raises(ZeroDivisionError):
            second.result()
    assert notes(sqlite) == {"a"}


def raises(error: Exception) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise error

    return fail
