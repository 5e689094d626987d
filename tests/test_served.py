"""What only shows behind the real WSGI server: bodies that are too long, without a length, or cut off."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from .browser.server import Server
from .phones import Phone
from .remote import Remote

EMPTY = b'{"cursor":"","changes":[]}'


@pytest.fixture
def signed_in(real_server: Server) -> Iterator[Phone]:
    phone = Phone(Remote(real_server.url), "phone")
    phone.make_account()
    yield phone
    phone.client.close()


def post(server: Server, phone: Phone, body: Any, chunked: bool = False) -> tuple[int, Any]:
    headers = {"Cookie": phone.client.cookie, "Content-Type": "application/json"}
    with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=60)) as connection:
        connection.request("POST", "/api/sync", body, headers, encode_chunked=chunked)
        answer = connection.getresponse()
        return answer.status, json.load(answer)


def test_a_body_that_is_too_long_gets_its_answer(real_server: Server, signed_in: Phone) -> None:
    status, body = post(real_server, signed_in, EMPTY + b" " * 2**23)
    assert (status, body["error"]["code"]) == (413, "too_large")


def test_a_body_without_a_length_is_read_to_its_end(real_server: Server, signed_in: Phone) -> None:
    status, body = post(real_server, signed_in, iter([EMPTY[:10], EMPTY[10:]]), chunked=True)
    assert (status, body["changes"]) == (200, [])


def test_a_body_without_a_length_that_is_too_long_is_refused(real_server: Server, signed_in: Phone) -> None:
    status, body = post(real_server, signed_in, iter([EMPTY, *[b" " * 2**18] * 8]), chunked=True)
    assert (status, body["error"]["code"]) == (413, "too_large")


def test_a_body_that_breaks_off_harms_nobody(real_server: Server, signed_in: Phone) -> None:
    with socket.create_connection(("127.0.0.1", real_server.port), timeout=60) as connection:
        head = f"POST /api/sync HTTP/1.1\r\nHost: x\r\nCookie: {signed_in.client.cookie}\r\n"
        head += "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
        connection.sendall(head.encode() + EMPTY)
    assert signed_in.post().status_code == 200
