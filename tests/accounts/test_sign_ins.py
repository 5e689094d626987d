"""How long a token opens an account, and that none is taken over from whoever planted it."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hinge_pwa.accounts import sign_ins

from ..support.phones import Phone, record


def account_of(client: FlaskClient) -> str | None:
    answer = client.get("/api/account")
    return answer.get_json()["account"] if answer.status_code == 200 else None


def cookie(answer: TestResponse) -> SimpleCookie:
    return SimpleCookie(answer.headers["Set-Cookie"])


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
