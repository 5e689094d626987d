"""Accounts, and how devices sign in to them: cookies, pairing codes, passkeys."""

from flask import Flask

from . import account, devices, limits, pairings, passkeys, sign_ins


def init_app(app: Flask) -> None:
    """Raises config.SettingError."""
    limits.init_app(app)
    sign_ins.init_app(app)
    for module in (account, pairings, passkeys, devices):
        app.register_blueprint(module.blueprint)
