"""What `tools/fuzz.py` fuzzes."""

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
from .phones import record, session, tombstone
from .reading import check_reading

VECTORS = Path(__file__).parents[1] / "vectors" / "merge.json"
ID = "0193537e-6f77-7000-8000-000000000001"


class Target(NamedTuple):
    seeds: Callable[[], Iterator[bytes]]
    check: Callable[[bytes], None]
    """Raises what is a defect of Hinge."""


def bodies() -> Iterator[bytes]:
    """The changes of tests/vectors, two and two in one request, and some that are more special."""
    for pair in json.loads(VECTORS.read_text()):
        yield body(versioned(pair["wins"]), versioned(pair["loses"]))
    yield body()
    yield body(record(ID, data=session(pain_before=None, note="\ud83d")), {"kind": "plan"}, record(ID, kind="new"))
    yield body(record(ID, data=session(sets=[])), record("", -1, ""), 5, None)


def versioned(version: dict[str, object]) -> dict[str, object]:
    return {**(tombstone(ID) if version["deleted"] else record(ID)), **version}


def body(*changes: object) -> bytes:
    return json.dumps({"cursor": "", "changes": changes}).encode()


def requests() -> Iterator[bytes]:
    """Every operation with its example, and those bodies: a line `POST /api/sync`, lines of headers, the body."""
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
    """Asks the whole server, on SQLite, and then for what is the same for everyone."""
    client = device()
    limiter.reset()
    ask(client, data)
    assert shown(client.application) == shown_at_first()


def shown(app: Flask) -> list[bytes]:
    """What others get: the worker, whose list has the digest of all that a phone keeps, a page and a file."""
    paths = ("/sw.js", "/why/", app.extensions["assets"].urls["css/app.css"])
    return [app.test_client().get(path).data for path in paths]


@cache
def shown_at_first() -> list[bytes]:
    return shown(create_app({"INSTANCE_PATH": mkdtemp(), "DATABASE_URL": "", "TESTING": True}))


def ask(client: FlaskClient, data: bytes) -> None:
    """Sends what `data` says as a device that is signed in. Raises what is a defect of the server."""
    *head, body = data.decode("latin-1").split("\n")
    method, _, path = head[0].partition(" ") if head else ("", "", "")
    if not (method.isascii() and method.isalpha() and path.startswith("/")):
        return
    headers = dict(line.split(": ", 1) for line in head[1:] if ": " in line and line.isprintable())
    headers = {"Content-Type": "application/json", **headers}
    if "Host" in headers:  # the client trips over strange ones by itself
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
    # Never the database of whoever runs it.
    app = create_app({"INSTANCE_PATH": mkdtemp(), "DATABASE_URL": "", "TESTING": True})
    app.test_client_class = DescribedClient
    with app.app_context():
        upgrade()
    return app.test_client()


TARGETS = {"reading": Target(bodies, check_reading), "requests": Target(requests, check_request)}
