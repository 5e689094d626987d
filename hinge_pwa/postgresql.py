"""PostgreSQL, possibly on several hosts: waits end, and a commit that a replica may lack is not taken for one."""

from collections.abc import Mapping
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.errors import Diagnostic
from sqlalchemy import event

IDLE_SECONDS = 10
"""How long the database keeps the locks of a server that was cut off in the middle of a transaction."""


class Unconfirmed(psycopg.OperationalError):
    """A commit of which nobody knows whether it will last."""


class Connection(psycopg.Connection[Any]):
    """A connection whose commit ends within `patience` seconds, for certain or with Unconfirmed.

    With synchronous replication a commit waits for the replica, for ever if that is gone: statement_timeout does not
    count there. Nor may such a wait be cancelled: PostgreSQL then reports success, with a warning that the replica may
    lack it. So the connection is closed instead, and what warned has not succeeded.
    """

    patience: float
    _is_committing = False

    def commit(self) -> None:
        warnings: list[Diagnostic] = []
        self.add_notice_handler(warnings.append)
        self._is_committing = True
        try:
            super().commit()
        except psycopg.OperationalError as error:
            self.close()
            raise Unconfirmed(f"the commit was not confirmed: {error}") from error
        finally:
            self._is_committing = False
            self.remove_notice_handler(warnings.append)
        if warnings:
            raise Unconfirmed(f"the commit was not confirmed: {warnings[0].message_primary}")

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        return super().wait(gen, interval, self.patience if self._is_committing else timeout)


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


def configure(engine: sa.Engine, patience: float) -> None:
    @event.listens_for(engine, "do_connect")
    def connect(dialect: sa.Dialect, record: Any, arguments: list[Any], parameters: dict[str, Any]) -> Connection:
        connection = Connection.connect(*arguments, **parameters)
        connection.patience = patience
        return connection
