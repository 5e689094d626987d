"""Runs the application in a real server process, which a test may stop, kill and restart."""

import atexit
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from flask_migrate import upgrade

from hinge_pwa import create_app
from hinge_pwa.config import SETTINGS
from hinge_pwa.database.engine import db
from tests.support.instance import make_instance
from tools.serving import command

ROOT = Path(__file__).resolve().parents[2]
NAMES = {setting.name for setting in SETTINGS}  # of settings, which tests do not take from their own environment
START_SECONDS = 60  # two busy cores, four workers that all start at once


@cache
def empty_database() -> Path:
    """An SQLite database with all tables and nothing in them, made once a process, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="hinge-empty-"))
    atexit.register(shutil.rmtree, folder)
    app = create_app({"INSTANCE_PATH": make_instance(folder)})
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return folder / "hinge.db"


class Server:
    """Serves the `application` of the source tree `root` on its own port, with its own instance folder and database.

    `environ` is added to the environment of the process; a database in it must have its tables. Port and data stay
    the same when the server is restarted.
    """

    def __init__(
        self,
        folder: Path,
        root: Path = ROOT,
        environ: Mapping[str, str] | None = None,
        application: str = "app:front",
    ) -> None:
        self.folder = folder
        self.root = root
        self.application = application
        self.environ = dict(environ or {})
        self.was_stopped = False
        self._hangs = False
        self._has_tables = False
        self._process: subprocess.Popen[bytes] | None = None
        # Bound but never listening: reserves the port while the server is down; connections to it are refused.
        self._reserved = socket.socket()
        self._reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._reserved.bind(("127.0.0.1", 0))
        self.port: int = self._reserved.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None and not self._hangs

    @property
    def command(self) -> list[str]:
        return command(self.application, port=self.port, kill_timeout=1)  # browsers keep idle connections open

    def start(self) -> None:
        """Create the database if needed, start the server, and return once /healthz answers 200."""
        if self._hangs:
            self.kill()
        if not self._has_tables:
            self._make_tables()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                cwd=self.root,
                env=self.settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a group of its own: signals reach the worker too
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if not self.running or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not come up:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the process as Ctrl-C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill the process, as a power cut would."""
        self._end(signal.SIGKILL)

    def hang(self) -> None:
        """Accept connections but answer nothing, until `start`."""
        self.was_stopped = True
        self._signal(signal.SIGSTOP)
        self._hangs = True

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Inside, all writes of the server to files fail, as on a full disk; Linux only."""
        self._limit_files(1)
        try:
            yield
        finally:
            self._limit_files(None)

    def close(self) -> None:
        self.stop()
        self._reserved.close()

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def settings(self) -> dict[str, str]:
        own = {"INSTANCE_PATH": str(self.folder / "instance"), "PYTHONDONTWRITEBYTECODE": "1"}
        inherited = {name: value for name, value in os.environ.items() if name not in NAMES}
        return {**inherited, **own, **self.environ}

    def _make_tables(self) -> None:
        instance = make_instance(Path(self.settings["INSTANCE_PATH"]))
        if "DATABASE_URL" not in self.environ:
            shutil.copy(empty_database(), instance / "hinge.db")
        self._has_tables = True

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(json.load(answer) == {"status": "ok"})
        except (OSError, ValueError):
            return False

    def _end(self, number: signal.Signals) -> None:
        self.was_stopped = True
        if self._process is None:
            return
        try:
            self._signal(signal.SIGKILL if self._hangs else number)
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self._process.wait()
        self._process = None
        self._hangs = False

    def _limit_files(self, most: int | None) -> None:
        assert self._process
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(ProcessLookupError):
                if os.getpgid(int(entry.name)) == self._process.pid:
                    hard = resource.prlimit(int(entry.name), resource.RLIMIT_FSIZE)[1]
                    resource.prlimit(int(entry.name), resource.RLIMIT_FSIZE, (most or hard, hard))

    def _signal(self, number: signal.Signals) -> None:
        assert self._process
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)
