"""Checks the Host header, the name under which the browser reached this server.

Links, redirects and passkeys are made with it. An invalid one is rejected with 400 (RFC 9112, 3.2), because code that
reads it later would raise. A missing or empty one is no error: health checks by HTTP/1.0 send none.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import BadRequest, SecurityError
from werkzeug.sansio.utils import get_host

from .errors import ApiError


def init_app(app: Flask) -> None:
    app.before_request(reject_invalid_host)


def reject_invalid_host() -> None:
    header = request.environ.get("HTTP_HOST")
    if header is None or is_valid(header):
        return
    if request.path.startswith("/api/"):
        raise ApiError(400, "invalid_request", "The Host header must name this server.")
    raise BadRequest


def normalize(header: str) -> str:
    """Lower case, without the trailing dot of a fully qualified name: DNS treats these as equal."""
    name, colon, port = header.lower().partition(":")
    return f"{name.removesuffix('.')}{colon}{port}"


@lru_cache(maxsize=64)
def is_valid(header: str, trusted: tuple[str, ...] | None = None) -> bool:
    """Whether the header names a host: if `trusted` is given, one of these."""
    try:
        return bool(get_host("http", header, trusted_hosts=trusted) and urlsplit(f"http://{header}").hostname)
    except (ValueError, SecurityError):  # no IPv6 address in the brackets; a host that is not trusted
        return False
