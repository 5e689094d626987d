"""The database, SQLite or PostgreSQL: engine, tables, state of migrations, backups."""

from flask import Flask

from . import commands, engine, models


def init_app(app: Flask) -> None:
    engine.init_app(app)
    models.init_app(app)
    commands.init_app(app)
