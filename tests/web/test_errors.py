"""One shape under /api/, whatever raised the error; friendly pages everywhere else."""

import re
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.test import TestResponse, create_environ, run_wsgi_app
from werkzeug.wrappers import Request

from hinge_pwa import create_app
from hinge_pwa.web.errors import MESSAGES, ApiError

from ..conftest import NewApp
from ..support.phones import Phone

JSON = {"content_type": "application/json"}


def has_the_shape(answer: TestResponse, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.get_json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"code", "message"}
    assert body["error"]["code"] == code
    assert re.fullmatch(r"[A-Z].+\.", body["error"]["message"])


@pytest.fixture
def broken(new_app: NewApp) -> FlaskClient:
    """An application with addresses that fail in every way."""
    app = new_app(PROPAGATE_EXCEPTIONS=False, TESTING=False)

    @app.route("/api/broken/<int:status>", methods=["GET", "POST"])
    @app.route("/broken/<int:status>", methods=["GET", "POST"])
    def fail(status: int) -> str:
        abort(status)

    @app.get("/api/raises/<name>")
    @app.get("/raises/<name>")
    def raises(name: str) -> str:
        if name == "bug":
            raise ZeroDivisionError
        if name == "pool":
            raise sa.exc.TimeoutError
        if name == "own":
            raise ApiError(418, "teapot", "This is a teapot.", retry_after=7)
        raise sa.exc.OperationalError("SELECT", {}, sqlite3.OperationalError("database is locked"))

    return app.test_client()


@pytest.mark.parametrize("status", MESSAGES)
def test_every_status_has_its_code_and_sentence(broken: FlaskClient, status: int) -> None:
    has_the_shape(broken.get(f"/api/broken/{status}"), status, MESSAGES[status][0])


def test_a_status_that_is_not_documented_has_the_shape_too(broken: FlaskClient) -> None:
    has_the_shape(broken.get("/api/broken/418"), 418, "invalid_request")
    has_the_shape(broken.get("/api/broken/501"), 501, "server_error")


def test_an_address_that_does_not_exist(client: FlaskClient) -> None:
    for path in ("/api/", "/api/nothing", "/api/sync/", "/api/%00", "/api/account/../nothing"):
        has_the_shape(client.get(path), 404, "not_found")


NO_HOSTS = ["[", ":", "a b", "a/b", "a@b", "%00", "é", "hinge:99999", "[::1800:]", "[1:2]:80", "[v1.x]"]


def answer_to(app: Flask, method: str, path: str, host: str) -> TestResponse:
    """Flask's client can't name a strange host."""
    environ = {**create_environ(path, method=method), "HTTP_HOST": host}
    return TestResponse(*run_wsgi_app(app, environ, buffered=True), request=Request(environ))


@pytest.mark.parametrize("host", NO_HOSTS)
def test_a_header_that_names_no_host_is_refused(app: Flask, host: str) -> None:
    for path in ("/api/account", "/api/passkeys/sign-in/options", "/api//account"):
        has_the_shape(answer_to(app, "POST", path, host), 400, "invalid_request")
    for path in ("/", "/guides", "/guides/hip-hinge/", "/healthz"):
        answer = answer_to(app, "GET", path, host)
        assert (answer.status_code, answer.mimetype) == (400, "text/html")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "xn--bcher-kva.example", ""])
def test_any_name_of_the_server_will_do_and_none_too(app: Flask, host: str) -> None:
    assert answer_to(app, "POST", "/api/account", host).status_code == 201
    assert answer_to(app, "GET", "/healthz", host).status_code == 200


def test_a_bug_says_nothing_about_itself(broken: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = broken.get("/api/raises/bug")
    has_the_shape(answer, 500, "server_error")
    assert "Division" not in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("name", ["locked", "pool"])
def test_a_database_that_is_away_says_when_to_come_again(broken: FlaskClient, name: str) -> None:
    for path in ("/api/raises/", "/raises/"):
        answer = broken.get(path + name)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
    has_the_shape(broken.get(f"/api/raises/{name}"), 503, "unavailable")


def test_an_api_error_may_say_when_to_come_again(broken: FlaskClient) -> None:
    answer = broken.get("/api/raises/own")
    has_the_shape(answer, 418, "teapot")
    assert answer.headers["Retry-After"] == "7"


def test_a_database_without_tables_is_unavailable(tmp_path: Path) -> None:
    client = create_app({"INSTANCE_PATH": tmp_path}).test_client()
    has_the_shape(client.post("/api/account"), 503, "unavailable")
    assert client.get("/healthz").status_code == 503


def test_outside_the_api_errors_are_pages(broken: FlaskClient) -> None:
    for path, status in (
        ("/nothing", 404),
        ("/broken/404", 404),
        ("/broken/400", 400),
        ("/raises/bug", 500),
        ("/apiary", 404),
    ):
        answer = broken.get(path)
        assert (answer.status_code, answer.mimetype) == (status, "text/html")
        assert "<h1" in answer.text
        assert not re.search("Division|Traceback|Flask|Werkzeug", answer.text)
        assert 'href="/"' in answer.text


def test_a_broken_error_page_ends_in_a_plain_one(new_app: NewApp) -> None:
    app = new_app()
    app.jinja_env.loader = None
    answer = app.test_client().get("/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "<h1>Not Found</h1>" in answer.text


@pytest.mark.parametrize("headers", [
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": ""}, {"Origin": "null"},
    {"Origin": "https://evil.example"}, {"Origin": "http://localhost.evil.example"}, {"Origin": "http://localhost:1"},
    {"Origin": ""}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, {"Origin": "http://[evil"},
])  # fmt: skip
def test_another_site_can_change_nothing(phone: Phone, headers: dict[str, str]) -> None:
    for path, method in (("/api/account", "DELETE"), ("/api/account", "POST"), ("/api/account/sign-out", "POST"),
                         ("/api/pairings", "POST"), ("/api/sync", "POST"), ("/api/nothing", "PUT")):  # fmt: skip
        has_the_shape(phone.client.open(path, method=method, headers=headers), 403, "forbidden")
    assert phone.client.get("/api/account").status_code == 200


@pytest.mark.parametrize("headers", [
    {}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
])  # fmt: skip
def test_the_own_site_and_plain_programs_are_let_through(app: Flask, headers: dict[str, str]) -> None:
    assert app.test_client().post("/api/account", headers=headers).status_code == 201
