"""What happens, in its order. Started by __main__.py, in namespaces of its own."""

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
from .devices import Device, alive, pair
from .hosts import Host, lay_bridge
from .journal import Journal, anything, read, refused, taken
from .report import Stage, table
from .until import until

PAIRS = 20
PUSHES = 400
"""Acknowledged pushes for which each stage goes on: some six seconds."""
REFUSALS = 20
"""Pushes answered 503, and then readings answered 200, for which the replica stays dead."""
REQUESTS = 20
"""Of whatever outcome, during which the replica hears nothing before the primary dies."""
CHECKS = 3
"""Failed checks, of two seconds each, after which the primary counts as dead."""


class Run:
    def __init__(self, folder: Path) -> None:
        lay_bridge("192.0.2.1")
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

    def live(self) -> None:
        """The load is on: what happens meanwhile."""
        first, second, app = self.first, self.second, self.apps[2]
        with self.stage("all is well"):
            self.go_on()
        with self.stage("an app host dies"):
            app.host.fail()
            self.go_on()
        with self.stage("it is back"):
            app.host.boot()
            app.start()
            self.go_on()
        with self.stage("the replica dies"):
            second.host.fail()
            self.journal.wait_for(REFUSALS, refused)
            self.journal.wait_for(REFUSALS, read)
        with self.stage("the operator lets the primary go on alone"):
            first.go_on_alone()
            self.go_on()
        with self.stage("the replica is back, and confirms commits again"):
            second.host.boot()
            second.start()
            first.wait_for(second)
            self.go_on()
        with self.stage("the primary dies, the replica is promoted"):
            second.host.unplug()  # for a moment: an asynchronous replica would miss what is acknowledged meanwhile
            self.journal.wait_for(REQUESTS, anything)
            first.host.fail()
            second.host.plug()
            await_death(first)
            second.promote()
            self.go_on()
        with self.stage("the old primary is started by mistake"):
            self.start_by_mistake(first)
            self.go_on()
        with self.stage("it becomes the replica of the new one"):
            first.host.boot()
            first.copy(second)
            second.wait_for(first)
            self.go_on()

    def go_on(self) -> None:
        self.journal.wait_for(PUSHES, taken)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        print(f"{len(self.stages) + 1}. {name} ...", flush=True)
        begun = time.monotonic()
        yield
        self.stages.append(Stage(name, begun, time.monotonic()))

    def start_by_mistake(self, old: Database) -> None:
        """It has heard of no other primary. Cut off from the others, as it must be kept."""
        old.host.boot(connected=False)
        old.start(reachable=False)
        old.commit_on_the_spot()
        until(old.waits_on_the_spot, "the old primary's commit waiting for a replica")
        old.host.switch_off()


def await_death(database: Database) -> None:
    failed = 0
    while failed < CHECKS:
        failed = 0 if database.answers() else failed + 1


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    with TemporaryDirectory(prefix="hinge-failover-", dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        try:
            found = play(Run(folder))
        except BaseException:
            print(*last_words(folder), sep="\n")
            raise
    print(*found or ["No acknowledged record is lost; all devices, the primary and the replica agree."], sep="\n")
    sys.exit(1 if found else 0)


def play(run: Run) -> list[str]:
    """What must not be, after all has happened."""
    pairs = run.set_up()
    with alive([device for devices in pairs for device in devices]):
        run.live()
    print("", *table(run.stages, run.journal.attempts), "", sep="\n")
    print(f"{len(run.journal.acknowledged):,} changes were acknowledged.")
    return list(problems(run.journal, pairs, primary=run.second, replica=run.first, url=run.url))


def last_words(folder: Path) -> Iterator[str]:
    """The ends of all logs, for whoever looks for a reason."""
    for log in sorted(folder.glob("*/*.log")):
        yield f"\n{log.relative_to(folder)}:"
        yield from log.read_text(errors="replace").splitlines()[-8:]


if __name__ == "__main__":
    main()
