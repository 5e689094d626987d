"""What granian hides of a request, on a real server: bytes that are not ASCII, and where a body broke off."""

import json
import socket

import pytest

from ..browser.server import Server
from ..support.phones import Phone, record


def ask(
    server: Server, first: str, *headers: str | bytes, body: bytes = b"", breaks_off: bool = False
) -> tuple[int, bytes]:
    """The status and the body of the answer; 0 if the server hangs up without one."""
    lines = [f"{first} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    sent = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\r\n" for line in lines)
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(sent + b"\r\n" + body)
        if breaks_off:
            connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, content = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]) if head else 0, content


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
@pytest.mark.parametrize("first", ["GET /api/account", "POST /api/account", "POST /api/sync", "DELETE /api/account"])
def test_a_cookie_that_can_not_be_read_signs_nobody_out(
    server: Server, phone: Phone, first: str, encoding: str
) -> None:
    mixed = f"Cookie: theme=été; {phone.client.cookie}".encode(encoding)
    status, content = ask(server, first, mixed)
    error = json.loads(content)["error"]
    assert (status, error["code"]) == (400 if first == "POST /api/account" else 401, "unreadable_cookie")
    assert ask(server, "GET /", mixed)[0] == 200
    status, content = ask(server, "GET /api/account", f"Cookie: {phone.client.cookie}", "X-Theme: été")
    assert status == 200, content


def chunks(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


@pytest.mark.parametrize("end", [b"", b"0\r\n", b"5\r\n{", b"no number\r\n"])
def test_chunks_that_break_off_after_a_whole_document_store_nothing(server: Server, phone: Phone, end: bytes) -> None:
    headers = (f"Cookie: {phone.client.cookie}", "Content-Type: application/json", "Transfer-Encoding: chunked")
    change = record()
    document = json.dumps({"cursor": "", "changes": [change]}).encode()
    ways = [chunks(document), chunks(document[:9], document[9:])]
    for body in ways:
        status, _ = ask(server, "POST /api/sync", *headers, body=body + end, breaks_off=True)
        assert status in (0, 400)
    later = record()
    phone.push(later)
    assert [each["id"] for each in phone.post("", []).get_json()["changes"]] == [later["id"]]
    assert ask(server, "POST /api/sync", *headers, body=ways[1] + b"0\r\n\r\n")[0] == 200
    assert [each["id"] for each in phone.post("", []).get_json()["changes"]] == [later["id"], change["id"]]
