"""Flask, with a shortcut before it."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from . import hosts


class Application(Flask):
    shortcut: Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes] | None] | None = None
    """Asked first, within all that is put around the application: answers a request, or leaves it to Flask."""

    before_each_request: Callable[[], None] | None = None
    """Called first: background work that was interrupted goes on while there are requests."""

    def wsgi_app(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        # granian says "" for none, as in a check of health by HTTP/1.0
        if host := environ.pop("HTTP_HOST", ""):
            environ["HTTP_HOST"] = hosts.plain(host)
        if self.before_each_request:
            self.before_each_request()
        answer = self.shortcut(environ, start_response) if self.shortcut else None
        return super().wsgi_app(environ, start_response) if answer is None else answer
