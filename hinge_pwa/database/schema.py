"""Which state of the schema a database is in, and what to do where this version needs another."""

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app

from .engine import db, driver_message
from .faults import is_of_schema

UPGRADE = "run `flask --app app db upgrade`"


def known(app: Flask) -> set[str]:
    """The states that this version can make."""
    return {script.revision for script in _scripts(app).walk_revisions()}


def newer(app: Flask, found: str | None) -> str | None:
    """What to do, as a sentence without its full stop, where a newer version made a database at `found`."""
    if found is None or found in known(app):
        return None
    return (
        f"the database was made by a newer version of Hinge ({found}): update this one,"
        " or put back a backup that this version made"
    )


def older(app: Flask, found: str | None) -> str | None:
    """What to do where migrations are missing."""
    if found is None:
        return f"the database has no tables yet: {UPGRADE}"
    if found in known(app) and found != (head := _scripts(app).get_current_head()):
        return f"the database is at {found}, and this version needs {head}: {UPGRADE}"
    return None


def found_in(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def explained(error: sa.exc.SQLAlchemyError) -> str:
    """What a database said, for the log, and what to do where it lacks a table or a column."""
    said = driver_message(error)
    if not isinstance(error, sa.exc.DBAPIError) or not is_of_schema(error.orig):
        return said
    try:
        with db.engine.connect() as connection:
            found = found_in(connection)
    except sa.exc.SQLAlchemyError:
        return said
    advice = newer(current_app, found) or older(current_app, found)
    return f"{said}; {advice}" if advice else said


def _scripts(app: Flask) -> ScriptDirectory:
    return ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
