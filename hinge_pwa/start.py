"""Starts the application for a server. Wrong settings or a wrong database end the process with one sentence.

It changes no database: `flask --app app db upgrade` does, before it (Makefile,
deploy/hinge.service), by migrations/env.py.
"""

import sys
from pathlib import Path

import click
import sqlalchemy as sa
from flask import Flask
from flask.cli import ScriptInfo

from . import create_app
from .config import SettingError
from .database import schema
from .database.engine import db, driver_message
from .guides import GuideError
from .languages import LanguageError


class DatabaseError(Exception):
    """A database that this version can't work with. The message says what to do."""


def start() -> Flask:
    """The application. Ends the process with status 1 if it can't be created or can't use its database.

    A database that can't be reached does not end it: pages and guides work without, and it may come back.
    """
    try:
        app = create_app()
        if not _is_command():
            check_database(app)
    except (SettingError, LanguageError, GuideError, DatabaseError) as error:
        sys.exit(f"Hinge can't start: {error}")
    return app


def check_database(app: Flask) -> None:
    """Raises DatabaseError if migrations have yet to run. Logs a database that can't be reached or is newer."""
    with app.app_context():
        try:
            with db.engine.connect() as connection:
                revision = schema.current_revision(connection)
        except sa.exc.DatabaseError as error:
            if not _is_missing_file(db.engine.url):
                app.logger.warning(
                    "The database can't be reached: all that needs it answers 503 until it can. %s",
                    driver_message(error),
                )
                return
            revision = None
        finally:
            db.engine.dispose()  # a forked process must not share connections with this one
        if advice := schema.advice_if_newer(app, revision):
            app.logger.warning("%s.", advice[0].upper() + advice[1:])
        elif advice := schema.advice_if_older(app, revision):
            raise DatabaseError(advice)


def _is_missing_file(url: sa.URL) -> bool:
    """Whether SQLite's file is missing in a folder that exists."""
    file = Path(url.database or "")
    return url.get_backend_name() == "sqlite" and file.parent.is_dir() and not file.exists()


def _is_command() -> bool:
    """Whether a `flask` command loads this: these commands create and migrate the database."""
    context = click.get_current_context(silent=True)
    return context is not None and context.find_object(ScriptInfo) is not None
