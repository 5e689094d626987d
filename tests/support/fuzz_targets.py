"""The functions that `tools/fuzz.py` fuzzes, and the inputs that it starts from."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from werkzeug.test import create_environ, run_wsgi_app

from hinge_pwa import create_app
from hinge_pwa.accounts.limits import limiter

from . import odd_requests
from .openapi import DescribedClient, operations
from .phones import CHECK, PLAN, record, session, tombstone
from .reading import check_reading

VECTORS = Path(__file__).parents[1] / "vectors" / "merge.json"
ID = "0193537e-6f77-7000-8000-000000000001"


class Target(NamedTuple):
    seeds: Callable[[], Iterator[bytes]]
    check: Callable[[bytes], None]
    """Raises if the input shows a defect of Hinge."""


def bodies() -> Iterator[bytes]:
    """Requests with the pairs of changes of tests/vectors/merge.json, and some unusual ones."""
    for pair in json.loads(VECTORS.read_text()):
        yield body(with_version(pair["wins"]), with_version(pair["loses"]))
    yield body()
    yield body(record(ID, data=session(pain_before=None, note="\ud83d")), {"kind": "plan"}, record(ID, kind="new"))
    yield body(record(ID, kind="check", data=CHECK), record(ID, kind="plan", data=PLAN))
    yield body(record(ID, data=session(sets=[])), record("", -1, ""), 5, None)


def with_version(version: dict[str, object]) -> dict[str, object]:
    return {**(tombstone(ID) if version["deleted"] else record(ID)), **version}


def body(*changes: object) -> bytes:
    return json.dumps({"cursor": "", "changes": changes}).encode()


def requests() -> Iterator[bytes]:
    """Every operation with its example, and `bodies()`: a line `POST /api/sync`, lines of headers, then the body."""
    for each in operations():
        content = each.described.get("requestBody", {}).get("content", {}).get("application/json", {})
        example = json.dumps(content["example"]) if content else ""
        yield f"{each.method} {each.path.replace('{id}', 'ab' * 32)}\n{example}".encode()
    for each_body in bodies():
        yield b"POST /api/sync\n" + each_body
    yield b"POST /api/account\nSec-Fetch-Site: cross-site\n{}"
    yield b"POST /api/passkeys/sign-in/options\nHost: [::1]:80\nOrigin: http://[\n"
    yield b"POST /api/account\nContent-Type: application/json; charset=x\nAccept-Encoding: br;q=0\n{}"
    yield b"GET /api/account\nCookie: hinge=" + ID.encode() + b".secret\n"
    yield b"POST /api/account\nContent-Encoding: gzip\n\x1f\x8b"
    for method in odd_requests.METHODS:
        yield f"{method} /why/\n".encode()
        yield f"{method} /static/./js/../css/app.css/\nAccept-Encoding: br\n".encode()
    for form in odd_requests.forms("/sw.js"):
        yield f"GET {form[:200]}\n".encode()


def check_request(data: bytes) -> None:
    """Sends a request to the application on SQLite, then checks that public responses have not changed."""
    client = device()
    limiter.reset()
    send(client, data)
    assert public_responses(client.application) == first_public_responses()


def public_responses(app: Flask) -> list[bytes]:
    """The service worker, whose list has a digest of every page and file, a page and a file."""
    paths = ("/sw.js", "/why/", app.extensions["assets"].urls["css/app.css"])
    return [app.test_client().get(path).data for path in paths]


@cache
def first_public_responses() -> list[bytes]:
    return public_responses(create_app({"INSTANCE_PATH": mkdtemp(), "DATABASE_URL": "", "TESTING": True}))


def send(client: FlaskClient, data: bytes) -> None:
    """Sends the request in `data` from a signed-in device. Raises if the answer shows a defect of the server."""
    *head, body = data.decode("latin-1").split("\n")
    method, _, path = head[0].partition(" ") if head else ("", "", "")
    if not (method.isascii() and method.isalpha() and path.startswith("/")):
        return
    headers = dict(line.split(": ", 1) for line in head[1:] if ": " in line and line.isprintable())
    headers = {"Content-Type": "application/json", **headers}
    if "Host" in headers:  # Flask's client raises for invalid ones
        environ = create_environ(method=method, data=body.encode("latin-1"), headers=headers)
        _, status, _ = run_wsgi_app(client.application, {**environ, "PATH_INFO": path}, buffered=True)
        assert not status.startswith("5"), status
        return
    if client.get_cookie("hinge") is None:
        client.post("/api/account")
    answer = client.open(
        method=method, data=body.encode("latin-1"), headers=headers, environ_overrides={"PATH_INFO": path}
    )
    assert answer.status_code < 500, answer.text


@cache
def device() -> FlaskClient:
    # DATABASE_URL is emptied so that a developer's own database is never used.
    app = create_app({"INSTANCE_PATH": mkdtemp(), "DATABASE_URL": "", "TESTING": True})
    app.test_client_class = DescribedClient
    with app.app_context():
        upgrade()
    return app.test_client()


TARGETS = {"reading": Target(bodies, check_reading), "requests": Target(requests, check_request)}
