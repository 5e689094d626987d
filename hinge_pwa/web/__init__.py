"""What every answer needs: the shape of errors, the Host header, security headers, the rules of /api/."""

from flask import Flask

from . import api, errors, hosts, security


def init_app(app: Flask) -> None:
    """The checks of a request run in this order: a host that names nothing is refused before all others."""
    errors.init_app(app)
    hosts.init_app(app)
    security.init_app(app)
    api.init_app(app)
