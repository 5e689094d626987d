"""PostgreSQL takes a push in one statement, which is right even where it waits for another writer."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa.accounts.sign_ins import first_valid_day
from hinge_pwa.database.engine import db
from hinge_pwa.database.models import sign_ins
from hinge_pwa.sync.statements import PUSH_TO_POSTGRESQL

from ..support.phones import Envelope, Phone, record

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%WITH pushed%'"


@pytest.fixture
def postgresql(app: Flask) -> Flask:
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite has one writer at a time")
    return app


def push(connection: sa.Connection, *changes: Envelope) -> None:
    """As a device of the one account does; another of its writers waits until the commit."""
    account, hash = connection.execute(sa.select(sign_ins.c.account_id, sign_ins.c.token_hash).limit(1)).one()
    parameters = {"account": account, "hash": hash, "generation": "", "since": 0, "count": len(changes)}
    parameters["oldest"] = first_valid_day()
    cursor = connection.connection.cursor()
    cursor.execute(PUSH_TO_POSTGRESQL, {**parameters, "changes": json.dumps(changes)})
    (*_, taken) = cursor.fetchone() or [0]
    assert taken == len(changes)


def test_a_push_that_waited_skips_and_overwrites_nothing(postgresql: Flask, phone: Phone, tablet: Phone) -> None:
    """Its statement begins before the other writer commits, and so sees nothing of what that one wrote."""
    shared = record(stamp=1)
    cursor = phone.push(shared)["cursor"]
    newer, other, mine = record(shared["id"], 9), record(), record(device="tablet")
    with postgresql.app_context(), db.engine.connect() as first, db.engine.connect() as watcher:
        push(first, newer, other)
        with ThreadPoolExecutor(1) as pool:
            second = pool.submit(tablet.push, record(shared["id"], 5, "tablet"), mine, cursor=cursor)
            while not watcher.execute(sa.text(WAITING)).scalar_one():
                watcher.rollback()
                assert not second.done()
            first.commit()
            answer = second.result()
    assert [change["id"] for change in answer["changes"]] == [newer["id"], other["id"]]
    assert answer["changes"][0] == newer
    assert tablet.pull(answer["cursor"])["changes"] == []
    fresh = phone.pull()
    assert {change["id"]: change for change in fresh["changes"]} == {each["id"]: each for each in (newer, other, mine)}
    assert phone.pull(fresh["cursor"])["changes"] == []


def test_a_push_that_waited_for_the_erasing_of_its_account_is_refused(postgresql: Flask, phone: Phone) -> None:
    """What it sees of the device that is signed in is from before."""
    phone.push(record())
    with postgresql.app_context(), db.engine.connect() as eraser, db.engine.connect() as watcher:
        eraser.execute(sa.text("UPDATE accounts SET erased = true"))
        eraser.execute(sa.delete(sign_ins))
        with ThreadPoolExecutor(1) as pool:
            pushed = pool.submit(phone.post, "", [record()])
            while not watcher.execute(sa.text(WAITING)).scalar_one():
                watcher.rollback()
                assert not pushed.done()
            eraser.commit()
            assert pushed.result().status_code == 401
        assert len(watcher.execute(sa.text("SELECT 1 FROM records")).all()) == 1


def test_a_database_that_was_started_anew_costs_no_sync(postgresql: Flask, phone: Phone) -> None:
    """The connection that the thread keeps has ended meanwhile."""
    sent = record()
    phone.push(sent)
    with postgresql.app_context(), db.engine.connect() as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert phone.pull()["changes"] == [sent]
