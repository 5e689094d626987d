"""The Alembic revision of a database, and what to do where this version of Hinge needs another one."""

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app

from .engine import db, driver_message
from .faults import is_schema_mismatch

UPGRADE = "run `flask --app app db upgrade`"


def known_revisions(app: Flask) -> set[str]:
    """The revisions that this version's migrations lead to."""
    return {script.revision for script in _scripts(app).walk_revisions()}


def advice_if_newer(app: Flask, revision: str | None) -> str | None:
    """A sentence without its full stop that says what to do, if a newer version of Hinge made `revision`; else None."""
    if revision is None or revision in known_revisions(app):
        return None
    return (
        f"the database was made by a newer version of Hinge ({revision}): update this one,"
        " or put back a backup that this version made"
    )


def advice_if_older(app: Flask, revision: str | None) -> str | None:
    """As `advice_if_newer`, if migrations have yet to run; `revision` is None where there are no tables."""
    if revision is None:
        return f"the database has no tables yet: {UPGRADE}"
    if revision in known_revisions(app) and revision != (head := _scripts(app).get_current_head()):
        return f"the database is at {revision}, and this version needs {head}: {UPGRADE}"
    return None


def current_revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def message_with_advice(error: sa.exc.SQLAlchemyError) -> str:
    """The driver's message, for the log, and what to do if a table or column is missing."""
    message = driver_message(error)
    if not isinstance(error, sa.exc.DBAPIError) or not is_schema_mismatch(error.orig):
        return message
    try:
        with db.engine.connect() as connection:
            revision = current_revision(connection)
    except sa.exc.SQLAlchemyError:
        return message
    advice = advice_if_newer(current_app, revision) or advice_if_older(current_app, revision)
    return f"{message}; {advice}" if advice else message


def _scripts(app: Flask) -> ScriptDirectory:
    return ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
