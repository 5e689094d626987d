"""GET /metrics for Prometheus: exists where METRICS_TOKEN is set, which the request must send as bearer token."""

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
from .health import is_database_ready
from .observe import RequestSummary, watch

DURATION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds."""
COMMIT_BUCKETS = (1, 2, 4, 8, 16)
"""Pushes."""


class Metrics:
    """The metrics of this process. Each of several processes has its own, and Prometheus adds them up."""

    def __init__(self, version: str) -> None:
        self.registry = registry = CollectorRegistry()
        self.requests = Counter("hinge_requests", "Requests answered", ("method", "route", "status"), registry=registry)
        self.durations = Histogram(
            "hinge_request_seconds", "Time to the answer", ("route",), buckets=DURATION_BUCKETS, registry=registry
        )
        self.records = Counter("hinge_records", "Records in syncs", ("what",), registry=registry)
        self.pushed, self.pulled, self.rejected = (self.records.labels(what) for what in ("taken", "sent", "rejected"))
        self.commits = Histogram(
            "hinge_commit_pushes", "Pushes in one commit to SQLite", buckets=COMMIT_BUCKETS, registry=registry
        )
        self.waiting = Gauge("hinge_pushes_waiting", "Pushes that wait for their commit to SQLite", registry=registry)
        self.database = Gauge("hinge_database_up", "1 while the database answers, else 0", registry=registry)
        Gauge("hinge_build", "Always 1", ("version",), registry=registry).labels(version).set(1)
        ProcessCollector(registry=registry)

    def count_request(self, summary: RequestSummary) -> None:
        self.requests.labels(summary.method, summary.route, str(summary.status)).inc()
        self.durations.labels(summary.route).observe(summary.seconds)

    def count_sync(self, pushed: int, pulled: int, rejected: int) -> None:
        self.pushed.inc(pushed)
        self.pulled.inc(pulled)
        self.rejected.inc(rejected)


def init_app(app: Flask) -> None:
    """Adds no route where METRICS_TOKEN is empty."""
    token: str = app.config["METRICS_TOKEN"]
    if not token:
        return
    metrics = app.extensions["metrics"] = Metrics(version_of(app))
    watch(app, metrics.count_request)

    @app.get("/metrics")
    def show() -> Response:
        header = request.headers.get("Authorization", "")
        if not hmac.compare_digest(header.encode(), f"Bearer {token}".encode()):
            return Response("Send METRICS_TOKEN as a bearer token.\n", 401, {"WWW-Authenticate": "Bearer"})
        metrics.database.set(is_database_ready())
        answer = Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)
        answer.headers["Cache-Control"] = "no-store"
        return answer
