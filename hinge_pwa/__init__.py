"""Hinge: guides to the hip hinge, a repetition counter, and a place where a person's phones meet.

`create_app` is the table of contents of the server.
"""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from . import (
    accounts,
    api,
    assets,
    commands,
    config,
    contact_sheet,
    errors,
    guides,
    health,
    hosts,
    indentation,
    languages,
    logs,
    metrics,
    models,
    pages,
    public,
    pwa,
    references,
    security,
    sync,
)
from .application import Application

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Make the application.

    `settings` go before those of the environment (see config.py); tests use them.
    Raises config.SettingError, languages.LanguageError or guides.GuideError when something it was given can't be used.
    """
    app = Application(
        __name__,
        root_path=str(ROOT),
        instance_path=config.instance_path(settings, ROOT),
        static_folder=None,
    )
    config.load(app, settings)
    logs.init_app(app)
    indentation.init_app(app)
    languages.init_app(app)
    errors.init_app(app)
    hosts.init_app(app)
    models.init_app(app)
    security.init_app(app)
    public.init_app(app)

    references.init_app(app)
    guides.init_app(app)
    assets.init_app(app)
    pages.init_app(app)
    pwa.init_app(app)

    api.init_app(app)
    accounts.init_app(app)
    sync.init_app(app)
    health.init_app(app)
    metrics.init_app(app)
    commands.init_app(app)
    contact_sheet.init_app(app)
    return app
