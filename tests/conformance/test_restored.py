"""A server that was put back from last week's backup ends with all that any device still has."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import Result
from flask import Flask

from hinge_pwa.database.engine import db

from ..browser.server import Server
from ..conftest import NewApp
from ..support.phones import Phone, assert_converged, record
from ..support.postgres import Cluster
from .conftest import NewPhone
from .sentences import covers


@pytest.fixture
def commands(server: Server, new_app: NewApp) -> Flask:
    """The application for commands beside the running server, on its database."""
    return new_app(DATABASE_URL=server.environ["DATABASE_URL"])


def run(app: Flask, *arguments: str | Path) -> None:
    done: Result = app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    with app.app_context():
        db.engine.dispose()


def back_up(commands: Flask, server: Server, request: pytest.FixtureRequest, file: Path) -> None:
    if "postgresql" in server.environ["DATABASE_URL"]:
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.program("pg_dump", "--format=custom", "--file", file, name_of(server))
    else:
        run(commands, "backup", file)


def put_back(commands: Flask, server: Server, request: pytest.FixtureRequest, file: Path) -> None:
    if "postgresql" in server.environ["DATABASE_URL"]:
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.program("pg_restore", "--clean", "--if-exists", "--single-transaction", "-d", name_of(server), file)
        run(commands, "renew-epoch")
    else:
        run(commands, "restore", file)


def name_of(server: Server) -> str:
    return urlsplit(server.environ["DATABASE_URL"]).path.strip("/")


@covers("A server that was put back", "Its restore command changes", "So a restored server ends", "409 |")
def test_devices_bring_back_what_last_weeks_backup_lacked(
    server: Server, commands: Flask, phone: Phone, tablet: Phone, new_phone: NewPhone, tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    both, deleted, edited = (record()["id"] for _ in range(3))
    for id in (both, deleted, edited):
        phone.edit(id, 1)
    assert_converged(phone, tablet)
    back_up(commands, server, request, tmp_path / "backup")

    newer = new_phone("newer")
    newer.join(phone)
    for device in (phone, tablet, newer):
        device.sync()
        device.edit(record()["id"], 2)
        device.sync()
    phone.delete(deleted, 2)
    tablet.edit(edited, 2)
    assert_converged(phone, tablet, newer)
    tablet.edit(edited, 3)  # has not been sent when the server goes back a week

    put_back(commands, server, request, tmp_path / "backup")
    for device in (phone, tablet):
        answer = device.post(device.cursor, device.outbox())
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "resync")
    assert len(phone.pull()["changes"]) == 3
    assert newer.post(newer.cursor).status_code == 401, "it was signed in after the backup"
    newer.join(phone)
    assert_converged(phone, tablet, newer)
    assert len(phone.records) == 3 + 3
