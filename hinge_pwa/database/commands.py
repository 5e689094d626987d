"""`flask backup`, `flask restore` and `flask renew-epoch`."""

from datetime import UTC, datetime
from pathlib import Path

import click
import flask_migrate
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext

from . import backups, schema
from .engine import begin_write, db
from .models import server


def init_app(app: Flask) -> None:
    for command in (backup, restore, renew_epoch):
        app.cli.add_command(command)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Copy the SQLite database to the new FILE; the server may run."""
    try:
        backups.save(_database(), file)
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Saved to {file}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Put the backup FILE back; the server may run.

    What the database held until now is kept beside it. Devices bring whatever the backup lacks.
    """
    database = _database()
    revisions = schema.known_revisions(current_app)
    try:
        backups.check(file, revisions)
        if database.exists():
            copy = database.with_name(f"{database.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
            backups.save(database, copy)
            click.echo(f"Kept what was there in {copy}")
        backups.restore(file, database, revisions)
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from None
    flask_migrate.upgrade()
    click.echo(f"Restored from {file}")


@click.command("renew-epoch")
@with_appcontext
def renew_epoch() -> None:
    """After a restore by other means: let every device offer all its records again."""
    begin_write()
    db.session.execute(sa.update(server).values(epoch=backups.new_epoch()))
    db.session.commit()
    click.echo("Renewed: every device will offer all its records at its next sync.")


def _database() -> Path:
    if db.engine.dialect.name != "sqlite":
        raise click.ClickException(
            "This is for SQLite. On PostgreSQL use pg_dump and pg_restore, then `flask renew-epoch`."
        )
    return Path(db.engine.url.database or "")
