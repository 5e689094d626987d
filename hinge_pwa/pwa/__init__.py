"""Makes Hinge installable and able to work offline: assets, manifest, service worker, cached responses."""

from flask import Flask

from . import assets, camera_pack, responses, worker


def init_app(app: Flask) -> None:
    responses.init_app(app)
    assets.init_app(app)
    camera_pack.init_app(app)
    worker.init_app(app)
