"""Nothing that a request says, by its method, address or headers, enters what others get, or the server's memory."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from hinge_pwa.pwa.responses import Copies

from ..browser.server import Server
from ..conftest import NewApp
from ..support.odd_requests import HEADERS, METHODS, Reply, Sender, decoded, forms

MADE_UP = "/static/js/made-up.0123456789.js"
CODINGS = ("", "gzip", "br")
SAME = ("Content-Type", "Content-Length", "Content-Encoding", "Cache-Control", "ETag", "Vary", "Link")


@pytest.fixture
def addresses(site: Flask) -> list[str]:
    urls = site.extensions["assets"].urls
    assets = [urls[name] for name in ("css/app.css", "js/app.js", "js/sync/view.js", "icons/icon-192.png")]
    return ["/", "/why/", "/fr/why/", "/guides/hip-hinge/", "/manifest.webmanifest", "/sw.js", "/robots.txt", *assets]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has asked for anything but whether it is well."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.close()


def asked(addresses: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every method and every form of each address, and every header with the methods that may be answered."""
    for path in addresses:
        for method in METHODS:
            yield method, path, {}
            yield method, f"{path}?x", HEADERS[0]
        for method in ("OPTIONS", "GET"):
            yield from ((method, form, {}) for form in forms(path))
            yield from ((method, path, headers) for headers in HEADERS)


def plain(app: Flask, path: str, coding: str) -> Reply:
    answer = app.test_client().get(path, headers={"Accept-Encoding": coding} if coding else {})
    return Reply(answer.status_code, dict(answer.headers), answer.data)


def test_there_are_fifty_forms_of_each_address(addresses: list[str]) -> None:
    assert all(len(set(forms(path))) >= 50 for path in addresses)


def test_after_every_odd_request_others_get_what_an_untouched_server_gives(
    started: Server, addresses: list[str], site: Flask
) -> None:
    with closing(Sender(started.port)) as sender:
        for method, form, headers in asked([*addresses, MADE_UP]):
            reply = sender.send(method, form, headers)
            assert reply.status < 500, (method, form, headers)
            if method.upper() != "OPTIONS" and decoded(form).startswith("/static/") and reply.status < 400:
                assert decoded(form) in addresses, (method, form, headers)
        assert sender.send("GET", MADE_UP).status == 404
        for path in addresses:
            for coding in CODINGS:
                expected = plain(site, path, coding)
                found = sender.send("GET", path, {"Accept-Encoding": coding} if coding else {})
                assert (found.status, found.body) == (200, expected.body), (path, coding)
                lower = {name.lower(): value for name, value in found.headers.items()}
                assert {name: lower.get(name.lower()) for name in SAME} == {
                    name: expected.headers.get(name) for name in SAME
                }
        worker = sender.send("GET", "/sw.js").body.decode()
        build = json.loads(worker.partition("\n")[0].removeprefix("self.BUILD=").removesuffix(";"))
        for file in build["files"]:
            body = sender.send("GET", file["url"]).body
            assert hashlib.sha256(body).hexdigest().startswith(file["digest"]), file["url"]


def test_odd_requests_take_no_memory(new_app: NewApp, addresses: list[str]) -> None:
    app = new_app()
    copies: Copies = app.extensions["copies"]
    for path in addresses:
        for form in forms(path):
            for method in ("GET", "OPTIONS"):
                ask(app, method, form, HEADERS[0])
    assert set(copies.cached) <= copies.paths
    assert set(copies.cached) <= {*addresses, *named_by(app, addresses)}
    assert all(set(copy.encoded) <= {"br", "gzip"} for copy in copies.cached.values())


def named_by(app: Flask, addresses: list[str]) -> set[str]:
    """What the worker's list makes copies of, and the other language of each page."""
    worker = plain(app, "/sw.js", "").body.decode()
    return {*re.findall(r'"url":"([^"]+)"', worker), *(f"/fr{path}" for path in addresses)}


def test_head_of_a_server_just_started_says_what_get_would(started: Server, addresses: list[str]) -> None:
    with closing(Sender(started.port)) as sender:
        for path in addresses:
            head, got = (sender.send(method, path, {"Accept-Encoding": "br"}) for method in ("HEAD", "GET"))
            assert (head.status, head.body) == (200, b"")
            assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def ask(app: Flask, method: str, form: str, headers: dict[str, str]) -> None:
    """As a server of WSGI passes it on."""
    path, _, query = form.partition("?")
    environ = create_environ(method=method, headers=headers, query_string=query)
    info = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "REQUEST_METHOD": method}
    run_wsgi_app(app, {**environ, **info}, buffered=True)
