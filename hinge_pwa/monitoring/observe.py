"""Times each request and gives it an id, for the log (logs.py) and the metrics (metrics.py).

Where neither is switched on, requests do not pass through this module.
"""

import re
import secrets
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from time import perf_counter
from typing import Any, NamedTuple

from flask import Flask

METHODS = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
HEADER = "X-Request-ID"
ROUTE = "hinge.route"
"""Key in the WSGI environ: the URL rule of a request that Flask did not route."""
WELL_FORMED = re.compile(r"\A[A-Za-z0-9_-]{8,64}\Z")

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that this thread answers; None outside of requests."""


class RequestSummary(NamedTuple):
    """What is logged and counted of an answered request: nothing that identifies a person."""

    method: str
    """One of METHODS, or `OTHER`."""
    route: str
    """The URL rule, such as `/api/devices/<id>`; empty where no route matched."""
    status: int
    seconds: float


class RequestObserver:
    """WSGI middleware that calls each of `callbacks` after a request.

    `trusted`: a proxy in front sets X-Request-ID, so the header is used.
    """

    def __init__(self, application: Callable[..., Any], trusted: bool) -> None:
        self.callbacks: list[Callable[[RequestSummary], None]] = []
        self._application = application
        self._trusted = trusted

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        began = perf_counter()
        id = self._id(environ)
        status, route = 500, ""

        def start(line: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal status, route
            status, route = int(line[:3]), _route(environ)
            if status >= 400 or environ["PATH_INFO"].startswith("/api/"):
                headers.append((HEADER, id))
            return start_response(line, headers, *error)

        context = request_id.set(id)
        try:
            answer: Iterable[bytes] = self._application(environ, start)
            return answer
        finally:
            method = environ["REQUEST_METHOD"]
            summary = RequestSummary(method if method in METHODS else "OTHER", route, status, perf_counter() - began)
            for callback in self.callbacks:
                callback(summary)
            request_id.reset(context)

    def _id(self, environ: dict[str, Any]) -> str:
        header: str = environ.get("HTTP_X_REQUEST_ID", "")
        return header if self._trusted and WELL_FORMED.match(header) else secrets.token_hex(8)


def watch(app: Flask, callback: Callable[[RequestSummary], None]) -> None:
    """Call `callback` after each request of `app`."""
    if not isinstance(app.wsgi_app, RequestObserver):
        app.wsgi_app = RequestObserver(app.wsgi_app, app.config["TRUSTED_PROXIES"] > 0)  # type: ignore[method-assign]
    app.wsgi_app.callbacks.append(callback)


def _route(environ: dict[str, Any]) -> str:
    """Werkzeug keeps the request in its WSGI environ until it ends; Flask sets its URL rule."""
    request = environ.get("werkzeug.request")
    rule = getattr(request, "url_rule", None)
    return str(rule.rule) if rule else str(environ.get(ROUTE, ""))
