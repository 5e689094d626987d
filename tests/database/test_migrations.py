import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from hinge_pwa import create_app
from hinge_pwa.config import parse_database_url
from hinge_pwa.database.engine import db

from ..conftest import NewDatabase
from ..support.phones import record, tombstone

ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty(new_database: NewDatabase, tmp_path: Path) -> Iterator[Flask]:
    """An application whose database holds nothing yet."""
    app = create_app({"DATABASE_URL": new_database(), "INSTANCE_PATH": tmp_path, "TESTING": True})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def names() -> set[str]:
    inspector = sa.inspect(db.engine)
    return {*inspector.get_table_names(), *inspector.get_view_names()}


def test_the_migrations_make_what_the_models_describe(empty: Flask) -> None:
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


def test_every_personal_table_leads_with_the_account() -> None:
    """So that a distributed database keeps all of a person together: docs/scale.md."""
    personal = [table for table in db.metadata.sorted_tables if table.name not in ("accounts", "server")]
    assert len(personal) >= 5
    for table in personal:
        (key,) = table.foreign_keys
        leading = next(iter(table.primary_key))
        assert (key.parent, key.column.table.name) == (leading, "accounts"), table.name
    # Whoever types a code, or has a link, knows no account.
    found_by_others = {"uq_pairings_code_hash", "uq_health_links_id"}
    unique = [each for table in personal for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
    assert {each.name for each in unique if "account_id" not in each.columns} == found_by_others


def test_every_migration_goes_back_and_forth(empty: Flask) -> None:
    flask_migrate.upgrade()
    there = names()
    flask_migrate.downgrade(revision="base")
    assert names() == {"alembic_version"}
    flask_migrate.upgrade()
    assert names() == there


def test_devices_stay_signed_in_over_every_migration(empty: Flask) -> None:
    flask_migrate.upgrade(revision="0001")
    account = "00000000-0000-4000-8000-000000000000"
    with db.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO accounts VALUES (:account, '2026-11-22', 0)"), {"account": account})
        connection.execute(
            sa.text("INSERT INTO sign_ins VALUES (:account, :hash, '2026-11-22', '2026-11-25')"),
            {"account": account, "hash": b"h" * 32},
        )
    for migrate in (flask_migrate.upgrade, flask_migrate.downgrade):
        migrate()
        with db.engine.connect() as connection:
            assert connection.execute(sa.text("SELECT token_hash FROM sign_ins")).scalars().all() == [b"h" * 32]


def test_records_stay_as_they_are_over_every_migration(empty: Flask) -> None:
    flask_migrate.upgrade(revision="0002")
    account, device = "00000000-0000-4000-8000-000000000000", "phone-3f9a"
    living, gone = record("00000000-0000-7000-8000-000000000001", 5, device), tombstone(account, 6, device)
    with db.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO accounts VALUES (:account, '2026-11-22', 2)"), {"account": account})
        old = sa.Table("records", sa.MetaData(), autoload_with=connection)
        for sequence, each in enumerate((living, gone), 1):
            connection.execute(sa.insert(old).values(account_id=account, sequence=sequence, **each))
        sessions = connection.execute(sa.text("SELECT * FROM sessions")).all()
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        stored = connection.execute(sa.text("SELECT record FROM records ORDER BY sequence")).scalars()
        assert [json.loads(each) for each in stored] == [living, gone]
        assert connection.execute(sa.text("SELECT * FROM sessions")).all() == sessions
    flask_migrate.downgrade(revision="0002")
    with db.engine.connect() as connection:
        columns = (old.c.kind, old.c.id, old.c.stamp, old.c.device, old.c.deleted, old.c.data)
        rows = connection.execute(sa.select(*columns).order_by(old.c.sequence)).mappings()
        assert [{**row, "id": str(row["id"])} for row in rows] == [living, gone]
        assert connection.execute(sa.text("SELECT * FROM sessions")).all() == sessions
    assert len(sessions) == 1


def test_accounts_live_on_and_erased_ones_do_not_come_back(empty: Flask) -> None:
    """An older version would take one that is being erased for a living one."""
    flask_migrate.upgrade(revision="0003")
    living, erased = "00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001"
    with db.engine.begin() as connection:
        for account in (living, erased):
            connection.execute(sa.text("INSERT INTO accounts VALUES (:account, '2026-11-22', 7)"), {"account": account})
    flask_migrate.upgrade()
    with db.engine.begin() as connection:
        found = connection.execute(sa.text("SELECT sequence, replaced, erased FROM accounts")).all()
        assert found == [(7, 0, False)] * 2
        connection.execute(sa.text("UPDATE accounts SET erased = true WHERE id = :account"), {"account": erased})
    flask_migrate.downgrade(revision="0003")
    with db.engine.connect() as connection:
        assert [str(id) for id in connection.execute(sa.text("SELECT id FROM accounts")).scalars()] == [living]


def test_migrating_what_is_up_to_date_changes_nothing(empty: Flask) -> None:
    flask_migrate.upgrade()
    epoch = db.session.execute(sa.text("SELECT epoch FROM server")).scalar_one()
    db.session.rollback()
    flask_migrate.upgrade()
    assert db.session.execute(sa.text("SELECT epoch FROM server")).scalar_one() == epoch


def test_an_interrupted_migration_leaves_nothing_and_can_be_repeated(
    empty: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It breaks off at its last statement, as when the process is killed there."""
    with monkeypatch.context() as patch:
        patch.setattr("secrets.token_hex", interrupt)
        with pytest.raises(KeyboardInterrupt):
            flask_migrate.upgrade()
    assert names() == set()
    flask_migrate.upgrade()
    assert "sessions" in names()


def interrupt(*_: object) -> str:
    raise KeyboardInterrupt


def test_servers_that_start_together_migrate_once(new_database: NewDatabase, tmp_path: Path) -> None:
    environ = {**os.environ, "DATABASE_URL": new_database(), "INSTANCE_PATH": str(tmp_path)}
    command = [sys.executable, "-m", "flask", "--app", "app", "db", "upgrade"]
    starts = [
        subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(3)
    ]
    outputs = [start.communicate(timeout=120)[0] for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0], outputs
    engine = sa.create_engine(parse_database_url(environ["DATABASE_URL"]))
    with engine.connect() as connection:
        assert len(connection.execute(sa.text("SELECT epoch FROM server")).all()) == 1
    engine.dispose()
