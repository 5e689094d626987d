"""Backs up and restores the SQLite database while the server runs."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

TABLES = {"accounts", "alembic_version", "records", "server", "sign_ins"}


class BackupError(Exception):
    """A backup that can't be made or put back. The message says why and what to do."""


def new_epoch() -> str:
    return secrets.token_hex(8)


def save(database: Path, file: Path) -> None:
    """Copy a consistent snapshot of `database` to the new `file`, which only its owner can read."""
    if file.exists():
        raise BackupError(f"{file} exists already: choose another name, or move it away.")
    with _draft(file) as draft:
        _copy(database, draft)
        draft.rename(file)


def restore(file: Path, database: Path, revisions: set[str]) -> None:
    """Replace the content of `database` by that of `file`, with a new epoch, in one transaction.

    `revisions` are the Alembic revisions that this version knows. Devices notice the new epoch and push the records
    that the backup lacks.
    """
    check(file, revisions)
    with _draft(database) as draft:
        _copy(file, draft)
        with closing(sqlite3.connect(draft)) as connection, connection:
            connection.execute("UPDATE server SET epoch = ?", (new_epoch(),))
        _copy(draft, database)


def check(file: Path, revisions: set[str]) -> None:
    """Raises BackupError unless `file` is an undamaged database of Hinge, of this version or an older one."""
    if not file.is_file():
        raise BackupError(f"{file} is not there: check the name.")
    try:
        with closing(_open(file)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
            if not tables >= TABLES:
                raise BackupError(f"{file} is a database, but not one of Hinge.")
            (state,) = connection.execute("PRAGMA integrity_check").fetchone()
            (revision,) = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{file} is not an SQLite database that can be read: {error}.") from None
    if state != "ok":
        raise BackupError(f"{file} is damaged: {state}. Take an older backup.")
    if revision not in revisions:
        raise BackupError(f"{file} was made by a newer version of Hinge: update this one first.")


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A new empty file beside `file`, removed afterwards: so `file` itself never has half of the content."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield draft
    except OSError as error:
        raise BackupError(f"{file.parent} can't be written: {error.strerror}.") from None
    finally:
        for left in (draft, Path(f"{draft}-journal"), Path(f"{draft}-wal"), Path(f"{draft}-shm")):
            left.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copies in one step, so that the copy is a snapshot; waits while another connection writes."""
    with closing(_open(source)) as old, closing(sqlite3.connect(target)) as new:
        new.execute("PRAGMA synchronous = FULL")
        old.backup(new)


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
