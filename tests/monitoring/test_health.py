import socket

from flask.testing import FlaskClient

from ..browser.server import Server


def test_a_server_that_reaches_its_database_is_well(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_balancer_that_asks_by_http_1_0_and_names_no_host_is_answered(real_server: Server) -> None:
    """As HAProxy does."""
    with socket.create_connection(("127.0.0.1", real_server.port)) as connection:
        connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.0 200 OK")
