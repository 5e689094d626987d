import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa.database.engine import db


def test_sqlite_has_written_a_commit_to_disk_when_it_returns(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL does by default")
        pragmas = [db.session.execute(sa.text(f"PRAGMA {name}")).scalar_one() for name in
                   ("journal_mode", "synchronous", "foreign_keys", "secure_delete")]  # fmt: skip
    assert pragmas == ["wal", 2, 1, 1]
