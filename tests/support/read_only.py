"""Runs Hinge with a database file that becomes read-only and writable again, as a user whom file modes restrict.

`python -m tests.support.read_only` prints one line of HTTP statuses for each of the three states.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from hinge_pwa import create_app
from hinge_pwa.database.engine import db

from .phones import record

NOBODY = 65534


def statuses_of_writes(app: Flask, client: FlaskClient) -> list[int]:
    answers = (
        app.test_client().post("/api/account"),
        client.post("/api/sync", json={"cursor": "", "changes": [record()]}),
        client.post("/api/pairings"),
    )
    return [answer.status_code for answer in answers]


def statuses_of_reads(client: FlaskClient) -> list[int]:
    answers = (
        client.get("/api/account"),
        client.post("/api/sync", json={"cursor": "", "changes": []}),
        client.get("/healthz"),
    )
    return [answer.status_code for answer in answers]


def close_all(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
    app.extensions["sync"].writers._connection.drop()


def main(folder: Path) -> None:
    app = create_app({"INSTANCE_PATH": folder})
    with app.app_context():
        upgrade()
    client = app.test_client()
    client.post("/api/account")
    print(*statuses_of_writes(app, client), *statuses_of_reads(client))  # loads modules, which nobody may not read
    close_all(app)
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    file = folder / "hinge.db"
    file.chmod(0o444)
    print(*statuses_of_writes(app, client), *statuses_of_reads(client))
    file.chmod(0o644)
    print(*statuses_of_writes(app, client), *statuses_of_reads(client))


if __name__ == "__main__":
    folder = Path(tempfile.mkdtemp(prefix="hinge-", dir="/tmp"))
    try:
        main(folder)
    finally:
        sys.stdout.flush()
        shutil.rmtree(folder)
