"""The schema goes forward and back under devices that know nothing of it."""

from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from flask import Flask

from hinge_pwa.database.engine import db

from ..browser.server import Server
from ..conftest import NewApp
from ..support.phones import Phone, assert_converged, record, session
from .conftest import NewPhone
from .sentences import covers


@pytest.fixture
def schema(server: Server, new_app: NewApp) -> Iterator[Flask]:
    """The application for `flask db`, beside the running server."""
    app = new_app(DATABASE_URL=server.environ["DATABASE_URL"])
    yield app
    with app.app_context():
        flask_migrate.upgrade()


def older_revisions(app: Flask) -> list[str]:
    """From the last but one to the first."""
    with app.app_context():
        scripts = ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
    return [script.revision for script in scripts.walk_revisions()][1:]


@covers("503 |")
def test_devices_go_on_over_every_migration_forward_and_back(
    schema: Flask, phone: Phone, tablet: Phone, new_phone: NewPhone
) -> None:
    """Where the program needs a newer schema, it asks them to wait and stores nothing."""
    statuses = set()
    for number, revision in enumerate(older_revisions(schema), 1):
        phone.edit(record()["id"], number)
        tablet.edit(min(phone.records), number, data=session(note=revision))
        assert_converged(phone, tablet)
        with schema.app_context():
            flask_migrate.downgrade(revision=revision)
            db.engine.dispose()
        tablet.edit(record()["id"], number)
        phone.delete(min(phone.records), number)
        newcomer = new_phone("newcomer").client
        for answer in (
            tablet.post(tablet.cursor, tablet.outbox()),
            phone.post(phone.cursor, phone.outbox()),
            newcomer.post("/api/account"),
            phone.client.get("/api/devices"),
        ):
            assert answer.status_code in (200, 201, 503), answer.text
            assert answer.status_code != 503 or "Retry-After" in answer.headers
            statuses.add(answer.status_code)
        with schema.app_context():
            flask_migrate.upgrade()
            db.engine.dispose()
        assert_converged(phone, tablet)
    assert 503 in statuses, "some of it needs the newest schema"
