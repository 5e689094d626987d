"""GET /metrics for Prometheus, where METRICS_TOKEN is set, for who shows it as a bearer token."""

import hmac

from flask import Flask, Response, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from ..web.version import version_of
from .health import is_well
from .observe import Done, watch

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
PUSHES = (1, 2, 4, 8, 16)


class Metrics:
    """What this process counts. With several processes each counts for itself, and Prometheus adds up."""

    def __init__(self, version: str) -> None:
        self.registry = registry = CollectorRegistry()
        self.requests = Counter("hinge_requests", "Requests answered", ("method", "route", "status"), registry=registry)
        self.durations = Histogram(
            "hinge_request_seconds", "Time to the answer", ("route",), buckets=SECONDS, registry=registry
        )
        self.records = Counter("hinge_records", "Records in syncs", ("what",), registry=registry)
        self.taken, self.sent, self.rejected = (self.records.labels(what) for what in ("taken", "sent", "rejected"))
        self.commits = Histogram(
            "hinge_commit_pushes", "Pushes in one commit to SQLite", buckets=PUSHES, registry=registry
        )
        self.waiting = Gauge("hinge_pushes_waiting", "Pushes that wait for their commit to SQLite", registry=registry)
        self.database = Gauge("hinge_database_up", "1 while the database answers, else 0", registry=registry)
        Gauge("hinge_build", "Always 1", ("version",), registry=registry).labels(version).set(1)
        ProcessCollector(registry=registry)

    def answered(self, done: Done) -> None:
        self.requests.labels(done.method, done.route, str(done.status)).inc()
        self.durations.labels(done.route).observe(done.seconds)

    def synced(self, taken: int, sent: int, rejected: int) -> None:
        self.taken.inc(taken)
        self.sent.inc(sent)
        self.rejected.inc(rejected)


def init_app(app: Flask) -> None:
    """Without the setting there is no such address."""
    token: str = app.config["METRICS_TOKEN"]
    if not token:
        return
    metrics = app.extensions["metrics"] = Metrics(version_of(app))
    watch(app, metrics.answered)

    @app.get("/metrics")
    def show() -> Response:
        sent = request.headers.get("Authorization", "")
        if not hmac.compare_digest(sent.encode(), f"Bearer {token}".encode()):
            return Response("Send METRICS_TOKEN as a bearer token.\n", 401, {"WWW-Authenticate": "Bearer"})
        metrics.database.set(is_well())
        answer = Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)
        answer.headers["Cache-Control"] = "no-store"
        return answer
