"""How an account is erased: nobody gets in any more at once, and then its records go in short transactions, so that no
other writer waits for all of them. What a crash interrupts goes on with one of the next requests.
"""

from collections.abc import Callable
from logging import Logger
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import Any

import sqlalchemy as sa

from ..database.engine import db, driver_message
from ..database.models import accounts, pairings, passkeys, sign_ins, used_challenges

PATIENCE = 10.0
"""Seconds for which a request waits until all is erased. What takes longer goes on after the answer."""

PATIENT = 2
"""Requests that wait so long at once; others are answered sooner."""

PAUSE = 60.0
"""Seconds until somebody looks again what was interrupted, here or in another process."""

SHORT = 0.01
"""Seconds that a transaction should take; so many records are deleted in each."""
LEAST, MOST = 50, 1000

SOME = """
    DELETE FROM records
     WHERE account_id = {account}
       AND sequence < coalesce((SELECT sequence FROM records WHERE account_id = {account}
                                  ORDER BY sequence LIMIT 1 OFFSET {most}), 9223372036854775807)"""
"""The oldest, so that of a time-ordered id the neighbours in the index go too."""
ACCOUNT = """
    DELETE FROM accounts
     WHERE id = {account} AND erased AND NOT EXISTS (SELECT 1 FROM records WHERE account_id = {account})"""
IS_LEFT = "SELECT EXISTS (SELECT 1 FROM accounts WHERE id = {account})"

PARAMETERS = {
    "sqlite": {"account": ":account", "most": ":most"},
    "postgresql": {"account": "CAST(%(account)s AS uuid)", "most": "CAST(%(most)s AS bigint)"},
}

Write = Callable[[Callable[[Any], Any]], Any]


def begin(account_id: str) -> None:
    """Let nobody in to the account any more, in the open transaction, which has locked it."""
    db.session.execute(sa.update(accounts).where(accounts.c.id == account_id).values(erased=True))
    for table in (sign_ins, pairings, passkeys, used_challenges):
        db.session.execute(sa.delete(table).where(table.c.account_id == account_id))


class Eraser:
    """Finishes what `begin` has begun. `write` runs work with the driver's cursor: see sync/server.py."""

    def __init__(self, engine: sa.Engine, write: Write, logger: Logger) -> None:
        self._engine, self._write, self._logger = engine, write, logger
        names = PARAMETERS[engine.dialect.name]
        self._some, self._account, self._is_left = (sql.format(**names) for sql in (SOME, ACCOUNT, IS_LEFT))
        self._patient = BoundedSemaphore(PATIENT)
        self._starting = Lock()
        self._thread: Thread | None = None
        self._due = 0.0

    def finish(self, account_id: str) -> None:
        """Erase what is left of the account, soon if not now."""
        is_gone = False
        if self._patient.acquire(blocking=False):
            try:
                is_gone = self._erase(account_id, monotonic() + PATIENCE)
            except sa.exc.SQLAlchemyError as error:
                self._report(error)
            finally:
                self._patient.release()
        if not is_gone:
            self._due = 0.0
            self.look_after()

    def look_after(self) -> None:
        """Let a thread go on with what was interrupted, if nobody looked for it lately."""
        if monotonic() < self._due:
            return
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._due = monotonic() + PAUSE
                self._thread = Thread(target=self._finish_all, name="eraser", daemon=True)
                self._thread.start()

    def _finish_all(self) -> None:
        try:
            while begun := self._begun():
                for account_id in begun:
                    self._erase(account_id)
        except sa.exc.SQLAlchemyError as error:
            self._report(error)

    def _begun(self) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(accounts.c.id).where(accounts.c.erased)).scalars())

    def _erase(self, account_id: str, end: float = float("inf")) -> bool:
        """Whether nothing is left of it at the `end`, by the monotonic clock."""
        most = LEAST

        def erase_some(cursor: Any) -> bool:
            nonlocal most
            names = {"account": account_id, "most": most}
            began = monotonic()
            cursor.execute(self._some, names)
            most = max(LEAST, min(2 * most, MOST, int(most * SHORT / (monotonic() - began + 1e-6))))
            cursor.execute(self._account, names)
            return bool(cursor.execute(self._is_left, names).fetchone()[0])

        while monotonic() < end:
            if not self._write(erase_some):
                return True
        return False

    def _report(self, error: sa.exc.SQLAlchemyError) -> None:
        self._logger.info("The erasing of an account waits: %s", driver_message(error))
