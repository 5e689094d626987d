"""A usual sync is answered before Flask, as Flask would answer it; everything else is Flask's."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, request_started

from hinge_pwa.accounts import sign_ins
from hinge_pwa.web.application import Application

from ..conftest import NewApp
from ..support.phones import Phone, record

JSON = "application/json"


@contextmanager
def seen_by_flask(app: Flask) -> Iterator[list[object]]:
    seen: list[object] = []

    def note(sender: object, **_: object) -> None:
        seen.append(sender)

    with request_started.connected_to(note, app):
        yield seen


def sent(phone: Phone, text: str | bytes, **options: Any) -> Any:
    """The answer to a sync, told as a browser tells it."""
    options = {
        "content_type": JSON,
        "headers": {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    } | options
    return phone.client.post("/api/sync", data=text, **options)


def body(*changes: object, cursor: str = "") -> str:
    return json.dumps({"cursor": cursor, "changes": changes})


@pytest.mark.parametrize(
    "changes",
    [[], [record()], [record(), record(), {"id": "x"}], [record(stamp=0)]],
    ids=["quiet", "a record", "with a wrong one", "one that loses"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_answer_is_flasks_own(
    app: Application, changes: list[Any], scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(app.test_client(), "phone")
    options = {"base_url": f"{scheme}://localhost"}
    phone.client.post("/api/account", **options)
    for change in changes:
        if change.get("stamp") == 0:
            assert sent(phone, body(change | {"stamp": 1}), **options).status_code == 200
    with seen_by_flask(app) as seen:
        first = sent(phone, body(*changes), **options)
        assert not seen
        monkeypatch.setattr(app, "shortcut", None)
        second = sent(phone, body(*changes), **options)
        assert len(seen) == 1
    assert first.status_code == second.status_code == 200
    assert first.get_json()["rejected"] == second.get_json()["rejected"]
    assert first.get_json()["cursor"] == second.get_json()["cursor"]
    expected = dict(second.headers)
    del expected["Vary"]  # says how an answer may be kept, and none of these may
    assert dict(first.headers) | {"Content-Length": ""} == expected | {"Content-Length": ""}


ODD = {
    "another method": {"method": "PUT"},
    "another type": {"content_type": "text/plain"},
    "another type of JSON": {"content_type": "application/json; charset=utf-8"},
    "another site": {"headers": {"Sec-Fetch-Site": "cross-site"}},
    "another site by an old browser": {"headers": {"Origin": "http://elsewhere"}},
    "no host": {"environ_overrides": {"HTTP_HOST": "[::"}},
    "not signed in": {"headers": {"Cookie": "hinge="}},
    "no length": {"environ_overrides": {"CONTENT_LENGTH": ""}},
    "too long": {"environ_overrides": {"CONTENT_LENGTH": str(2**20 + 1)}},
    "a length that is none": {"environ_overrides": {"CONTENT_LENGTH": "²"}},
    "compressed": {"headers": {"Content-Encoding": "gzip"}},
    "not in time": {"environ_overrides": {"hinge.unfinished": True}},
    "cut short": {"environ_overrides": {"CONTENT_LENGTH": "1000"}},
    "in pieces": {"headers": {"Transfer-Encoding": "chunked"}},
    "to be a WebSocket": {"headers": {"Connection": "Upgrade", "Upgrade": "websocket"}},
    "another scheme": {"environ_overrides": {"wsgi.url_scheme": "wss"}},
    "no JSON": {"data": "{"},
    "a cursor that no server made": {"data": body(cursor="1")},
    "a cursor of another life": {"data": body(cursor="0123456789abcdef.0")},
    "an answer to compress": {
        "data": body(*({"id": "wrong"} for _ in range(20))),
        "headers": {"Accept-Encoding": "br"},
    },
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_what_is_odd_is_left_to_flask(app: Application, odd: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Phone(app.test_client(use_cookies="Cookie" not in odd.get("headers", {})), "phone")
    phone.client.post("/api/account")
    options = {"path": "/api/sync", "method": "POST", "data": body(), "content_type": JSON} | odd
    with seen_by_flask(app) as seen:
        with_it = phone.client.open(**options)
        monkeypatch.setattr(app, "shortcut", None)
        without = phone.client.open(**options)
        assert len(seen) == 2
    assert (with_it.status_code, with_it.data) == (without.status_code, without.data)
    assert dict(with_it.headers) == dict(without.headers)


def test_only_the_names_that_are_trusted_are_known(new_app: NewApp) -> None:
    app = new_app(TRUSTED_HOSTS="hinge.example")
    phone = Phone(app.test_client(), "phone")
    phone.client.post("/api/account", base_url="http://hinge.example")
    (cookie,) = phone.client._cookies.values()
    headers = {"Cookie": f"{cookie.key}={cookie.value}"}
    other = app.test_client(use_cookies=False)
    with seen_by_flask(app) as seen:
        for host in ("hinge.example", "HINGE.EXAMPLE.:8000"):
            overrides = {"HTTP_HOST": host}
            answer = other.post(
                "/api/sync", data=body(), content_type=JSON, headers=headers, environ_overrides=overrides
            )
            assert answer.status_code == 200
        assert not seen
    answer = other.post("/api/sync", data=body(), content_type=JSON, headers=headers, base_url="http://other.example")
    assert answer.status_code == 400
    assert "TRUSTED_HOSTS" in answer.text


def test_a_sign_in_is_renewed_once_a_day(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Phone(app.test_client(), "phone")
    phone.make_account()
    tomorrow = date.today() + timedelta(days=2)  # noqa: DTZ011 - later than the server's day, whatever the zone
    monkeypatch.setattr(sign_ins, "today", lambda: tomorrow)
    with seen_by_flask(app) as seen:
        change = record()
        first, second = sent(phone, body(change)), sent(phone, body(change))
        assert len(seen) == 1
    assert "Set-Cookie" in first.headers
    assert "Set-Cookie" not in second.headers
    assert first.get_json() == second.get_json()


def test_a_defect_is_answered_once_by_flask(app: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Phone(app.test_client(), "phone")
    phone.make_account()
    app.testing = False
    tries = []

    def fail(*_: object) -> None:
        tries.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr("hinge_pwa.sync.server.pull", fail)
    monkeypatch.setattr("hinge_pwa.sync.cursors.make", fail)
    answer = sent(phone, body())
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (500, "server_error")
    assert len(tries) == 1


def test_a_body_is_read_once_and_whole(app: Application) -> None:
    """By whichever of the two answers."""
    phone = Phone(app.test_client(), "phone")
    phone.make_account()

    class Once(BytesIO):
        left = 1

        def read(self, size: int | None = -1) -> bytes:
            self.left -= 1
            assert self.left >= 0
            return super().read(size)

    text = body(record()).encode()
    for kind in (JSON, "application/json; charset=utf-8"):
        overrides = {"wsgi.input": Once(text), "CONTENT_LENGTH": str(len(text))}
        answer = phone.client.post("/api/sync", content_type=kind, environ_overrides=overrides)
        assert answer.status_code == 200
