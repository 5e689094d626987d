"""The events, in order. __main__.py starts this module in namespaces of its own."""

import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.postgres import programs

from . import services
from .check import problems
from .database import Database
from .devices import Device, pair, running
from .hosts import Host, make_bridge
from .journal import Journal, is_acknowledged_push, is_any, is_pull, is_unavailable_push
from .report import Stage, table
from .until import until

PAIRS = 20
PUSHES = 400
"""Acknowledged pushes after which a stage ends: about six seconds."""
UNAVAILABLE = 20
"""Pushes answered 503, and then pulls answered 200, after which the stage without a replica ends."""
REQUESTS = 20
"""Requests with any answer between disconnecting the replica and killing the primary."""
CHECKS = 3
"""Failed checks, of two seconds each, after which the primary is considered dead."""


class Run:
    def __init__(self, folder: Path) -> None:
        make_bridge("192.0.2.1")
        # The addresses are those of deploy/haproxy.cfg.
        self.proxy = Host("proxy", "192.0.2.10", folder)
        apps = [Host(f"app{number}", f"192.0.2.{10 + number}", folder) for number in (1, 2, 3)]
        databases = [Host(f"db{number}", f"192.0.2.{20 + number}", folder) for number in (1, 2)]
        for host in (self.proxy, *apps, *databases):
            host.boot()
        found = programs()
        assert found
        self.first, self.second = (Database(host, found) for host in databases)
        self.apps = [services.App(host, databases, self.proxy) for host in apps]
        self.journal = Journal()
        self.stages: list[Stage] = []

    def set_up(self) -> list[list[Device]]:
        self.first.create()
        self.second.copy(self.first)
        self.first.wait_for(self.second)
        services.start_redis(self.proxy)
        self.apps[0].make_tables()
        with ThreadPoolExecutor(len(self.apps)) as pool:
            list(pool.map(services.App.start, self.apps))
        self.url = services.start_proxy(self.proxy)
        return [pair(self.url, f"person-{number}", self.journal) for number in range(PAIRS)]

    def run_stages(self) -> None:
        """Runs while the devices sync."""
        first, second, app = self.first, self.second, self.apps[2]
        with self.stage("all is well"):
            self.wait_for_pushes()
        with self.stage("an app host dies"):
            app.host.fail()
            self.wait_for_pushes()
        with self.stage("it is back"):
            app.host.boot()
            app.start()
            self.wait_for_pushes()
        with self.stage("the replica dies"):
            second.host.fail()
            self.journal.wait_for(UNAVAILABLE, is_unavailable_push)
            self.journal.wait_for(UNAVAILABLE, is_pull)
        with self.stage("the operator lets the primary go on alone"):
            first.stop_waiting_for_replica()
            self.wait_for_pushes()
        with self.stage("the replica is back, and confirms commits again"):
            second.host.boot()
            second.start()
            first.wait_for(second)
            self.wait_for_pushes()
        with self.stage("the primary dies, the replica is promoted"):
            second.host.unplug()  # an asynchronous replica would lack what is acknowledged now
            self.journal.wait_for(REQUESTS, is_any)
            first.host.fail()
            second.host.plug()
            wait_until_dead(first)
            second.promote()
            self.wait_for_pushes()
        with self.stage("the old primary is started by mistake"):
            self.start_by_mistake(first)
            self.wait_for_pushes()
        with self.stage("it becomes the replica of the new one"):
            first.host.boot()
            first.copy(second)
            second.wait_for(first)
            self.wait_for_pushes()

    def wait_for_pushes(self) -> None:
        self.journal.wait_for(PUSHES, is_acknowledged_push)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        print(f"{len(self.stages) + 1}. {name} ...", flush=True)
        begun = time.monotonic()
        yield
        self.stages.append(Stage(name, begun, time.monotonic()))

    def start_by_mistake(self, old: Database) -> None:
        """The old primary, which knows of no other one, starts without network: so docs/failover.md demands."""
        old.host.boot(connected=False)
        old.start(reachable=False)
        old.begin_local_commit()
        until(old.has_waiting_commit, "the old primary's commit waiting for a replica")
        old.host.switch_off()


def wait_until_dead(database: Database) -> None:
    failed = 0
    while failed < CHECKS:
        failed = 0 if database.answers() else failed + 1


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    with TemporaryDirectory(prefix="hinge-failover-", dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        try:
            found = run_all(Run(folder))
        except BaseException:
            print(*log_ends(folder), sep="\n")
            raise
    print(*found or ["No acknowledged record is lost; all devices, the primary and the replica agree."], sep="\n")
    sys.exit(1 if found else 0)


def run_all(run: Run) -> list[str]:
    """Runs everything; returns the problems found."""
    pairs = run.set_up()
    with running([device for devices in pairs for device in devices]):
        run.run_stages()
    print("", *table(run.stages, run.journal.attempts), "", sep="\n")
    print(f"{len(run.journal.acknowledged):,} changes were acknowledged.")
    return list(problems(run.journal, pairs, primary=run.second, replica=run.first, url=run.url))


def log_ends(folder: Path) -> Iterator[str]:
    """The last lines of every log, to find the cause of a failure."""
    for log in sorted(folder.glob("*/*.log")):
        yield f"\n{log.relative_to(folder)}:"
        yield from log.read_text(errors="replace").splitlines()[-8:]


if __name__ == "__main__":
    main()
