"""Methods, spellings of paths and headers that no visitor's browser sends, and a client that sends them."""

import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPResponse
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

METHODS = (
    "OPTIONS", "options", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "FROBNICATE", "HEAD", "get",
    "GET",
)  # fmt: skip
"""First those whose answers must not be cached."""

HEADERS: tuple[dict[str, str], ...] = (
    {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "br;q=0, gzip;q=0"},
    {"Accept-Encoding": "*"}, {"Accept-Encoding": "identity;q=0"}, {"Accept-Encoding": "x" * 2000},
    {"If-None-Match": "*"}, {"If-None-Match": '"made-up"'}, {"If-Match": '"made-up"'},
    {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    {"If-Modified-Since": "Fri, 01 Jan 99999999999 00:00:00 GMT"}, {"Range": "bytes=0-0"}, {"Range": "bytes=9-1"},
    {"If-Range": "Fri, 01 Jan 99999999999 00:00:00 GMT", "Range": "bytes=0-0"},
    {"Host": "evil.example"}, {"Host": "LOCALHOST."}, {"Host": "["}, {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Proto": "https"}, {"X-Forwarded-For": "192.0.2.1"}, {"X-Forwarded-Prefix": "/evil"},
    {"X-HTTP-Method-Override": "OPTIONS"}, {"X-HTTP-Method-Override": "POST"}, {"X-Original-URL": "/nowhere/"},
    {"Accept-Language": "fr"}, {"Accept": "application/json"}, {"Cookie": "hinge=x; language=fr"},
    {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}, {"Upgrade": "websocket"},
    {"Content-Type": "application/json"}, {"Content-Encoding": "gzip"}, {"Expect": "100-continue"},
    {"hinge.internal": "1"}, {"Hinge-Internal": "1"}, {"Forwarded": "host=evil.example"}, {"Cache-Control": "no-store"},
)  # fmt: skip


def forms(path: str) -> Iterator[str]:
    """`path` itself and other spellings of it, some of which mean another path."""
    yield path
    yield from (path + end for end in (
        "?", "?x=1", "?language=fr", "?_method=OPTIONS", "?" + "x" * 5000, "#x", "/", "//", "/.", "/..", ";x", ";",
        "%00", "%20", "%2f", "%2e", ".", "..", "%0d%0aX-Odd:%201", "%ff", "%c3%a9", "%e2%80%ae", "\\", "%5c", "~", "*",
        "&x", "%", "%zz", "x" * 3000, "/index.html", ".gz", ".br",
    ))  # fmt: skip
    yield from (start + path for start in (
        "/", "//", "/.", "/./", "/../", "/x/..", "/static/..", "/static/x/..", "/%2e", "/%2e%2e", "/%2f", "/\\", "/fr",
        "/en", "/fr/..", "http://localhost", "http://evil.example", "/;x", "/%00", "/%ff",
    ))  # fmt: skip
    yield path.upper()
    yield path.swapcase()
    yield path.replace("/", "//")
    yield path.replace("/", "/./")
    yield path.replace("/", "/x/../")
    yield path.replace("/", "%2f")
    yield path.replace("/", "\\")
    yield "".join(f"%{byte:02x}" if chr(byte).isalnum() else chr(byte) for byte in path.encode())
    yield quote(path, safe="")
    yield path.rstrip("/") or "/x"


def decoded(form: str) -> str:
    """The path that the server finds in the request target `form`."""
    if form.startswith("http://"):
        form = "/" + form.removeprefix("http://").partition("/")[2]
    return unquote_to_bytes(form.partition("#")[0].partition("?")[0]).decode("utf-8", "replace")


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Sender:
    """Sends requests to a real server unchanged, over one connection as long as the server keeps it open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def send(self, method: str, form: str, headers: dict[str, str] | None = None) -> Reply:
        """The answer; status 400 if the server closes the connection without one."""
        lines = {"Host": "localhost", **(headers or {})}
        text = "".join([f"{method} {form} HTTP/1.1\r\n", *(f"{name}: {lines[name]}\r\n" for name in lines), "\r\n"])
        for _ in range(2):  # the server may have closed the connection after the previous answer
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            try:
                self._socket.sendall(text.encode("latin-1"))
                with closing(HTTPResponse(self._socket, method=method.upper())) as answer:
                    answer.begin()
                    reply = Reply(answer.status, dict(answer.getheaders()), answer.read())
                    if answer.will_close:
                        self.close()
                    return reply
            except (OSError, ValueError, EOFError):
                self.close()
        return Reply(400, {}, b"")

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
