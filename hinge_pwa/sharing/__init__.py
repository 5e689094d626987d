"""SMART Health Links: encrypted files that a person hands to a clinic by a link. See docs/health-links.md."""

from flask import Flask

from . import health_links


def init_app(app: Flask) -> None:
    """Adds no route where HEALTH_LINKS is off."""
    if app.config["HEALTH_LINKS"]:
        app.register_blueprint(health_links.blueprint)
