"""`make bench-sync`. QUICK=1 in the environment: takes a third of a minute and is less precise.

Every figure is the median of several rounds. Each round measures everything once, so that other load on the machine
affects all figures alike.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask_migrate import upgrade

from hinge_pwa import create_app
from hinge_pwa.database.engine import db
from tests.support.postgres import Cluster, programs

from .bench import Bench, Load, Measure, raw
from .data import Account, count, make_account
from .server import ROOT, serve
from .table import Line, Series, rows

QUICK = os.environ.get("QUICK", "") not in ("", "0")
SECONDS, ROUNDS = (0.4, 1) if QUICK else (1.0, 3)
SMALL, LARGE = 1_000, 50_000 if QUICK else 400_000  # below the limit of an account, for the bench adds records
CONNECTIONS = 16


def main() -> None:
    (ROOT / "instance").mkdir(exist_ok=True)
    with ExitStack() as stack:
        # Not in /tmp, which may be in memory: the bench must measure the disk.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "instance")))
        load = Load()
        stack.callback(load.close)
        on_sqlite(folder, load)
        if found := programs():
            cluster = Cluster(found, durable=True)
            stack.callback(cluster.stop)
            on_postgresql(folder, load, cluster.new_database())
        else:
            print("PostgreSQL is not installed: not measured.")


def on_sqlite(folder: Path, load: Load) -> None:
    raw_file = folder / "raw.db"
    with database(f"sqlite:///{raw_file}", folder):
        raw_rows = raw(raw_file, [make_account() for _ in range(CONNECTIONS)], SECONDS)
    measure("SQLite", folder, load, f"sqlite:///{folder / 'hinge.db'}", {"raw": raw_rows})


def on_postgresql(folder: Path, load: Load, url: str) -> None:
    measure("PostgreSQL (without the CPU time of the database itself)", folder, load, url, {})


@contextmanager
def database(url: str, folder: Path) -> Iterator[None]:
    app = create_app({"DATABASE_URL": url, "INSTANCE_PATH": folder})
    with app.app_context():
        upgrade()
        yield
        db.session.remove()
        db.engine.dispose()


def measure(name: str, folder: Path, load: Load, url: str, references: dict[str, Measure]) -> None:
    with database(url, folder):
        devices = [make_account() for _ in range(CONNECTIONS)]
        small, large, full = make_account(SMALL), make_account(LARGE), make_account(SMALL)
        before = count()
        environ = {"DATABASE_URL": url, "INSTANCE_PATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        with (
            serve("tools.bench_sync.hello:front", folder / "hello.log", environ) as hello,
            serve("app:front", folder / "hinge.log", environ) as hinge,
        ):
            bench = Bench(load, hello, hinge, SECONDS)
            measures = references | all_measures(bench, devices, small, large, full)
            rounds = [{name: measure() for name, measure in measures.items()} for _ in range(ROUNDS)]
        measured = {name: Series([round[name] for round in rounds]) for name in measures}
        print(f"\n{name}; {CONNECTIONS} connections where not said otherwise\n", *rows(lines(measured)), sep="\n")
        stored = count() - before
        assert stored == bench.stored, f"{bench.stored} records were acknowledged, {stored} are there"
        print(f"\nAll {stored:,} acknowledged records are there.", flush=True)


def all_measures(
    bench: Bench, devices: list[Account], small: Account, large: Account, full: Account
) -> dict[str, Measure]:
    return {
        "hello": bench.hello(CONNECTIONS),
        "one": bench.push(devices, 1),
        "hundred": bench.push(devices, 100),
        "pull": bench.pull(full, CONNECTIONS),
        "quiet": bench.push(devices, 0),
        "push small": bench.push([small], 1),
        "push large": bench.push([large], 1),
        "tail small": bench.tail(small),
        "tail large": bench.tail(large),
    }


def lines(measured: dict[str, Series]) -> list[Line]:
    def line(name: str, label: str, ratio: float | None = None, aim: str = "") -> Line:
        return Line(label, measured[name], ratio, aim)

    hello = measured["hello"].cpu
    waits = measured["one"].latency(0.99) / measured["one"].latency(0.5)
    table = [
        line("hello", "hello, by Flask alone"),
        line("one", "one record a request", hello / measured["one"].cpu, "of hello, at least 0.40"),
        line("one", "one record a request: its longest waits", waits, "p99 in p50, at most 10"),
        line("pull", "first pull of 1,000", hello / measured["pull"].cpu, "of hello, at least 0.10"),
        line("quiet", "quiet sync", hello / measured["quiet"].cpu, "of hello"),
    ]
    if raw := measured.get("raw"):
        ratio = raw.cpu / (measured["hundred"].cpu / 100)
        table.append(line("raw", "raw rows, by sqlite3 alone"))
        table.append(line("hundred", "100 records a request", ratio, "of raw rows, at least 0.50"))
    else:
        table.append(line("hundred", "100 records a request"))
    for kind, label in (("push", "one record"), ("tail", "tail pull of 10")):
        ratio = measured[f"{kind} large"].cpu / measured[f"{kind} small"].cpu
        table.append(line(f"{kind} small", f"{label}, 1 connection, account of {SMALL:,}"))
        table.append(line(f"{kind} large", f"{label}, 1 connection, of {LARGE:,}", ratio, "times that, at most 1.2"))
    return table


if __name__ == "__main__":
    main()
