"""The reference for the cost of records: the same rows by sqlite3 alone, one durable transaction for each hundred.

The table, its index, SQLite's settings and the accounts, which take turns, are the same as in Hinge; only the code
between a request and the row is missing. Prints the number of rows and the seconds of CPU time.
"""

import itertools
import json
import resource
import sqlite3
import sys
import time
from contextlib import closing

from hinge_pwa.database.engine import SQLITE_PRAGMAS

from .sessions import DEVICE, STAMP, envelope, new_id

ROWS = 100
INSERT = "INSERT INTO records (account_id, sequence, id, stamp, device, deleted, record) VALUES (?, ?, ?, ?, ?, ?, ?)"


def main(file: str, account_ids: list[str], seconds: float) -> None:
    stored, used = 0, 0.0
    end = time.perf_counter() + seconds
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        (before_all,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM records").fetchone()
        turns = itertools.cycle(account_ids)
        while time.perf_counter() < end:
            account_id = next(turns)
            first = before_all + stored + 1
            rows = [
                (account_id, number, id, STAMP, DEVICE, 0, envelope(id))
                for number, id in ((number, new_id(number)) for number in range(first, first + ROWS))
            ]
            before = cpu()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(INSERT, rows)
            connection.execute("COMMIT")
            used += cpu() - before
            stored += ROWS
    print(json.dumps({"done": stored, "cpu": used}))


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3:], float(sys.argv[2]))
