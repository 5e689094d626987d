import re
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hinge_pwa import sign_ins
from hinge_pwa.database import db
from hinge_pwa.models import accounts, pairings, records
from hinge_pwa.models import sign_ins as sign_in_table

from .phones import Phone, record

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def account_of(client: FlaskClient) -> str | None:
    answer = client.get("/api/account")
    return answer.get_json()["account"] if answer.status_code == 200 else None


def count(app: Flask, table: sa.Table) -> int:
    with app.app_context():
        return db.session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def cookie(answer: TestResponse) -> SimpleCookie:
    return SimpleCookie(answer.headers["Set-Cookie"])


def test_making_an_account_signs_the_device_in(client: FlaskClient) -> None:
    answer = client.post("/api/account")
    assert answer.status_code == 201
    assert answer.get_json().keys() == {"account"}
    assert re.fullmatch(UUID, answer.get_json()["account"])
    assert account_of(client) == answer.get_json()["account"]


def test_who_is_signed_in_is_not_known_without_an_account(client: FlaskClient) -> None:
    answer = client.get("/api/account")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "not_signed_in")


def test_a_signed_in_device_that_makes_an_account_keeps_the_one_it_has(app: Flask, client: FlaskClient) -> None:
    first = client.post("/api/account")
    again = client.post("/api/account")
    assert (again.status_code, again.get_json()) == (200, first.get_json())
    assert count(app, accounts) == 1


def test_the_cookie_is_for_the_server_alone(client: FlaskClient) -> None:
    morsel = cookie(client.post("/api/account"))["hinge"]
    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert morsel["path"] == "/"
    assert morsel["domain"] == ""
    assert not morsel["secure"]
    assert int(morsel["max-age"]) == timedelta(days=400).total_seconds()


def test_over_https_the_cookie_is_secure_and_bound_to_the_host(client: FlaskClient) -> None:
    answer = client.post("/api/account", base_url="https://hinge.example")
    morsel = cookie(answer)["__Host-hinge"]
    assert morsel["secure"]
    assert morsel["domain"] == ""
    assert morsel["path"] == "/"
    assert client.get("/api/account", base_url="https://hinge.example").status_code == 200


def test_over_https_a_cookie_that_plain_http_could_have_planted_does_not_count(client: FlaskClient) -> None:
    token = cookie(client.post("/api/account"))["hinge"].value
    headers = {"Cookie": f"hinge={token}"}
    assert client.get("/api/account", headers=headers, base_url="https://hinge.example").status_code == 401


def test_the_database_holds_no_token(app: Flask, client: FlaskClient) -> None:
    token = cookie(client.post("/api/account"))["hinge"].value.partition(".")[2]
    with app.app_context():
        (row,) = db.session.execute(sa.select(sign_in_table)).all()
    assert len(token) >= 43
    assert token.encode() not in bytes(row.token_hash)
    assert len(row.token_hash) == 32


@pytest.mark.parametrize("value", ["", ".", "x", "x.y", "\x00.x", "00000000-0000-0000-0000-000000000000.x", "é.é"])
def test_a_made_up_cookie_signs_nobody_in(client: FlaskClient, value: str) -> None:
    client.set_cookie("hinge", value)
    assert client.get("/api/account").status_code == 401
    assert client.post("/api/sync", json={"cursor": "", "changes": []}).status_code == 401


def test_the_token_of_one_account_does_not_open_another(app: Flask, client: FlaskClient) -> None:
    mine = cookie(client.post("/api/account"))["hinge"].value.partition(".")
    other = app.test_client().post("/api/account").get_json()["account"]
    client.set_cookie("hinge", f"{other}.{mine[2]}")
    assert client.get("/api/account").status_code == 401


def test_deleting_an_account_erases_every_row_of_it(app: Flask, phone: Phone, tablet: Phone) -> None:
    phone.push(record(), record())
    phone.client.post("/api/pairings")
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    stranger.push(record())

    answer = phone.client.delete("/api/account")
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Content-Type" not in answer.headers
    assert [count(app, table) for table in (accounts, records, sign_in_table, pairings)] == [1, 1, 1, 0]
    for client in (phone.client, tablet.client):
        assert account_of(client) is None
        assert client.delete("/api/account").status_code == 401
    assert len(stranger.pull()["changes"]) == 1


def test_a_device_whose_account_was_deleted_can_make_a_new_one(phone: Phone, tablet: Phone) -> None:
    old = account_of(phone.client)
    phone.client.delete("/api/account")
    assert tablet.make_account() != old


def test_signing_out_leaves_the_account_to_the_other_devices(phone: Phone, tablet: Phone) -> None:
    sent = record()
    phone.push(sent)
    answer = phone.client.post("/api/account/sign-out")
    assert (answer.status_code, answer.data) == (204, b"")
    assert account_of(phone.client) is None
    assert tablet.pull()["changes"] == [sent]


def test_a_cookie_from_before_signing_out_is_dead(phone: Phone) -> None:
    kept = phone.client.get_cookie("hinge")
    assert kept is not None
    phone.client.post("/api/account/sign-out")
    phone.client.set_cookie("hinge", kept.value)
    assert account_of(phone.client) is None


def test_signing_out_twice_is_no_error(phone: Phone) -> None:
    for _ in range(2):
        assert phone.client.post("/api/account/sign-out").status_code == 204


def test_the_cookie_begins_anew_once_a_day(app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"cursor": "", "changes": [record()]}
    assert "Set-Cookie" not in phone.client.post("/api/sync", json=body).headers
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    monkeypatch.setattr(sign_ins, "today", lambda: tomorrow)
    renewed = phone.client.post("/api/sync", json=body)
    assert cookie(renewed)["hinge"].value == phone.client.get_cookie("hinge").value
    assert int(cookie(renewed)["hinge"]["max-age"]) == timedelta(days=400).total_seconds()
    assert "Set-Cookie" not in phone.client.get("/api/account").headers
    with app.app_context():
        assert db.session.execute(sa.select(sign_in_table.c.last_seen_on)).scalars().all() == [tomorrow]


def test_a_token_unused_for_three_years_opens_nothing(
    phone: Phone, tablet: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sign_ins.today()

    def later(days: int) -> None:
        monkeypatch.setattr(sign_ins, "today", lambda: first + timedelta(days=days))

    later(2 * 365)
    tablet.pull()
    later(3 * 365 + 1)
    assert account_of(phone.client) is None
    assert phone.post().status_code == phone.post("", [record()]).status_code == 401
    tablet.pull()
    assert len(tablet.client.get("/api/devices").get_json()["devices"]) == 1
    later(5 * 365)
    assert tablet.post().status_code == 200


def test_a_cookie_that_was_there_before_is_never_adopted(app: Flask, phone: Phone) -> None:
    planted = f"{account_of(phone.client)}.planted"
    code = phone.client.post("/api/pairings").get_json()["code"]
    for path, body in (("/api/account", {}), ("/api/pairings/redeem", {"code": code})):
        client = app.test_client()
        client.set_cookie("hinge", planted)
        token = cookie(client.post(path, json=body))["hinge"].value
        assert token != planted
        assert account_of(client) == token.partition(".")[0]
        client.set_cookie("hinge", planted)
        assert account_of(client) is None


def test_nothing_under_api_may_be_kept(client: FlaskClient) -> None:
    for path in ("/api/account", "/api/nothing", "/api/sync"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
    assert client.post("/api/account").headers["Cache-Control"] == "no-store"
