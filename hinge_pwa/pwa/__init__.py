"""Makes Hinge installable and able to work offline: assets, manifest, service worker, cached responses."""

from flask import Flask

from . import assets, responses, worker


def init_app(app: Flask) -> None:
    responses.init_app(app)
    assets.init_app(app)
    worker.init_app(app)
