"""Serves an application as `make run` does, and measures its CPU time."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..serving import command

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class RunningServer:
    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of CPU time that the server and its workers have used."""
        return sum(_cpu(pid) for pid in _family(self.pid))


@contextmanager
def serve(application: str, log: Path, environ: Mapping[str, str]) -> Iterator[RunningServer]:
    port = _free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command(application, port=port),
            cwd=ROOT,
            env={**os.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait(process, port, log)
        yield RunningServer(port, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not come up:\n{log.read_text()[-4000:]}") from None
            time.sleep(0.05)
        else:
            return


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _cpu(pid: int) -> float:
    """utime and stime: see proc_pid_stat(5). The process name may hold spaces, and ends with the last bracket."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
