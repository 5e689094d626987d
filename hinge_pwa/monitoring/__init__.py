"""Monitoring for operators: logs, GET /healthz, GET /metrics."""

from flask import Flask

from . import health, logs, metrics


def init_app(app: Flask) -> None:
    logs.init_app(app)
    health.init_app(app)
    metrics.init_app(app)
