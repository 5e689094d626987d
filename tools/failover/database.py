"""PostgreSQL on two hosts: a primary and a synchronous replica."""

import shutil
from pathlib import Path
from typing import Any

import psycopg

from .hosts import Host
from .until import until

USER = "nobody"  # PostgreSQL refuses to run as root
CONNECT_SECONDS = 2
OPTIONS = (
    "listen_addresses=*",
    "max_connections=150",
    "shared_buffers=64MB",
    "wal_keep_size=512MB",
    "wal_sender_timeout=10s",
)


class Database:
    """One of the two servers, in either role."""

    def __init__(self, host: Host, programs: Path) -> None:
        self.host = host
        self._programs = programs
        self._data = host.folder / "data"
        shutil.chown(host.folder, USER)

    def create(self) -> None:
        """Create an empty database on a primary without a replica."""
        self._run(
            "initdb", "--pgdata", self._data, "--username=hinge", "--auth=trust", "--encoding=UTF8", "--no-locale"
        )
        with (self._data / "pg_hba.conf").open("a") as access:
            access.write("host all,replication hinge samenet trust\n")
        self.start()
        self.sql("CREATE DATABASE hinge", database="postgres")

    def copy(self, primary: "Database") -> None:
        """Become a replica of `primary`. Deletes the data on this host."""
        shutil.rmtree(self._data, ignore_errors=True)
        source = f"host={primary.host.address} user=hinge application_name={self.host.name}"
        self._run("pg_basebackup", "--pgdata", self._data, "--dbname", source, "--write-recovery-conf",
                  "--checkpoint=fast")  # fmt: skip
        self.start()

    def start(self, *, reachable: bool = True) -> None:
        options = [part for option in OPTIONS for part in ("-c", option)]
        self.host.start(self._programs / "postgres", "-D", self._data, "-k", self.host.folder, *options, user=USER)
        until(self.answers if reachable else self._answers_locally, f"PostgreSQL on {self.host.name}")

    def answers(self) -> bool:
        try:
            self.sql("SELECT 1", database="postgres")
        except psycopg.OperationalError:
            return False
        return True

    def promote(self) -> None:
        """Become a primary without a replica."""
        self.stop_waiting_for_replica()
        self.sql("SELECT pg_promote()")

    def wait_for(self, replica: "Database") -> None:
        """Make `replica` synchronous: commits then wait until it has them on disk.

        First waits until it has caught up and its former connection is gone: else all commits would wait.
        """
        name = replica.host.name
        streaming = "SELECT state FROM pg_stat_replication WHERE application_name = %s"
        until(lambda: self.sql(streaming, name) == [("streaming",)], f"{name} as the primary's replica, once")
        replica.wait_until_caught_up(self)
        self.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
        self.sql("SELECT pg_reload_conf()")
        is_synchronous = "SELECT true FROM pg_stat_replication WHERE application_name = %s AND sync_state = 'sync'"
        until(lambda: self.sql(is_synchronous, name), f"{name} as a synchronous replica")

    def stop_waiting_for_replica(self) -> None:
        """What an operator does when the replica is lost: commits, also waiting ones, succeed without it."""
        self.sql("ALTER SYSTEM SET synchronous_standby_names = ''")
        self.sql("SELECT pg_reload_conf()")

    def wait_until_caught_up(self, primary: "Database") -> None:
        ((end,),) = primary.sql("SELECT pg_current_wal_lsn()::text")
        caught_up = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
        until(lambda: self.sql(caught_up, end) == [(True,)], f"{self.host.name} with all that the primary has")

    def sql(self, statement: str, *values: object, database: str = "hinge") -> list[Any]:
        with psycopg.connect(
            host=self.host.address, user="hinge", dbname=database, autocommit=True, connect_timeout=CONNECT_SECONDS
        ) as connection:
            done = connection.execute(statement.encode(), values)
            return done.fetchall() if done.description else []

    def begin_local_commit(self) -> None:
        """Start a commit by a program on the host itself, which needs no network, and don't wait for it."""
        statement = "CREATE TABLE written_by_mistake ()"
        self.host.start(*self._psql, "--command", statement, user=USER)

    def has_waiting_commit(self) -> bool:
        """Whether a commit waits for the replica."""
        statement = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        return self.host.run(*self._psql, "--command", statement, user=USER).strip() == "1"

    def _answers_locally(self) -> bool:
        try:
            self.host.run(*self._psql, "--command", "SELECT 1", user=USER)
        except RuntimeError:
            return False
        return True

    @property
    def _psql(self) -> list[object]:
        return [self._programs / "psql", "--host", self.host.folder, "--username=hinge", "--dbname=hinge",
                "--no-psqlrc", "--tuples-only", "--no-align"]  # fmt: skip

    def _run(self, program: str, *arguments: object) -> None:
        self.host.run(self._programs / program, *arguments, user=USER)
