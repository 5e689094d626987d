"""PostgreSQL, also with replicas: every wait has a time limit, and a commit that a replica may lack is an error."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.errors import DeadlockDetected, Diagnostic, LockNotAvailable, SerializationFailure
from sqlalchemy import event

IDLE_SECONDS = 10
"""Seconds after which PostgreSQL ends the transaction of a server that was cut off, and releases its locks."""


ABORTED = {LockNotAvailable.sqlstate, DeadlockDetected.sqlstate, SerializationFailure.sqlstate}
"""Errors that abort a statement before anything is committed."""


class UnconfirmedCommit(psycopg.OperationalError):
    """It is not known whether the commit is durable on the replica."""


class Connection(psycopg.Connection[Any]):
    """A connection whose commits end within `commit_timeout` seconds: confirmed, or with UnconfirmedCommit.

    With synchronous replication a commit waits for the replica, without end if that is gone: statement_timeout does not
    apply there. Cancelling the wait does not help: PostgreSQL then reports success, with a warning that the replica may
    lack the commit. So the connection is closed instead, and a commit with such a warning counts as unconfirmed.
    """

    commit_timeout: float
    wait_timeout: float | None = None
    """Seconds of any other wait; None for no limit."""
    _current_timeout: float | None = None

    def commit(self) -> None:
        with self._confirmed_within(self.commit_timeout):
            super().commit()

    def require_confirmation(self) -> AbstractContextManager[None]:
        """A context for a statement in autocommit, which may wait for locks and then for its commit."""
        return self._confirmed_within(2 * self.commit_timeout)

    @contextmanager
    def _confirmed_within(self, seconds: float) -> Iterator[None]:
        warnings: list[Diagnostic] = []
        self.add_notice_handler(warnings.append)
        self._current_timeout = seconds
        try:
            yield
        except psycopg.OperationalError as error:
            if error.sqlstate in ABORTED:
                raise
            self.close()
            raise UnconfirmedCommit(f"the commit was not confirmed: {error}") from error
        finally:
            self._current_timeout = None
            self.remove_notice_handler(warnings.append)
        if warnings:
            raise UnconfirmedCommit(f"the commit was not confirmed: {warnings[0].message_primary}")

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        return super().wait(gen, interval, self._current_timeout or self.wait_timeout or timeout)


def connect_args(seconds: int, url_parameters: Mapping[str, Any]) -> dict[str, object]:
    """libpq's parameters that limit waits for locks and for silent hosts to about `seconds`.

    `url_parameters`, those of the database's URL, take precedence.
    """
    limits = {
        "connect_timeout": seconds,
        # Without these, callers wait a quarter of an hour for a host that lost its power.
        "tcp_user_timeout": seconds * 1000,
        "keepalives_idle": 2,
        "keepalives_interval": 1,
        "keepalives_count": seconds,
        "options": f"-c lock_timeout={seconds}s -c idle_in_transaction_session_timeout={IDLE_SECONDS}s",
    }
    return {name: value for name, value in limits.items() if name not in url_parameters}


def is_read_only(connection: psycopg.Connection[Any]) -> bool:
    """Whether the host has reported that this connection can't write. PostgreSQL reports it since version 14."""
    settings = ("default_transaction_read_only", "in_hot_standby")
    return any(connection.info.parameter_status(name) == "on" for name in settings)


def configure(engine: sa.Engine, commit_timeout: float) -> None:
    @event.listens_for(engine, "checkout")
    def check(connection: Connection, record: Any, proxy: Any) -> None:
        """Drop a read-only connection: a new one may reach a host that can write."""
        if record.info.setdefault("is_new", True):
            record.info["is_new"] = False
        elif is_read_only(connection):
            raise sa.exc.DisconnectionError

    @event.listens_for(engine, "do_connect")
    def connect(dialect: sa.Dialect, record: Any, arguments: list[Any], parameters: dict[str, Any]) -> Connection:
        connection = Connection.connect(*arguments, **parameters)
        connection.commit_timeout = commit_timeout
        return connection
