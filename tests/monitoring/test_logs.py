"""What is logged with LOG_FORMAT=json, and that nothing in it says whose request it was."""

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug import Response
from werkzeug.test import Client

from hinge_pwa import create_app
from hinge_pwa.monitoring.logs import JsonFormatter, requests
from hinge_pwa.monitoring.observe import RequestObserver
from hinge_pwa.web.application import Application

from ..browser.server import empty_database
from ..support.phones import Phone, record

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def logging_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Behind a proxy, with addresses that fail. Python's log is as it was afterwards."""
    instance = tmp_path_factory.mktemp("instance")
    shutil.copy(empty_database(), instance / "hinge.db")
    handlers, level = logging.root.handlers[:], logging.root.level
    app = create_app({"INSTANCE_PATH": instance, "LOG_FORMAT": "json", "TRUSTED_PROXIES": 1})

    @app.get("/api/defect")
    def defect() -> str:
        try:
            return str(1 // 0)
        except ZeroDivisionError as error:
            raise PermissionError(13, "Permission denied", "/home/ada") from error

    @app.get("/api/quotes/<word>")
    def quotes(word: str) -> str:
        try:
            raise ValueError(f"{word} is no number")
        except ValueError:
            raise sa.exc.IntegrityError("INSERT", {"note": word}, Exception(f"Key ({word})"))  # noqa: B904

    @app.get("/api/away/<word>")
    def away(word: str) -> str:
        raise sa.exc.OperationalError("INSERT", {"note": word}, Exception(f"disk is full\nDETAIL: {word}"))

    yield app
    logging.root.handlers[:], logging.root.level = handlers, level
    requests.setLevel(logging.NOTSET)


@pytest.fixture
def log(logging_app: Flask) -> StringIO:
    """What this test makes the application log."""
    (handler,) = (one for one in logging.root.handlers if isinstance(one.formatter, JsonFormatter))
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream := StringIO())
    return stream


@pytest.fixture
def lines(log: StringIO) -> Lines:
    return lambda: [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.fixture
def client(logging_app: Flask) -> FlaskClient:
    return logging_app.test_client()


def test_each_request_is_one_line(client: FlaskClient, lines: Lines) -> None:
    client.get("/guides/hip-hinge/?from=mail")
    client.delete("/api/devices/0123")
    client.open("/nothing", method="JUMP")
    made = [(line["method"], line["route"], line["status"], line["level"]) for line in lines()]
    assert made == [
        ("GET", "/guides/<slug>/", 200, "info"),
        ("DELETE", "/api/devices/<id>", 401, "info"),
        ("OTHER", "", 404, "info"),
    ]


def test_a_line_says_when_and_how_long(client: FlaskClient, lines: Lines) -> None:
    client.get("/healthz")
    (line,) = lines()
    assert line.keys() == {"time", "level", "message", "request_id", "method", "route", "status", "milliseconds"}
    assert line["time"].endswith("+00:00")
    assert 0 < line["milliseconds"] < 60_000


def test_nothing_says_whose_request_it_was(client: FlaskClient, log: StringIO) -> None:
    """Everything that a person has or sends, through every kind of outcome, a defect and a full disk too."""
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.77"
    client.environ_base["HTTP_USER_AGENT"] = "Phone of Zora"
    client.environ_base["HTTP_REFERER"] = "https://localhost/from-here"
    phone = Phone(client, "device-of-zora")
    account = phone.make_account()
    sent = record(note="my knee too") | {"device": "device-of-zora"}
    phone.push(sent)
    phone.push(sent | {"stamp": -1})
    code = client.post("/api/pairings").get_json()["code"]
    for _ in range(12):  # until 429
        client.post("/api/pairings/redeem", json={"code": "wrong-code"})
    client.post("/api/pairings/redeem", json={"code": code})
    devices = client.get("/api/devices").get_json()["devices"]
    assert client.get("/api/quotes/my-knee?why=my-knee").status_code == 500
    assert client.get("/api/away/my-knee").status_code == 503
    assert client.delete(f"/api/devices/{devices[0]['id']}").status_code == 204

    written = log.getvalue()
    assert {200, 201, 204, 404, 429, 500, 503} <= {json.loads(line).get("status") for line in written.splitlines()}
    assert "disk is full" in written
    token = str(client.get_cookie("hinge") or "gone")
    for personal in (
        account,
        sent["id"],
        "zora",  # no word of hexadecimal digits, as ids are
        "knee",
        "203.0.113",
        code,
        "wrong-code",
        devices[0]["id"],
        token,
        "why=",
    ):
        assert personal.lower() not in written.lower(), personal


def test_a_defect_is_logged_with_where_it_happened(client: FlaskClient, lines: Lines) -> None:
    answer = client.get("/api/defect")
    told, line = lines()
    assert told["request_id"] == line["request_id"] == answer.headers["X-Request-ID"]
    assert (told["level"], line["status"]) == ("error", 500)
    first, last = told["errors"]
    assert first["type"] == "builtins.ZeroDivisionError"
    assert "test_logs.py" in first["trace"][-1]
    assert first["trace"][-1].endswith("in defect: return str(1 // 0)")
    assert last["message"] == "Permission denied"


def test_a_proxy_gives_the_id(client: FlaskClient, lines: Lines) -> None:
    answer = client.get("/api/account", headers={"X-Request-ID": "0b9f7f0e-6a0e-4a57"})
    assert answer.headers.getlist("X-Request-ID") == ["0b9f7f0e-6a0e-4a57"]
    assert lines()[0]["request_id"] == "0b9f7f0e-6a0e-4a57"


@pytest.mark.parametrize("given", ["short", "x" * 65, "id with spaces", "<script>", "", "naïve-naïve"])
def test_an_id_that_is_malformed_is_replaced(client: FlaskClient, given: str) -> None:
    answer = client.get("/api/account", headers={"X-Request-ID": given})
    assert len(answer.headers["X-Request-ID"]) == 16


def test_without_a_proxy_nobody_chooses_the_id() -> None:
    observed = RequestObserver(Response(status=404), trusted=False)
    answer = Client(observed).get("/", headers={"X-Request-ID": "0b9f7f0e-6a0e-4a57"})
    assert len(answer.headers["X-Request-ID"]) == 16


def test_pages_that_are_the_same_for_everyone_carry_no_id(client: FlaskClient) -> None:
    assert "X-Request-ID" not in client.get("/").headers
    assert "X-Request-ID" in client.get("/nothing").headers


def test_without_the_settings_nothing_stands_in_a_requests_way(site: Flask) -> None:
    assert site.wsgi_app == Application.wsgi_app.__get__(site)
    assert "X-Request-ID" not in site.test_client().get("/nothing").headers
