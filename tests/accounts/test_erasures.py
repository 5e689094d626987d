"""An account is gone at once, and its records in short transactions, whatever happens in between."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from hinge_pwa.accounts import erasures
from hinge_pwa.accounts.erasures import Eraser
from hinge_pwa.database.engine import db
from hinge_pwa.database.models import accounts, metadata

from ..support.phones import Phone, record

HELD = 100


@pytest.fixture
def eraser(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Eraser]:
    """Deletes ten records at a time, and lets no thread look after what is left, until it is told to."""
    eraser: Eraser = app.extensions["eraser"]
    settle(eraser)
    monkeypatch.setattr(erasures, "LEAST", 10)
    monkeypatch.setattr(erasures, "MOST", 10)
    yield eraser
    settle(eraser)


def settle(eraser: Eraser) -> None:
    """Wait for the thread that looks after what is left."""
    if eraser._thread:
        eraser._thread.join()


def resume_now(eraser: Eraser) -> None:
    """What a request does a while after."""
    settle(eraser)
    eraser._next_check = 0
    eraser.resume()
    settle(eraser)


@pytest.fixture
def full(app: Flask, phone: Phone) -> str:
    """The account of `phone`, with records in it."""
    phone.push(*(record() for _ in range(HELD)))
    return str(phone.client.get("/api/account").get_json()["account"])


def left(app: Flask, account: str) -> dict[str, int]:
    """How many rows of the account there are, by table."""
    found = {}
    with app.app_context():
        for table in metadata.sorted_tables:
            if table.name != "server":
                key = table.c.id if table is accounts else table.c.account_id
                query = sa.select(sa.func.count()).select_from(table).where(key == account)
                found[table.name] = int(db.session.execute(query).scalar_one())
    return {name: number for name, number in found.items() if number}


def between(monkeypatch: pytest.MonkeyPatch, eraser: Eraser, happens: Callable[[int], None]) -> None:
    """`happens` before each transaction of the eraser, told how many there were."""
    write, number = eraser._write, 0

    def wait(work: Callable[[Any], Any]) -> Any:
        nonlocal number
        with ThreadPoolExecutor(1) as pool:  # a request of its own, not a part of this one
            pool.submit(happens, number).result()
        number += 1
        return write(work)

    monkeypatch.setattr(eraser, "_write", wait)


def test_records_go_in_short_transactions(
    app: Flask, phone: Phone, full: str, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, int]] = []
    between(monkeypatch, eraser, lambda _: seen.append(left(app, full)))
    assert phone.client.delete("/api/account").status_code == 204
    assert seen == [{"accounts": 1, "records": number} for number in range(HELD, 0, -10)]
    assert left(app, full) == {}


def test_meanwhile_nobody_gets_in_and_nothing_comes_back(
    app: Flask, phone: Phone, tablet: Phone, full: str, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = phone.client.post("/api/pairings").get_json()["code"]
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    tried: list[int] = []

    def attempt(number: int) -> None:
        tried.append(number)
        for answer in (
            tablet.post("", [record()]),
            tablet.post(""),
            tablet.client.get("/api/account"),
            tablet.client.get("/api/devices"),
            tablet.client.post("/api/pairings"),
            tablet.client.delete("/api/account"),
        ):
            assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "not_signed_in")
        newcomer = app.test_client()
        assert newcomer.post("/api/pairings/redeem", json={"code": code}).status_code == 404
        assert newcomer.post("/api/account").get_json()["account"] != full
        assert stranger.push(record())["rejected"] == []

    between(monkeypatch, eraser, attempt)
    assert phone.client.delete("/api/account").status_code == 204
    assert len(tried) == HELD // 10
    assert left(app, full) == {}
    assert len(stranger.pull()["changes"]) == len(tried)


def test_what_was_let_in_at_the_last_moment_opens_nothing(app: Flask, tablet: Phone, full: str) -> None:
    """A request that knew the device before the account was erased may write its row just after."""
    code = tablet.client.post("/api/pairings").get_json()["code"]
    with app.app_context():
        db.session.execute(sa.update(accounts).where(accounts.c.id == full).values(erased=True))
        db.session.commit()
    assert tablet.client.post("/api/pairings/redeem", json={"code": code}).status_code == 404
    assert tablet.post("").status_code == 401
    assert tablet.post("", [record()]).status_code == 401


@pytest.mark.parametrize("number", [0, 1, 5])
def test_what_was_interrupted_is_finished_later(
    app: Flask, phone: Phone, full: str, eraser: Eraser, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def end(at: int) -> None:
        if at >= number:
            raise sa.exc.OperationalError(None, None, Exception("the database is away"))

    with monkeypatch.context() as patch:
        between(patch, eraser, end)
        assert phone.client.delete("/api/account").status_code == 204
        settle(eraser)
        assert left(app, full) == {"accounts": 1, "records": HELD - 10 * number}
    resume_now(eraser)
    assert left(app, full) == {}


def test_a_large_account_does_not_hold_up_the_answer(
    app: Flask, phone: Phone, full: str, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasures, "MAX_WAIT", 0)
    assert phone.client.delete("/api/account").status_code == 204
    settle(eraser)
    assert left(app, full) == {}


def test_few_requests_wait_for_large_accounts(
    app: Flask, phone: Phone, full: str, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that erasing them never takes all of the server's threads."""
    waiting: list[str] = []
    monkeypatch.setattr(eraser, "resume", lambda: None)
    monkeypatch.setattr(app, "before_each_request", None)

    def start_another(number: int) -> None:
        if len(waiting) < erasures.MAX_WAITING + 2:
            other = Phone(app.test_client(), "other")
            waiting.append(other.make_account())
            other.push(*(record() for _ in range(20)))
            assert other.client.delete("/api/account").status_code == 204

    between(monkeypatch, eraser, start_another)
    assert phone.client.delete("/api/account").status_code == 204
    assert [bool(left(app, account)) for account in waiting] == [False, True, True, False]


def test_erasing_twice_at_once_is_erasing_once(
    app: Flask, phone: Phone, full: str, eraser: Eraser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when two servers of one database go on with the same account."""
    with app.app_context():
        another = Eraser(db.engine, eraser._write, app.logger)
    between(monkeypatch, eraser, lambda number: None if number else another.finish(full))
    assert phone.client.delete("/api/account").status_code == 204
    assert left(app, full) == {}


def test_a_living_account_is_left_alone(app: Flask, phone: Phone, full: str, eraser: Eraser) -> None:
    resume_now(eraser)
    assert left(app, full)["records"] == HELD
    assert len(phone.pull()["changes"]) == HELD


def test_the_next_request_goes_on(app: Flask, client: FlaskClient, eraser: Eraser, phone: Phone, full: str) -> None:
    with app.app_context():
        erasures.begin(full)
        db.session.commit()
    eraser._next_check = 0
    client.get("/healthz")
    settle(eraser)
    assert left(app, full) == {}
