"""The measurements: requests to Hinge on one database, and to a server that answers hello."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from .data import Account
from .load import Job, Outcome
from .server import ROOT, RunningServer
from .table import Round

TAIL = 10
"""Records that a tail pull gets: what a device lacks after a short absence."""

Measure = Callable[[], Round]


class Load:
    """The process that simulates the devices: see load.py."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tools.bench_sync.load"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, job: Job) -> Outcome:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asdict(job)) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline() or '"The load process ended early"'))

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


class Bench:
    def __init__(self, load: Load, hello: RunningServer, hinge: RunningServer, seconds: float) -> None:
        self._load, self._hello, self._hinge, self._seconds = load, hello, hinge, seconds
        self.stored = 0
        """Records that the server has acknowledged."""

    def hello(self, connections: int) -> Measure:
        blank = [""] * connections
        return lambda: self._measure(self._hello, Job(self._hello.port, "hello", blank, blank, self._seconds))[0]

    def push(self, accounts: list[Account], records: int) -> Measure:
        """Pushes `records` new records per request, over one connection for each account; 0 is a quiet sync."""

        def measure() -> Round:
            job = self._job("push", accounts, [account.cursor for account in accounts])
            job.records = records
            round, outcome = self._measure(self._hinge, job)
            self.stored += outcome.records
            for account, cursor in zip(accounts, outcome.cursors, strict=True):
                account.cursor = cursor
            return round

        return measure

    def tail(self, account: Account) -> Measure:
        return lambda: self._measure(self._hinge, self._job("tail", [account], [account.before(TAIL)]))[0]

    def pull(self, account: Account, connections: int) -> Measure:
        return lambda: self._measure(self._hinge, self._job("pull", [account] * connections, [""] * connections))[0]

    def _job(self, kind: str, accounts: list[Account], cursors: list[str]) -> Job:
        return Job(self._hinge.port, kind, [account.cookie for account in accounts], cursors, self._seconds)

    def _measure(self, server: RunningServer, job: Job) -> tuple[Round, Outcome]:
        before, start = server.cpu(), time.perf_counter()
        outcome = self._load.run(job)
        seconds, cpu = time.perf_counter() - start, server.cpu() - before
        return Round(outcome.done, seconds, cpu, outcome.latencies), outcome


def raw(file: Path, accounts: list[Account], seconds: float) -> Measure:
    """See raw.py. `file` is a database of Hinge's that no other process has open."""
    ids = [account.id for account in accounts]

    def measure() -> Round:
        command = [sys.executable, "-m", "tools.bench_sync.raw", str(file), str(seconds), *ids]
        start = time.perf_counter()
        answer = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
        return Round(answer["done"], time.perf_counter() - start, answer["cpu"])

    return measure
