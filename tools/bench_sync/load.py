"""Simulates the devices, in a process of its own, so that its CPU time is not counted as the server's.

Reads jobs from standard input, each a line of JSON, and writes one line of JSON for each: see `Job` and `Outcome`.
"""

import itertools
import json
import re
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from .sessions import record

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
TIMEOUT_SECONDS = 60


@dataclass
class Job:
    """One connection for each of `cookies`, which sends requests for `seconds`."""

    port: int
    kind: str
    """hello; push (`records` new ones per request, 0 for a quiet sync); tail (a pull from the cursor on); pull (a first
    pull, page by page).
    """
    cookies: list[str]
    cursors: list[str]
    seconds: float
    records: int = 0


class Outcome(NamedTuple):
    done: int
    """Answered requests; for `pull` complete first pulls."""
    records: int
    """Records pushed or pulled."""
    latencies: list[float]
    """Seconds of each request or first pull."""
    cursors: list[str]
    """The last cursor of each connection."""


class Connection:
    def __init__(self, job: Job, cookie: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", job.port), timeout=TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._cookie = cookie

    def hello(self) -> None:
        self._ask(b"GET / HTTP/1.1\r\nHost: bench\r\n\r\n")

    def sync(self, cursor: str, changes: str) -> bytes:
        body = f'{{"cursor":"{cursor}","changes":[{changes}]}}'.encode()
        head = f"POST /api/sync HTTP/1.1\r\nHost: bench\r\nCookie: {self._cookie}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        return self._ask(head.encode() + body)

    def close(self) -> None:
        self._socket.close()

    def _ask(self, request: bytes) -> bytes:
        self._socket.sendall(request)
        answer = self._socket.recv(1 << 18)
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self._more()
        found = LENGTH.search(answer, 0, end)
        if not answer.startswith(b"HTTP/1.1 200") or not found:
            raise RuntimeError(f"The server answered: {answer[:2000]!r}")
        pieces, missing = [answer[end + 4 :]], int(found[1]) - (len(answer) - end - 4)
        while missing > 0:
            pieces.append(self._more())
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def _more(self) -> bytes:
        piece = self._socket.recv(1 << 18)
        if not piece:
            raise RuntimeError("The server closed the connection")
        return piece


numbers = itertools.count(time.time_ns() // 1_000_000 & 0xFFFFFFFF)


def run(job: Job) -> Outcome:
    connections = [Connection(job, cookie) for cookie in job.cookies]
    with ThreadPoolExecutor(len(connections)) as pool:
        parts = list(pool.map(lambda connection, cursor: ask(job, connection, cursor), connections, job.cursors))
    for connection in connections:
        connection.close()
    latencies = [latency for part in parts for latency in part.latencies]
    cursors = [cursor for part in parts for cursor in part.cursors]
    return Outcome(len(latencies), sum(part.records for part in parts), latencies, cursors)


def ask(job: Job, connection: Connection, cursor: str) -> Outcome:
    latencies, count = [], 0
    end = time.perf_counter() + job.seconds
    while (start := time.perf_counter()) < end:
        if job.kind == "hello":
            connection.hello()
        elif job.kind == "pull":
            count += sum(1 for _ in pull_all(connection))
        elif job.kind == "tail":
            count += len(json.loads(connection.sync(cursor, ""))["changes"])
        else:
            changes = ",".join([record(next(numbers)) for _ in range(job.records)])
            start = time.perf_counter()  # without the time to make the records
            answer = connection.sync(cursor, changes)
            cursor = check(answer)
            count += job.records
        latencies.append(time.perf_counter() - start)
    return Outcome(len(latencies), count, latencies, [cursor])


def check(answer: bytes) -> str:
    """The cursor of an answer that must have no changes and no rejected records."""
    body = json.loads(answer)
    if body["rejected"] or body["changes"]:
        raise RuntimeError(f"The server answered: {answer[:2000]!r}")
    return str(body["cursor"])


def pull_all(connection: Connection) -> Iterator[object]:
    """The records of a first pull."""
    cursor, more = "", True
    while more:
        answer = connection.sync(cursor, "")
        body = json.loads(answer)
        yield from body["changes"]
        cursor, more = body["cursor"], body["more"]


if __name__ == "__main__":
    for line in sys.stdin:
        outcome = run(Job(**json.loads(line)))
        print(json.dumps(outcome._asdict()), flush=True)
