"""The Flask application, with a hook that can answer requests before Flask does."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from . import hosts


class Application(Flask):
    shortcut: Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes] | None] | None = None
    """A WSGI application that is called first, inside all middleware. Returns None to leave a request to Flask."""

    before_each_request: Callable[[], None] | None = None
    """Called before each request, so that interrupted background work is resumed."""

    def wsgi_app(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        # granian sets "" where there is no Host header, as in health checks by HTTP/1.0
        if host := environ.pop("HTTP_HOST", ""):
            environ["HTTP_HOST"] = hosts.normalize(host)
        if self.before_each_request:
            self.before_each_request()
        answer = self.shortcut(environ, start_response) if self.shortcut else None
        return super().wsgi_app(environ, start_response) if answer is None else answer
