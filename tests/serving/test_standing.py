"""Clients that send slowly, never end or never read hold up nobody: on a real server, as `make run` serves it."""

import json
import socket
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from ..browser.server import Server
from ..support.phones import Phone, assert_converged, record
from ..support.remote import Remote

MANY = 200
MADE_UP = "hinge=0193537e-6f77-4000-8000-000000000001.made-up"
LARGE = 2**20


def request(first: str, *headers: str, body: bytes = b"") -> bytes:
    lines = "".join(f"{line}\r\n" for line in (f"{first} HTTP/1.1", "Host: localhost", *headers))
    return lines.encode() + b"\r\n" + body


def push(cookie: str, *headers: str, body: bytes = b"{") -> bytes:
    return request("POST /api/sync", f"Cookie: {cookie}", "Content-Type: application/json", *headers, body=body)


UNFINISHED: dict[str, Callable[[str], bytes]] = {
    "nobody's body": lambda cookie: request("POST /api/account", "Content-Length: 1000", body=b"{"),
    "a body with a made-up cookie": lambda cookie: push(MADE_UP, "Content-Length: 1000"),
    "a body of someone signed in": lambda cookie: push(cookie, "Content-Length: 1000"),
    "no byte of a large body": lambda cookie: push(cookie, f"Content-Length: {LARGE}", body=b""),
    "half of a large body": lambda cookie: push(cookie, f"Content-Length: {LARGE}", body=b" " * (LARGE // 2)),
    "a body in pieces": lambda cookie: push(MADE_UP, "Transfer-Encoding: chunked", body=b"1\r\n{\r\n"),
    "a body in pieces of someone signed in": lambda cookie: push(cookie, "Transfer-Encoding: chunked", body=b"f"),
    "the body of a page": lambda cookie: request("GET /", "Content-Length: 1000", body=b"{"),
    "headers": lambda cookie: request("GET /", "X-Long: ")[:-4],
    "nothing": lambda cookie: b"",
    "answers that nobody reads": lambda cookie: request("GET /why/") * 50,
}


def connect(server: Server, sent: bytes, stack: ExitStack) -> socket.socket:
    connection = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=60))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that answers soon fill it
    connection.sendall(sent)
    return connection


@pytest.mark.parametrize("kind", UNFINISHED)
def test_pages_are_served_and_people_sync_while_two_hundred_stand(server: Server, phone: Phone, kind: str) -> None:
    tablet = Phone(Remote(server.url, phone.client.cookie), "tablet")
    with ExitStack() as stack, closing(tablet.client):
        standing = [connect(server, UNFINISHED[kind](phone.client.cookie), stack) for _ in range(MANY)]
        for clock in range(1, 4):
            with closing(Remote(server.url)) as visitor:
                for path in ("/", "/why/", "/sw.js", "/healthz"):
                    assert visitor.get(path).status_code == 200
                assert visitor.post("/api/account").status_code == 201
            phone.edit(record()["id"], clock)
            assert_converged(phone, tablet)
            for connection in standing if "body" in kind else []:  # and one byte more, as slow ones do
                with suppress(OSError):  # the server may have ended it
                    connection.send(b" ")


def test_a_slow_body_that_is_whole_in_time_is_answered(server: Server, phone: Phone) -> None:
    body = b'{"cursor":"","changes":[]}'
    with ExitStack() as stack:
        slow = connect(server, push(phone.client.cookie, f"Content-Length: {len(body)}", body=b""), stack)
        for byte in body:
            assert phone.pull()["changes"] == []  # another request in between
            slow.send(bytes([byte]))
        assert slow.recv(12) == b"HTTP/1.1 200"


def test_where_too_much_is_under_way_a_large_body_ends_and_says_when_to_come_again(
    server: Server, phone: Phone
) -> None:
    with ExitStack() as stack:
        first = connect(server, push(phone.client.cookie, f"Content-Length: {LARGE}"), stack)
        for _ in range(64):
            connect(server, push(MADE_UP, f"Content-Length: {LARGE}"), stack)
        head, _, body = received(first).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 503")
        assert b"retry-after: 3" in head.lower()
        message = "The request did not arrive in time: send the same again soon."
        assert json.loads(body) == {"error": {"code": "unavailable", "message": message}}
        assert phone.pull()["changes"] == []


def test_who_sends_no_whole_request_is_hung_up_on(tmp_path: Path) -> None:
    server = Server(tmp_path, environ={"GRANIAN_HTTP1_HEADER_READ_TIMEOUT": "500"})  # of its 30,000 milliseconds
    with ExitStack() as stack:
        stack.callback(server.close)
        server.start()
        silent, slow = connect(server, b"", stack), connect(server, request("GET /", "X: ")[:-4], stack)
        idle = connect(server, request("GET /robots.txt"), stack)
        assert received(silent) == received(slow) == b""
        assert received(idle).startswith(b"HTTP/1.1 200")


def test_the_service_serves_as_make_run_does(tmp_path: Path) -> None:
    server = Server(tmp_path)
    words = server.command[2:]
    unit = (server.root / "deploy" / "hinge.service").read_text()
    (served,) = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    names = ("--port", "--workers-kill-timeout")
    assert options(served.split()[1:], *names) == options(words[1:], *names)
    server.close()


def options(words: list[str], *left_out: str) -> list[str]:
    """In any order, without those `left_out` and their values."""
    for name in left_out:
        at = words.index(name)
        words = words[:at] + words[at + 2 :]
    return sorted(words)


def received(connection: socket.socket) -> bytes:
    """All until the server closes the connection."""
    found = b""
    while piece := connection.recv(65536):
        found += piece
    return found
