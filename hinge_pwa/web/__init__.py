"""What every response needs: the format of errors, the check of the Host header, security headers, rules of /api/."""

from flask import Flask

from . import api, errors, hosts, security


def init_app(app: Flask) -> None:
    """Requests are checked in this order: an invalid Host header is rejected first."""
    errors.init_app(app)
    hosts.init_app(app)
    security.init_app(app)
    api.init_app(app)
