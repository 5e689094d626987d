"""PostgreSQL, possibly on several hosts: waits end, and a commit that a replica may lack is not taken for one."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.errors import DeadlockDetected, Diagnostic, LockNotAvailable, SerializationFailure
from sqlalchemy import event

IDLE_SECONDS = 10
"""How long the database keeps the locks of a server that was cut off in the middle of a transaction."""


REFUSED = {LockNotAvailable.sqlstate, DeadlockDetected.sqlstate, SerializationFailure.sqlstate}
"""What a statement is told before there is anything to commit."""


class Unconfirmed(psycopg.OperationalError):
    """A commit of which nobody knows whether it will last."""


class Connection(psycopg.Connection[Any]):
    """A connection whose commits end within `patience` seconds, for certain or with Unconfirmed.

    With synchronous replication a commit waits for the replica, for ever if that is gone: statement_timeout does not
    count there. Nor may such a wait be cancelled: PostgreSQL then reports success, with a warning that the replica may
    lack it. So the connection is closed instead, and what warned has not succeeded.
    """

    patience: float
    longest: float | None = None
    """Seconds of any wait, where that is limited."""
    _longest_now: float | None = None

    def commit(self) -> None:
        with self._confirming(self.patience):
            super().commit()

    def confirming(self) -> AbstractContextManager[None]:
        """Around a statement that commits by itself, after it waited for its locks."""
        return self._confirming(2 * self.patience)

    @contextmanager
    def _confirming(self, seconds: float) -> Iterator[None]:
        warnings: list[Diagnostic] = []
        self.add_notice_handler(warnings.append)
        self._longest_now = seconds
        try:
            yield
        except psycopg.OperationalError as error:
            if error.sqlstate in REFUSED:
                raise
            self.close()
            raise Unconfirmed(f"the commit was not confirmed: {error}") from error
        finally:
            self._longest_now = None
            self.remove_notice_handler(warnings.append)
        if warnings:
            raise Unconfirmed(f"the commit was not confirmed: {warnings[0].message_primary}")

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        return super().wait(gen, interval, self._longest_now or self.longest or timeout)


def connect_args(seconds: int, given: Mapping[str, Any]) -> dict[str, object]:
    """What libpq is told so that no wait for a lock, or for a host that fell silent, lasts much longer than `seconds`.

    `given` are the parameters of the database's URL: they go before these.
    """
    limits = {
        "connect_timeout": seconds,
        # Without these a host whose power failed keeps its callers waiting for a quarter of an hour.
        "tcp_user_timeout": seconds * 1000,
        "keepalives_idle": 2,
        "keepalives_interval": 1,
        "keepalives_count": seconds,
        "options": f"-c lock_timeout={seconds}s -c idle_in_transaction_session_timeout={IDLE_SECONDS}s",
    }
    return {name: value for name, value in limits.items() if name not in given}


def is_read_only(connection: psycopg.Connection[Any]) -> bool:
    """Whether the host takes no changes from this connection, as far as it said so: it does since PostgreSQL 14."""
    settings = ("default_transaction_read_only", "in_hot_standby")
    return any(connection.info.parameter_status(name) == "on" for name in settings)


def configure(engine: sa.Engine, patience: float) -> None:
    @event.listens_for(engine, "checkout")
    def check(connection: Connection, record: Any, proxy: Any) -> None:
        """By now a new connection may be one that can write."""
        if record.info.setdefault("fresh", True):
            record.info["fresh"] = False
        elif is_read_only(connection):
            raise sa.exc.DisconnectionError

    @event.listens_for(engine, "do_connect")
    def connect(dialect: sa.Dialect, record: Any, arguments: list[Any], parameters: dict[str, Any]) -> Connection:
        connection = Connection.connect(*arguments, **parameters)
        connection.patience = patience
        return connection
