import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from hinge_pwa.database.engine import db
from hinge_pwa.database.models import server

from ..conftest import NewApp
from ..support.phones import Phone, record


@pytest.fixture
def sqlite(new_app: NewApp) -> Flask:
    return new_app()


@pytest.fixture
def owner(sqlite: Flask) -> Phone:
    phone = Phone(sqlite.test_client(), "phone")
    phone.make_account()
    return phone


def run(app: Flask, *command: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(word) for word in command])


def epoch(app: Flask) -> str:
    with app.app_context():
        return str(db.session.execute(sa.select(server.c.epoch)).scalar_one())


def test_what_was_backed_up_is_put_back_and_the_devices_bring_the_rest(
    sqlite: Flask, owner: Phone, tmp_path: Path
) -> None:
    tablet = Phone(sqlite.test_client(), "tablet")
    tablet.join(owner)
    owner.edit("00000000-0000-7000-8000-000000000001", 1)
    owner.sync()
    assert run(sqlite, "backup", tmp_path / "backup").output == f"Saved to {tmp_path}/backup\n"
    owner.edit("00000000-0000-7000-8000-000000000002", 1)
    owner.delete("00000000-0000-7000-8000-000000000001", 2)
    owner.sync()
    tablet.sync()
    before = epoch(sqlite)

    restored = run(sqlite, "restore", tmp_path / "backup")
    assert restored.exit_code == 0, restored.output
    assert epoch(sqlite) != before
    assert len(Phone(owner.client, "fresh").pull()["changes"]) == 1
    assert tablet.post(tablet.cursor).status_code == 409
    tablet.sync()
    fresh = Phone(owner.client, "fresh")
    fresh.sync()
    assert fresh.records == owner.records == tablet.records
    owner.sync()
    assert owner.sync() == tablet.sync() == 0


def test_a_restore_keeps_what_was_there(sqlite: Flask, owner: Phone, tmp_path: Path) -> None:
    run(sqlite, "backup", tmp_path / "backup")
    sent = record()
    owner.push(sent)
    run(sqlite, "restore", tmp_path / "backup")
    assert owner.pull()["changes"] == []
    (kept,) = (tmp_path / "instance").glob("hinge.db.before-restore-*")
    run(sqlite, "restore", kept)
    assert owner.pull()["changes"] == [sent]


def test_a_backup_is_one_file_for_its_owner_alone(sqlite: Flask, tmp_path: Path) -> None:
    (folder := tmp_path / "backups").mkdir()
    run(sqlite, "backup", folder / "backup")
    assert [path.name for path in folder.iterdir()] == ["backup"]
    assert stat.S_IMODE((folder / "backup").stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(sqlite: Flask, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("precious")
    answer = run(sqlite, "backup", tmp_path / "backup")
    assert answer.exit_code == 1
    assert "exists already: choose another name" in answer.output
    assert (tmp_path / "backup").read_text() == "precious"


def test_a_folder_that_is_not_there_is_named(sqlite: Flask, tmp_path: Path) -> None:
    answer = run(sqlite, "backup", tmp_path / "nowhere" / "backup")
    assert answer.exit_code == 1
    assert f"{tmp_path}/nowhere can't be written" in answer.output


def nothing(file: Path) -> None:
    pass


def text(file: Path) -> None:
    file.write_text("no database " * 100)


def other_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (id)")


def damaged(file: Path) -> None:
    content = bytearray(file.with_name("good").read_bytes())
    content[5000:40000] = b"\x07" * 35000
    file.write_bytes(content)


def newer(file: Path) -> None:
    file.write_bytes(file.with_name("good").read_bytes())
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(("make", "words"), [
    (nothing, "is not there"), (text, "is not an SQLite database"), (other_program, "not one of Hinge"),
    (damaged, ""), (newer, "made by a newer version"),
])  # fmt: skip
def test_nonsense_is_not_restored(sqlite: Flask, owner: Phone, tmp_path: Path, make: object, words: str) -> None:
    sent = record()
    owner.push(sent)
    assert run(sqlite, "backup", tmp_path / "good").exit_code == 0
    make(tmp_path / "bad")  # type: ignore[operator]
    before = epoch(sqlite)
    answer = run(sqlite, "restore", tmp_path / "bad")
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
    assert words in answer.output
    assert epoch(sqlite) == before
    assert owner.pull()["changes"] == [sent]


def test_a_renewed_epoch_makes_every_device_offer_all_it_has(app: Flask, phone: Phone) -> None:
    phone.edit("00000000-0000-7000-8000-000000000001", 1)
    phone.sync()
    assert run(app, "renew-epoch").exit_code == 0
    assert phone.post(phone.cursor).status_code == 409
    assert phone.sync() == 1
    assert phone.sync() == 0


def test_on_postgresql_its_own_programs_are_recommended(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite has the commands")
    for command in ("backup", "restore"):
        answer = run(app, command, tmp_path / "backup")
        assert answer.exit_code == 1
        assert "pg_dump" in answer.output
