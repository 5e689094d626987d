"""A temporary PostgreSQL cluster for tests, on a Unix socket."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

SMALL = ("shared_buffers=32MB", "max_connections=60", "listen_addresses=")
# Tests need speed; what a crash of the machine would lose does not matter.
FAST = ("fsync=off", "full_page_writes=off")


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None if it is not installed."""
    folders = [Path(found).resolve().parent] if (found := shutil.which("postgres")) else []
    if config := shutil.which("pg_config"):
        done = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(done.stdout.strip() or "/nowhere"))
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class Cluster:
    def __init__(self, programs: Path, *, durable: bool = False) -> None:
        # Not below pytest's folders: the user nobody may not enter them, and a socket's path must be short.
        self._folder = Path(tempfile.mkdtemp(prefix="hinge-pg-", dir="/tmp"))
        self._programs = programs
        self._user: dict[str, Any] = {}
        self._databases = 0
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self._folder, "nobody")
            self._user = {"user": "nobody", "group": self._folder.stat().st_gid, "extra_groups": []}
        try:
            self._run("initdb", "--username=hinge", "--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale")
            settings = (*SMALL, *(() if durable else FAST))
            self._options = " ".join(f"-c {setting}" for setting in settings) + f" -k {self._folder}"
            self.resume()
        except BaseException:
            shutil.rmtree(self._folder)
            raise

    def pause(self) -> None:
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def resume(self) -> None:
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", self._options, "start")

    def program(self, name: str, *arguments: str | Path) -> None:
        """Run a program that connects to the cluster."""
        environ = {**os.environ, "PGHOST": str(self._folder), "PGUSER": "hinge"}
        subprocess.run([self._programs / name, *arguments], env=environ, capture_output=True, check=True)

    def new_database(self) -> str:
        """The URL of an empty database."""
        self._databases += 1
        name = f"hinge_{self._databases}"
        self.run(f"CREATE DATABASE {name}")
        return f"postgresql://hinge@/{name}?host={quote(str(self._folder))}"

    def run(self, sql: str) -> None:
        with psycopg.connect(host=str(self._folder), user="hinge", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.encode())

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, "-D", self._folder / "data", *arguments],
            cwd="/",
            # To a file: the server that pg_ctl starts would keep a pipe open.
            stdout=(output := (self._folder / "output").open("a+")),
            stderr=output,
            check=False,
            **self._user,
        )
        with output:
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program} failed:\n{output.read()}")
