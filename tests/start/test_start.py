"""What is wrong at the start ends it with one sentence that says what to do."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hinge_pwa import create_app
from hinge_pwa.start import DatabaseError, check_database
from tools.serving import command

from ..browser.server import ROOT, empty_database

GRANIAN = command(port=0, kill_timeout=1)[2:]
FLASK = ("flask", "--app", "app", "db", "upgrade")


def start(instance: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "INSTANCE_PATH": str(instance), **settings}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120
    )


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    done = start(tmp_path, *GRANIAN, TRUSTED_PROXIES="many")
    assert done.returncode == 1
    assert "Hinge can't start: TRUSTED_PROXIES must be a whole number from 0 to 10, not 'many'\n" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_database_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    done = start(tmp_path, *GRANIAN)
    assert done.returncode == 1
    assert "Hinge can't start: the database has no tables yet: run `flask --app app db upgrade`\n" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_migrating_a_database_that_is_away_says_so(tmp_path: Path) -> None:
    done = start(tmp_path, *FLASK, DATABASE_URL="postgresql://ada:secret@127.0.0.1:1/hinge")
    assert done.returncode == 1
    assert "the database can't be reached: see DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def at(revision: str, folder: Path) -> None:
    """Check a database in `folder` that says it is at `revision`."""
    shutil.copy(empty_database(), folder / "hinge.db")
    with closing(sqlite3.connect(folder / "hinge.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    check_database(create_app({"INSTANCE_PATH": folder}))


def test_a_database_of_an_older_version_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"is at 0001, and this version needs .*: run `flask --app app db upgrade`"):
        at("0001", tmp_path)


def test_a_database_of_a_newer_version_is_served_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    at("9999", tmp_path)
    assert "made by a newer version of Hinge (9999): update this one" in caplog.text


@pytest.mark.parametrize("command", ["upgrade", "current", "downgrade"])
def test_migrating_a_database_of_a_newer_version_says_what_to_do(tmp_path: Path, command: str) -> None:
    at("9999", tmp_path)
    done = start(tmp_path, "flask", "--app", "app", "db", command)
    assert done.returncode == 1
    assert "made by a newer version of Hinge (9999): update this one, or put back a backup" in done.stderr
    assert "locate" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("revision", "advice"), [
    ("9999", "made by a newer version of Hinge (9999): update this one"),
    ("0001", "this version needs"),
])  # fmt: skip
def test_a_database_that_lacks_a_table_says_what_to_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, revision: str, advice: str
) -> None:
    shutil.copy(empty_database(), tmp_path / "hinge.db")
    with closing(sqlite3.connect(tmp_path / "hinge.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.execute("ALTER TABLE server RENAME TO servers")
        connection.execute("ALTER TABLE accounts RENAME TO people")
    client = create_app({"INSTANCE_PATH": tmp_path}).test_client()
    for path, method in (("/healthz", "GET"), ("/api/account", "POST")):
        caplog.clear()
        assert client.open(path, method=method).status_code == 503
        assert advice in caplog.text


def test_a_file_that_is_no_database_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "hinge.db").write_bytes(b"no database" * 1000)
    done = start(tmp_path, *FLASK)
    assert done.returncode == 1
    assert "the database can't be reached: see DATABASE_URL, and whether it runs. file is not a database" in done.stderr
    assert "Traceback" not in done.stderr
    app = create_app({"INSTANCE_PATH": tmp_path})
    check_database(app)
    assert "file is not a database" in caplog.text
    for path, method in (("/healthz", "GET"), ("/api/account", "POST")):
        assert app.test_client().open(path, method=method).status_code == 503


def test_a_database_that_is_away_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    url = "postgresql://ada:secret@127.0.0.1:1/hinge"
    check_database(create_app({"INSTANCE_PATH": tmp_path, "DATABASE_URL": url}))
    assert "The database can't be reached: all that needs it answers 503 until it can." in caplog.text
    assert "secret" not in caplog.text
