"""Bodies that are too long, without a length or cut off, and answers that nobody hears."""

import json
import socket
import struct
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from ..browser.server import Server
from ..support.phones import Phone, assert_converged, record
from .sentences import covers

EMPTY = b'{"cursor":"","changes":[]}'


def post(server: Server, phone: Phone, body: Any, chunked: bool = False) -> tuple[int, Any]:
    headers = {"Cookie": phone.client.cookie, "Content-Type": "application/json"}
    with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=60)) as connection:
        connection.request("POST", "/api/sync", body, headers, encode_chunked=chunked)
        answer = connection.getresponse()
        return answer.status, json.load(answer)


def test_a_body_that_is_too_long_gets_its_answer(server: Server, phone: Phone) -> None:
    status, body = post(server, phone, EMPTY + b" " * 2**23)
    assert (status, body["error"]["code"]) == (413, "too_large")


def test_a_body_without_a_length_is_read_to_its_end(server: Server, phone: Phone) -> None:
    status, body = post(server, phone, iter([EMPTY[:10], EMPTY[10:]]), chunked=True)
    assert (status, body["changes"]) == (200, [])


def test_a_body_without_a_length_that_is_too_long_is_refused(server: Server, phone: Phone) -> None:
    status, body = post(server, phone, iter([EMPTY, *[b" " * 2**18] * 8]), chunked=True)
    assert (status, body["error"]["code"]) == (413, "too_large")


def push_in_bytes(phone: Phone, *, chunked: bool = False) -> tuple[bytes, bytes]:
    """The head and the body of the request that offers what waits."""
    body = json.dumps({"cursor": phone.cursor, "changes": phone.outbox()}).encode()
    length = f"Content-Length: {len(body)}"
    if chunked:
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        length = "Transfer-Encoding: chunked"
    head = f"POST /api/sync HTTP/1.1\r\nHost: x\r\nCookie: {phone.client.cookie}\r\n"
    return f"{head}Content-Type: application/json\r\n{length}\r\n\r\n".encode(), body


@covers("Repeating a request", "The protocol must converge")
def test_a_request_that_is_cut_in_the_middle_stores_nothing(server: Server, phone: Phone, tablet: Phone) -> None:
    for chunked in (False, True):
        phone.edit(record()["id"], 1)
        head, body = push_in_bytes(phone, chunked=chunked)
        for end in (len(head) // 2, len(head), len(head) + 1, len(head) + len(body) // 2, len(head) + len(body) - 9):
            with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
                connection.sendall((head + body)[:end])
                connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(4096):
                    assert not piece.startswith(b"HTTP/1.1 200")
        assert tablet.pull(tablet.cursor)["changes"] == []
        assert_converged(phone, tablet)


@covers("Repeating a request", "The protocol must converge")
def test_an_answer_that_is_lost_is_no_loss(server: Server, phone: Phone, tablet: Phone) -> None:
    for number in range(1, 6):
        new = record()["id"]
        phone.edit(new, number)
        phone.edit(min(phone.records), number)
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
            connection.sendall(b"".join(push_in_bytes(phone)))
            while new not in tablet.records:  # until the server has stored it
                tablet.sync()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # ends by a reset
        tablet.edit(min(tablet.records), number)
    assert phone.waiting
    assert_converged(phone, tablet)
