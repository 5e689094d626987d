"""Hinge: guides to the hip hinge, a repetition counter, and sync between a person's devices.

`create_app` registers every part of the server: read it first.
"""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from . import accounts, config, database, guides, languages, monitoring, pages, pwa, sharing, sync, web
from .web.application import Application

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Create the application.

    `settings` take precedence over the environment (see config.py); tests use them.
    Raises config.SettingError, languages.LanguageError or guides.GuideError for what can't be used.
    """
    app = Application(
        __name__,
        root_path=str(ROOT),
        instance_path=config.instance_path(settings, ROOT),
        static_folder=None,
    )
    # The order matters: checks of requests run in this order, changes to responses in the reverse one.
    config.load(app, settings)
    monitoring.init_app(app)
    languages.init_app(app)
    web.init_app(app)
    database.init_app(app)
    guides.init_app(app)
    pages.init_app(app)
    pwa.init_app(app)
    accounts.init_app(app)
    sharing.init_app(app)
    sync.init_app(app)
    return app
