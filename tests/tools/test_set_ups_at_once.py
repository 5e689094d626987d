"""Two set-ups at once, for real: with a package and an apt-get of these tests' own, so no network is needed."""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from tools.locks import alone

ROOT = Path(__file__).resolve().parents[2]
WHEEL = "trial-1.0-py3-none-any.whl"
WAITS = "Another set-up of this folder is under way: waiting for it to end ...\n"


class Index(ThreadingHTTPServer):
    """Where pip finds the wheel: it is sent once `sends` is set."""

    def __init__(self, wheel: Path) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.wheel = wheel
        self.asked = Event()
        self.sends = Event()
        self.downloads = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Answer(BaseHTTPRequestHandler):
    server: Index

    def do_GET(self) -> None:
        is_wheel = self.path.endswith(".whl")
        if is_wheel:
            self.server.downloads += 1
            self.server.asked.set()
            self.server.sends.wait()
        body = self.server.wheel.read_bytes() if is_wheel else f'<a href="{WHEEL}">{WHEEL}</a>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream" if is_wheel else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(make_wheel(tmp_path))
    thread = Thread(target=index.serve_forever)
    thread.start()
    yield index
    index.sends.set()
    index.shutdown()
    thread.join()
    index.server_close()


def make_wheel(folder: Path) -> Path:
    files = {
        "trial.py": "",
        "trial-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: trial\nVersion: 1.0\n",
        "trial-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "trial-1.0.dist-info/RECORD"
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        for name, text in {**files, record: "".join(f"{name},,\n" for name in (*files, record))}.items():
            wheel.writestr(name, text)
    return folder / WHEEL


@pytest.fixture
def checkout(tmp_path: Path, index: Index) -> Path:
    """A folder with what sets it up, and a lock file with nothing but the wheel."""
    checkout = tmp_path / "checkout"
    for name in ("__init__", "environment", "locks", "installed"):
        (checkout / "tools").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tools" / f"{name}.py", checkout / "tools")
    (checkout / "requirements").mkdir()
    digest = hashlib.sha256(index.wheel.read_bytes()).hexdigest()
    for name in ("run", "test", "audit", "fuzz"):
        (checkout / "requirements" / f"{name}.txt").write_text(f"trial==1.0 \\\n    --hash=sha256:{digest}\n")
    return checkout


def set_up(checkout: Path, index: Index, wanted: str = "run") -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environ |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": index.url}
    environ |= {"PIP_NO_CACHE_DIR": "1", "NO_PROXY": "*", "no_proxy": "*"}
    return start(checkout / "tools" / "environment.py", wanted, env=environ)


def start(*arguments: object, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, *(str(argument) for argument in arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def rest(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 0, output
    return output


def test_of_two_set_ups_one_waits_and_nothing_is_installed_twice(checkout: Path, index: Index) -> None:
    first = set_up(checkout, index)
    assert index.asked.wait(240), "it is in the middle of installing"
    second = set_up(checkout, index)
    assert first_line(second) == WAITS
    index.sends.set()
    assert rest(first) == "Making .venv ...\nInstalling what requirements/run.txt pins ...\n"
    assert rest(second) == "", "it said only that it waits"
    assert rest(set_up(checkout, index)) == ""
    assert index.downloads == 1
    subprocess.run([checkout / ".venv" / "bin" / "python", "-c", "import trial"], check=True)


def test_the_pip_that_a_killed_set_up_leaves_is_waited_for(checkout: Path, index: Index) -> None:
    first = set_up(checkout, index)
    assert index.asked.wait(240)
    first.kill()
    cleaning = set_up(checkout, index, "clean")
    assert first_line(cleaning) == WAITS
    index.sends.set()
    assert rest(cleaning) == ""
    assert not (checkout / ".venv").exists()
    first.communicate()


def test_one_that_is_interrupted_while_it_waits_says_so(checkout: Path, index: Index) -> None:
    with alone(checkout, ""):
        waiting = set_up(checkout, index)
        assert first_line(waiting) == WAITS
        waiting.send_signal(signal.SIGINT)
        assert waiting.communicate(timeout=60)[0] == "Interrupted: the next start sets up what is missing.\n"


APT_GET = """#!/bin/sh
echo "$1" >> "$FOLDER/log"
case "$1" in
update) read -r _ < "$FOLDER/goes-on" ;;
install) touch "$FOLDER/installed" ;;
esac
"""
GET_BROWSERS = """
import os
from pathlib import Path
from tools import browsers, locks

folder = Path(os.environ["FOLDER"])
locks.DPKG, locks.APT = folder, (folder / "lock",)
browsers.chromium = lambda: None
browsers.can_install = browsers.is_known = lambda *_: True
browsers.starts = browsers.is_here = lambda _: (folder / "installed").exists()
browsers.main()
"""


def test_of_two_that_get_browsers_one_waits_and_finds_them(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "apt-get"
    program.parent.mkdir()
    program.write_text(APT_GET)
    program.chmod(0o755)
    os.mkfifo(tmp_path / "goes-on")
    environ = {**os.environ, "FOLDER": str(tmp_path), "PATH": f"{program.parent}:{os.environ['PATH']}"}
    with (tmp_path / "lock").open("w") as apt:
        fcntl.lockf(apt, fcntl.LOCK_EX)
        first = start("-c", GET_BROWSERS, env=environ)
        assert first_line(first) == "Another program is installing packages: waiting for it ...\n"
    with (tmp_path / "goes-on").open("w"):  # opens once apt-get of the first one runs
        second = start("-c", GET_BROWSERS, env=environ)
        waits = "Another set-up is installing packages of the system: waiting for it ...\n"
        assert first_line(second) == waits
    assert rest(first) == "Installing Chromium, WebKit, Firefox ...\n"
    assert rest(second) == ""
    assert (tmp_path / "log").read_text() == "update\ninstall\n"
