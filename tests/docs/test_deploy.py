"""docs/deploy.md does what it says: its commands, in its order, and its files."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from hinge_pwa.database.engine import db

from ..browser.server import ROOT
from ..support.machine import Machine, commands
from ..support.phones import Phone
from ..support.postgres import programs
from ..support.remote import Remote

MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9000", "{head}"


def upgrade() -> None:
    op.add_column("records", sa.Column("more", sa.Text))


def downgrade() -> None:
    op.drop_column("records", "more")
"""


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    machine.close()


def tool(name: str) -> str:
    return shutil.which(name) or pytest.skip(f"{name} is NOT INSTALLED: what it checks of deploy/ was not checked")


def held(machine: Machine, cookie: str) -> set[str]:
    """The ids that the server holds, and that a second look finds nothing new."""
    phone = Phone(Remote(machine.url, cookie), "fresh")
    phone.sync()
    assert phone.sync() == 0
    phone.client.close()
    return set(phone.records)


def revision(machine: Machine) -> str:
    with closing(sqlite3.connect(machine.root / "var/lib/hinge/hinge.db")) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_the_commands_of_the_page_in_its_order(machine: Machine) -> None:
    machine.release("v1")
    assert '{"status":"ok"}' in machine.follow("Install", VERSION="v1")
    phone = Phone(Remote(machine.url), "phone")
    phone.make_account()
    cookie = phone.client.cookie
    phone.edit("00000000-0000-7000-8000-000000000001", 1)
    phone.sync()

    phone.client.close()
    machine.follow("HTTPS")

    before = revision(machine)
    machine.release("v2", **{"migrations/versions/9000_more.py": MIGRATION.format(head=before)})
    assert f"{before} (head)\n" in machine.follow("Upgrade", VERSION="v2")
    assert (machine.status, revision(machine)) == (0, "9000")
    assert held(machine, cookie) == set(phone.records)

    assert commands("Back up") == commands("Upgrade")[:1]
    (backup,) = (machine.root / "var/lib/hinge/backups").iterdir()
    phone.edit("00000000-0000-7000-8000-000000000002", 1)
    phone.sync()
    assert f"Restored from {backup}" in machine.follow("Restore", FILE=str(backup))
    assert len(held(machine, cookie)) == 1
    phone.sync()
    phone.client.close()

    machine.follow("Roll back", VERSION="v1", REVISION=before)
    assert (machine.status, revision(machine)) == (0, before)
    assert held(machine, cookie) == set(phone.records)
    assert len(phone.records) == 2
    written = (machine.root / "log").read_text()
    assert '"route":"/api/sync","status":200' in written
    assert cookie.partition("=")[2] not in written


def test_on_postgresql(app: Flask, phone: Phone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own programs make the backup and put it back; then every device brings the rest."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite has commands of its own")
        url = db.engine.url
        db.engine.dispose()
    dump, restore, renew = (
        command
        for command in commands("PostgreSQL")
        if command.startswith(("pg_dump", "pg_restore", "hinge renew-epoch"))
    )
    environ = {
        "PGHOST": str(url.query["host"]),
        "PGUSER": "hinge",
        "FILE": str(tmp_path / "backup"),
        "PATH": "/usr/bin:/bin",
    }
    environ["PATH"] = f"{programs()}:{environ['PATH']}"

    def run(command: str) -> None:
        command = re.sub(r"\bhinge( \S*\$FILE|$)", rf"{url.database}\1", command)
        subprocess.run(["sh", "-euc", command], env=environ, check=True, capture_output=True)

    phone.edit("00000000-0000-7000-8000-000000000001", 1)
    phone.sync()
    run(dump)
    phone.edit("00000000-0000-7000-8000-000000000002", 1)
    phone.sync()
    run(restore)
    assert len(phone.pull()["changes"]) == 1
    assert app.test_cli_runner().invoke(args=renew.split()[1:]).exit_code == 0
    assert phone.post(phone.cursor).status_code == 409
    phone.sync()
    assert len(phone.pull()["changes"]) == 2
    assert phone.sync() == 0


def test_systemd_takes_the_units_and_finds_them_locked_up(machine: Machine) -> None:
    analyze = tool("systemd-analyze")
    machine.release("v1")
    machine.environ["VERSION"] = "v1"
    for command in commands("Install"):
        if command.startswith(("git clone", "install ")):
            machine.run(command)
    units = sorted((machine.root / "etc/systemd/system").iterdir())
    assert len(units) == 3
    for words in (
        ["verify", "--man=no", *map(str, units)],
        ["security", "--offline=true", "--threshold=15", str(units[-1])],
    ):
        done = subprocess.run([analyze, *words], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


def test_caddy_takes_its_file(tmp_path: Path) -> None:
    file = ROOT / "deploy" / "Caddyfile"
    done = subprocess.run(
        [tool("caddy"), "validate", "--config", file, "--adapter", "caddyfile"],
        env={"HOME": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert subprocess.run([tool("caddy"), "fmt", file], capture_output=True, text=True).stdout == file.read_text()
