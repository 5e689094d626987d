"""What `make run` says to a newcomer: the address, how to stop it, and what is wrong."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..browser.server import ROOT, Server


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def port(server: socket.socket) -> str:
    return str(server.getsockname()[1])


def say(host: str, port: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "tools" / "address.py", host, port], capture_output=True, text=True, timeout=60
    )


def test_it_says_the_address_and_how_to_stop_it() -> None:
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", 0))
        done = say("127.0.0.1", port(free))
        assert done.stdout == f"Hinge: http://127.0.0.1:{port(free)}/   (Ctrl-C stops it)\n"
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_port_that_another_program_has_is_named(taken: socket.socket) -> None:
    done = say("127.0.0.1", port(taken))
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"Port {port(taken)} is in use by another program: stop it, or choose another port" in done.stderr


def test_a_port_that_another_server_shares_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        done = say("127.0.0.1", port(other))
    assert done.returncode == 0
    assert "is in use by another server too, which takes a part of the requests: stop it, or choose" in done.stdout


@pytest.mark.parametrize(("host", "port", "sentence"), [
    ("127.0.0.1", "abc", "PORT must be a whole number from 1 to 65535, not 'abc'"),
    ("127.0.0.1", "65536", "PORT must be a whole number from 1 to 65535, not '65536'"),
    ("127.0.0.1", "", "PORT must be a whole number from 1 to 65535, not ''"),
    ("localhost", "8000", "HOST must be a network address of this machine, such as 127.0.0.1 or 0.0.0.0, not"),
    ("192.0.2.1", "8000", "HOST must be a network address of this machine, and 192.0.2.1 is none"),
])  # fmt: skip
def test_an_address_that_can_t_be_served_is_named(host: str, port: str, sentence: str) -> None:
    done = say(host, port)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)


def test_granian_adds_nothing_to_it(tmp_path: Path) -> None:
    recipe = subprocess.run(["make", "--dry-run", "run"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    level = re.search(r"GRANIAN_LOG_LEVEL=\$\{GRANIAN_LOG_LEVEL:-(\w+)\} exec .venv/bin/granian ", recipe)
    assert level
    server = Server(tmp_path, environ={"GRANIAN_LOG_LEVEL": level[1]})
    server.start()
    server.close()
    assert server.log.read_text() == ""
