"""`make bench-accounts`: what the size of an account costs, and how long others wait while a large one is erased.

On SQLite, over one connection. An account of 200,000 records is compared with two references of the same run: one
account of 1,000, and in turn as many accounts of 1,000 as have the same number of records together. The second
reference reads and writes as many different pages of the file as the large account. QUICK=1: a tenth of that.
"""

import itertools
import json
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from .__main__ import QUICK, database
from .data import Account, make_account
from .load import Connection, Job
from .server import ROOT, RunningServer, serve
from .sessions import envelope, new_id

ROUNDS, CPU_SECONDS = (1, 0.1) if QUICK else (3, 0.4)
SMALL, LARGE = 1_000, 20_000 if QUICK else 200_000
PAGE = 500

numbers = itertools.count(time.time_ns() // 1_000_000 & 0xFFFFFFFF)


def random_id(_: int) -> str:
    return str(uuid.uuid4())


class Accounts:
    """Accounts that send requests in turn, one connection each."""

    def __init__(self, server: RunningServer, accounts: list[Account], new_id: Callable[[int], str]) -> None:
        self._server, self._turns, self._new_id = server, itertools.cycle(accounts), new_id
        self._pages = {account.id: "" for account in accounts}

    def push(self, records: int) -> float:
        """Seconds of the server's CPU time for each request that pushes so many new records."""

        def ask(connection: Connection, account: Account) -> None:
            changes = ",".join([envelope(self._new_id(next(numbers))) for _ in range(records)])
            account.cursor = json.loads(connection.sync(account.cursor, changes))["cursor"]

        return self._measure(ask)

    def page(self) -> float:
        """The same for pulling a page of 500 records, each time the next one of a first pull."""

        def ask(connection: Connection, account: Account) -> None:
            answer = json.loads(connection.sync(self._pages[account.id], ""))
            self._pages[account.id] = answer["cursor"] if answer["more"] else ""

        return self._measure(ask)

    def _measure(self, ask: Callable[[Connection, Account], None]) -> float:
        connections: dict[str, Connection] = {}
        done, before = 0, self._server.cpu()
        while (used := self._server.cpu() - before) < CPU_SECONDS:
            account = next(self._turns)
            if account.id not in connections:
                connections[account.id] = Connection(Job(self._server.port, "", [], [], 0), account.cookie)
            ask(connections[account.id], account)
            done += 1
        for connection in connections.values():
            connection.close()
        return used / done


def sizes(server: RunningServer, name: str, random: bool) -> None:
    number = LARGE // SMALL
    make_id = random_id if random else new_id
    one = Accounts(server, [make_account(SMALL, random=random)], make_id)
    many = Accounts(server, [make_account(SMALL, random=random) for _ in range(number)], make_id)
    large = Accounts(server, [make_account(LARGE, random=random)], make_id)
    print(f"\n{name}: CPU time, µs{'':14}one of 1,000{number:8} of 1,000  one of {LARGE:,}   ratio to both")
    for label, measure in (
        ("page of 500", Accounts.page),
        ("push of one", lambda accounts: accounts.push(1)),
        ("push of 500", lambda accounts: accounts.push(PAGE)),
    ):
        rounds = [[measure(accounts) for accounts in (one, many, large)] for _ in range(ROUNDS)]
        a, b, c = (median(column) * 1e6 for column in zip(*rounds, strict=True))
        print(f"  {label:30}{a:15,.0f}{b:17,.0f}{c:15,.0f}   {c / a:.2f}  {c / b:.2f}", flush=True)


def waits(server: RunningServer, writer: Account, is_over: Callable[[], bool]) -> list[float]:
    """Seconds that each push of one record took, ascending, until `is_over`."""
    connection = Connection(Job(server.port, "", [], [], 0), writer.cookie)
    found: list[float] = []
    while not is_over():
        change = envelope(new_id(next(numbers)))
        began = time.perf_counter()
        writer.cursor = json.loads(connection.sync(writer.cursor, change))["cursor"]
        found.append(time.perf_counter() - began)
    connection.close()
    return sorted(found)


def erasing(server: RunningServer, random: bool) -> None:
    account, writer = make_account(LARGE, random=random), make_account()
    quiet_until = time.perf_counter() + 2
    rows = [("with nothing else to do", waits(server, writer, lambda: time.perf_counter() > quiet_until))]
    with ThreadPoolExecutor(1) as pool:
        began = time.perf_counter()
        erased = pool.submit(erase, server, account)
        rows.append((f"while {LARGE:,} are erased", waits(server, writer, erased.done)))
        answered = erased.result() - began
    kind = "random" if random else "time-ordered"
    print(f"\nErasing {LARGE:,} with {kind} ids: answered after {answered:.1f} s. A push of one record takes")
    for label, found in rows:
        middle, late = median(found) * 1e3, found[int(0.99 * (len(found) - 1))] * 1e3
        print(f"  {label:30}{middle:10.1f} ms, p99 {late:8.1f}, longest {found[-1] * 1e3:8.1f}", flush=True)


def erase(server: RunningServer, account: Account) -> float:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=300)
    connection.request("DELETE", "/api/account", headers={"Cookie": account.cookie})
    answer = connection.getresponse()
    assert answer.status == 204, answer.read()
    connection.close()
    return time.perf_counter()


def main() -> None:
    (ROOT / "instance").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "instance") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'hinge.db'}"
        environ = {"DATABASE_URL": url, "INSTANCE_PATH": name, "PYTHONDONTWRITEBYTECODE": "1"}
        with database(url, folder), serve("app:app", folder / "hinge.log", environ) as server:
            for random, ids in ((False, "Time-ordered ids"), (True, "Random ids")):
                sizes(server, ids, random)
                erasing(server, random)


if __name__ == "__main__":
    main()
