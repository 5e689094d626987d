"""Erases accounts: first signs every device out, then deletes the records in short transactions.

So other writers never wait long. After a crash one of the next requests resumes the work. Health links that have
expired are deleted in the same way.
"""

from collections.abc import Callable
from logging import Logger
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import Any

import sqlalchemy as sa

from ..database import clock
from ..database.engine import db, driver_message
from ..database.models import accounts, health_links, pairings, passkeys, sign_ins, used_challenges

MAX_WAIT = 10.0
"""Seconds that a request waits until all is erased. A longer erasure continues after the response."""

MAX_WAITING = 2
"""Requests that may wait at once; further ones are answered before all is erased."""

CHECK_INTERVAL = 60.0
"""Seconds between two checks for expired links, and for erasures that were interrupted, in this or another process."""

TARGET_SECONDS = 0.01
"""Seconds that a transaction should take; the number of records that each deletes is set by it."""
LEAST, MOST = 50, 1000
"""Records that one transaction deletes."""
MOST_LINKS = 10
"""Health links that one transaction deletes: up to 2.5 MB, which SQLite overwrites."""

DELETE_RECORDS = """
    DELETE FROM records
     WHERE account_id = {account}
       AND sequence < coalesce((SELECT sequence FROM records WHERE account_id = {account}
                                  ORDER BY sequence LIMIT 1 OFFSET {most}), 9223372036854775807)"""
"""The oldest ones: their time-ordered ids are neighbours in the index, so few of its pages change."""
DELETE_ACCOUNT = """
    DELETE FROM accounts
     WHERE id = {account} AND erased AND NOT EXISTS (SELECT 1 FROM records WHERE account_id = {account})"""
ACCOUNT_EXISTS = "SELECT EXISTS (SELECT 1 FROM accounts WHERE id = {account})"

PARAMETERS = {
    "sqlite": {"account": ":account", "most": ":most"},
    "postgresql": {"account": "CAST(%(account)s AS uuid)", "most": "CAST(%(most)s AS bigint)"},
}

Write = Callable[[Callable[[Any], Any]], Any]


def begin(account_id: str) -> None:
    """Mark the account as erased; delete its links and ways to sign in, in the open transaction, which locked it."""
    db.session.execute(sa.update(accounts).where(accounts.c.id == account_id).values(erased=True))
    for table in (sign_ins, pairings, passkeys, used_challenges, health_links):
        db.session.execute(sa.delete(table).where(table.c.account_id == account_id))


class Eraser:
    """Deletes the records of accounts after `begin`. `write` runs a function with a cursor: see sync/server.py."""

    def __init__(self, engine: sa.Engine, write: Write, logger: Logger) -> None:
        self._engine, self._write, self._logger = engine, write, logger
        names = PARAMETERS[engine.dialect.name]
        self._delete_records, self._delete_account, self._account_exists = (
            sql.format(**names) for sql in (DELETE_RECORDS, DELETE_ACCOUNT, ACCOUNT_EXISTS)
        )
        self._waiting = BoundedSemaphore(MAX_WAITING)
        self._start_lock = Lock()
        self._thread: Thread | None = None
        self._next_check = 0.0

    def finish(self, account_id: str) -> None:
        """Delete what is left of the account: before this returns if it takes less than MAX_WAIT, else later."""
        is_done = False
        if self._waiting.acquire(blocking=False):
            try:
                is_done = self._erase(account_id, monotonic() + MAX_WAIT)
            except sa.exc.SQLAlchemyError as error:
                self._report(error)
            finally:
                self._waiting.release()
        if not is_done:
            self._next_check = 0.0
            self.resume()

    def resume(self) -> None:
        """Start a thread that resumes erasures and deletes expired links, unless one did within CHECK_INTERVAL."""
        if monotonic() < self._next_check:
            return
        with self._start_lock:
            if self._thread is None or not self._thread.is_alive():
                self._next_check = monotonic() + CHECK_INTERVAL
                self._thread = Thread(target=self._finish_all, name="eraser", daemon=True)
                self._thread.start()

    def _finish_all(self) -> None:
        try:
            while unfinished := self._unfinished():
                for account_id in unfinished:
                    self._erase(account_id)
            while self._delete_expired_links():
                pass
        except sa.exc.SQLAlchemyError as error:
            self._report(error)

    def _unfinished(self) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(accounts.c.id).where(accounts.c.erased)).scalars())

    def _delete_expired_links(self) -> int:
        """How many were deleted."""
        links = health_links.c
        expired = sa.select(links.id).where(links.expires_at <= clock.utc_now()).limit(MOST_LINKS)
        with self._engine.connect() as connection:
            ids = list(connection.execute(expired).scalars())
        if ids:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                connection.execute(sa.delete(health_links).where(links.id.in_(ids)))
        return len(ids)

    def _erase(self, account_id: str, end: float = float("inf")) -> bool:
        """Whether all was deleted before `end`, a time of the monotonic clock."""
        batch = LEAST

        def erase_batch(cursor: Any) -> bool:
            nonlocal batch
            names = {"account": account_id, "most": batch}
            began = monotonic()
            cursor.execute(self._delete_records, names)
            batch = max(LEAST, min(2 * batch, MOST, int(batch * TARGET_SECONDS / (monotonic() - began + 1e-6))))
            cursor.execute(self._delete_account, names)
            return bool(cursor.execute(self._account_exists, names).fetchone()[0])

        while monotonic() < end:
            if not self._write(erase_batch):
                return True
        return False

    def _report(self, error: sa.exc.SQLAlchemyError) -> None:
        self._logger.info("The erasing of an account waits: %s", driver_message(error))
