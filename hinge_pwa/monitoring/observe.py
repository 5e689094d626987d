"""Each request timed and given an id, for the log (logs.py) and the metrics (metrics.py).

Without either of them nothing of this stands in a request's way.
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
"""Where the environment of a request says what pattern its address has, if that was not Flask's to find."""
WELL_FORMED = re.compile(r"\A[A-Za-z0-9_-]{8,64}\Z")

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""Of the request that this thread answers, None outside of one."""


class Done(NamedTuple):
    """An answered request, without anything of whose it was."""

    method: str
    """`OTHER` where it is none of METHODS."""
    route: str
    """The pattern of the address, such as `/api/devices/<id>`; empty where there is none."""
    status: int
    seconds: float


class Observed:
    """A WSGI application each of whose answers `watchers` are told about.

    `trusted` says that a proxy stands before it which gives requests their ids.
    """

    def __init__(self, application: Callable[..., Any], trusted: bool) -> None:
        self.watchers: list[Callable[[Done], None]] = []
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
            done = Done(method if method in METHODS else "OTHER", route, status, perf_counter() - began)
            for tell in self.watchers:
                tell(done)
            request_id.reset(context)

    def _id(self, environ: dict[str, Any]) -> str:
        given: str = environ.get("HTTP_X_REQUEST_ID", "")
        return given if self._trusted and WELL_FORMED.match(given) else secrets.token_hex(8)


def watch(app: Flask, tell: Callable[[Done], None]) -> None:
    """Call `tell` after each request of `app`."""
    if not isinstance(app.wsgi_app, Observed):
        app.wsgi_app = Observed(app.wsgi_app, app.config["TRUSTED_PROXIES"] > 0)  # type: ignore[method-assign]
    app.wsgi_app.watchers.append(tell)


def _route(environ: dict[str, Any]) -> str:
    """Until its end, a request stands in its environment, with the pattern that Flask found for it."""
    request = environ.get("werkzeug.request")
    rule = getattr(request, "url_rule", None)
    return str(rule.rule) if rule else str(environ.get(ROUTE, ""))
