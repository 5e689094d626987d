"""SIGTERM, as the systemd unit serves Hinge: what is under way is answered, and nothing new is taken."""

import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ..browser.server import ROOT, empty_database
from ..support.phones import Phone, record
from ..support.remote import Remote

TOKEN = "0123456789abcdef"
PUSHES = 3


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def service(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    shutil.copy(empty_database(), tmp_path / "hinge.db")
    unit = (ROOT / "deploy" / "hinge.service").read_text()
    served = re.search(r"^ExecStart=\S+/granian (.+)$", unit, re.MULTILINE)
    assert served
    command = [sys.executable, "-m", "granian", *served[1].replace("--port 8000", f"--port {port}").split()]
    with subprocess.Popen(command, cwd=ROOT, env={"INSTANCE_PATH": str(tmp_path), "METRICS_TOKEN": TOKEN}) as process:
        try:
            until(lambda: listens(port))
            yield process
        finally:
            process.terminate()


def until(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def waiting(port: int) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        found = re.search(r"^hinge_pushes_waiting (\S+)$", connection.getresponse().read().decode(), re.MULTILINE)
        assert found
        return int(float(found[1]))


def test_pushes_that_wait_are_stored_and_answered(service: subprocess.Popen[bytes], port: int, tmp_path: Path) -> None:
    phone = Phone(Remote(f"http://127.0.0.1:{port}"), "phone")
    phone.make_account()
    phone.client.close()

    def push(_: int) -> int:
        writer = Phone(Remote(f"http://127.0.0.1:{port}", phone.client.cookie), "writer")
        with closing(writer.client):
            return int(writer.post("", [record()]).status_code)

    with closing(sqlite3.connect(tmp_path / "hinge.db", isolation_level=None)) as other:
        with ThreadPoolExecutor(PUSHES) as pool:
            other.execute("BEGIN IMMEDIATE")
            answers = pool.map(push, range(PUSHES))
            until(lambda: waiting(port) == PUSHES)
            service.terminate()
            until(lambda: not listens(port))
            other.execute("ROLLBACK")
            assert list(answers) == [200] * PUSHES
        assert service.wait(timeout=30) == 0
        assert other.execute("SELECT count(*) FROM records").fetchone() == (PUSHES,)
