import math
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import limits
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from hinge_pwa.accounts import codes, pairings
from hinge_pwa.accounts.limits import WRONG_TRIES
from hinge_pwa.database import clock
from hinge_pwa.database.engine import THREADS, begin_write, db
from hinge_pwa.database.models import pairings as table

from ..support.phones import Phone


def new_code(phone: Phone) -> str:
    return str(phone.client.post("/api/pairings").get_json()["code"])


def redeem(client: FlaskClient, code: object) -> int:
    return client.post("/api/pairings/redeem", json={"code": code}).status_code


def at(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    now = clock.utc_now()
    monkeypatch.setattr(clock, "utc_now", lambda: now + later)


def test_the_odds_of_guessing_are_those_of_the_docs() -> None:
    """By the settings themselves. A limit counts by the clock, and only what was answered: so two of its windows
    may meet, and as many tries as the server has threads may be under way when the last one is counted.
    """
    possible = len(codes.ALPHABET) ** codes.LENGTH

    def tries(time: timedelta, windows_that_meet: int = 0) -> int:
        return min(
            (math.ceil(time.total_seconds() / limit.get_expiry()) + windows_that_meet) * (limit.amount + THREADS - 1)
            for limit in limits.parse_many(WRONG_TRIES)
        )

    one_code = tries(pairings.LIFETIME, windows_that_meet=1)
    a_year = 10_000 * tries(timedelta(days=365)) * 100
    docs = (Path(__file__).parents[2] / "docs" / "accounts.md").read_text("utf-8")
    assert possible == 2**50
    assert f"at most {one_code} times in the ten minutes" in docs
    assert f"{one_code} / 2^50 ≈ 1 in {possible / one_code / 1e12:.1f} million million" in docs
    assert f"some 1 in {round(possible / a_year, -2):,.0f}" in docs


@pytest.mark.parametrize("typed", [str.lower, lambda code: f" {code[:3]} {code[3:]}\n",
                                   lambda code: code.replace("-", ""), lambda code: code.replace("-", "–"),
                                   lambda code: code.replace("0", "o").replace("1", "l"),
                                   lambda code: code.replace("0", "O").replace("1", "I")])  # fmt: skip
def test_a_code_may_be_typed_in_any_way_that_a_person_reads_it(typed: object) -> None:
    for code in ("01QWE-01RTY", codes.make()):
        assert codes.parse(typed(code)) == code  # type: ignore[operator]


@pytest.mark.parametrize(
    "typed", ["", "ABCDE-FGHJ", "ABCDE-FGHJKM", "ABCDE-FGHJU", "ABCDE_FGHJK", "ÀBCDE-FGHJK", "\ud800" * 10]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.parse(typed) is None


def test_a_code_that_another_device_is_redeeming_is_not_good_any_more(app: Flask, phone: Phone) -> None:
    code = new_code(phone)
    with app.app_context(), ThreadPoolExecutor(1) as pool:
        begin_write()
        db.session.execute(sa.delete(table))  # the other device is quicker, but has not committed yet
        late = pool.submit(redeem, app.test_client(), code)
        wait_until_it_waits(late)
        db.session.commit()
        assert late.result() == 404


def wait_until_it_waits(late: Future[int]) -> None:
    """SQLite does not tell who waits for its one lock; but nobody gets past it."""
    waiting = sa.text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while db.engine.dialect.name == "postgresql" and not late.done():
        with db.engine.connect() as connection:
            if connection.execute(waiting).scalar_one():
                return


def test_codes_that_are_over_are_forgotten(app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    new_code(phone)
    at(monkeypatch, timedelta(minutes=11))
    new_code(phone)
    with app.app_context():
        assert db.session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 1


@pytest.mark.parametrize("body", [{}, {"code": 5}, {"code": None}, {"code": "x" * 101}, {"code": "A", "more": 1}, []])
def test_a_request_without_a_code_is_refused(client: FlaskClient, body: object) -> None:
    answer = client.post("/api/pairings/redeem", json=body)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "invalid_request")


def test_the_database_holds_no_code(app: Flask, phone: Phone) -> None:
    code = new_code(phone)
    with app.app_context():
        (stored,) = db.session.execute(sa.select(table.c.code_hash)).scalars()
    assert stored == codes.digest(code, app.config["SECRET_KEY"])
    assert stored != codes.digest(code, "another pepper")


def test_redeeming_a_code_of_the_own_account_only_gives_a_new_token(phone: Phone, tablet: Phone) -> None:
    cookie = tablet.client.get_cookie("hinge")
    tablet.join(phone)
    assert len(tablet.client.get("/api/devices").get_json()["devices"]) == 2
    tablet.client.set_cookie("hinge", cookie.value)
    assert tablet.client.get("/api/account").status_code == 401


def test_codes_need_an_account(client: FlaskClient) -> None:
    assert client.post("/api/pairings").status_code == 401
    assert client.post("/api/pairings/qr", json={"code": "ABCDE-FGHJK"}).status_code == 401


def test_the_qr_code_is_a_plain_svg(phone: Phone) -> None:
    answer = phone.client.post("/api/pairings/qr", json={"code": new_code(phone).lower()})
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    svg = ElementTree.fromstring(answer.text)
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in svg.attrib
    assert not any("style" in element.attrib for element in svg.iter())


def test_only_ones_own_good_code_is_drawn(app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    code = new_code(phone)
    assert stranger.client.post("/api/pairings/qr", json={"code": code}).status_code == 404
    assert phone.client.post("/api/pairings/qr", json={"code": "ABCDE-FGHJK"}).status_code == 404
    assert phone.client.post("/api/pairings/qr", json={"code": "nonsense"}).status_code == 404
    at(monkeypatch, timedelta(minutes=10))
    assert phone.client.post("/api/pairings/qr", json={"code": code}).status_code == 404
