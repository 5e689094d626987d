"""How the application starts in earnest: what is wrong ends it with one sentence, before it takes a request."""

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
    """The application. Ends the process with status 1 when it can't be, or can't work with its database.

    A database that is away is no reason: pages and guides need none, and it may come back.
    """
    try:
        app = create_app()
        if not _is_command():
            check_database(app)
    except (SettingError, LanguageError, GuideError, DatabaseError) as error:
        sys.exit(f"Hinge can't start: {error}")
    return app


def check_database(app: Flask) -> None:
    """Raises DatabaseError where migrations are missing. One that is away, or newer, is logged."""
    with app.app_context():
        try:
            with db.engine.connect() as connection:
                found = schema.found_in(connection)
        except sa.exc.DatabaseError as error:
            if not _has_yet_to_be_made(db.engine.url):
                app.logger.warning(
                    "The database can't be reached: all that needs it answers 503 until it can. %s",
                    driver_message(error),
                )
                return
            found = None
        finally:
            db.engine.dispose()  # processes that share this one's memory must not share its connections
        if advice := schema.newer(app, found):
            app.logger.warning("%s.", advice[0].upper() + advice[1:])
        elif advice := schema.older(app, found):
            raise DatabaseError(advice)


def _has_yet_to_be_made(url: sa.URL) -> bool:
    """Whether there is a folder for SQLite's file, and no file."""
    file = Path(url.database or "")
    return url.get_backend_name() == "sqlite" and file.parent.is_dir() and not file.exists()


def _is_command() -> bool:
    """Whether `flask` loads this: its commands make and mend the database."""
    context = click.get_current_context(silent=True)
    return context is not None and context.find_object(ScriptInfo) is not None
