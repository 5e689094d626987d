"""The Host header, in which the browser says by what name it knows this server.

Links, redirects and passkeys are made with it. One that names no host is refused with 400 (RFC 9112, 3.2), for whoever
reads it later would raise. None at all, or an empty one, is no error: checks of health by HTTP/1.0 send none.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import BadRequest, SecurityError
from werkzeug.sansio.utils import get_host

from .errors import ApiError


def init_app(app: Flask) -> None:
    app.before_request(refuse_nameless)


def refuse_nameless() -> None:
    header = request.environ.get("HTTP_HOST")
    if header is None or is_known(header):
        return
    if request.path.startswith("/api/"):
        raise ApiError(400, "invalid_request", "The Host header must name this server.")
    raise BadRequest


def plain(header: str) -> str:
    """As DNS compares names: in lower case, without the dot that may end a full one."""
    name, colon, port = header.lower().partition(":")
    return f"{name.removesuffix('.')}{colon}{port}"


@lru_cache(maxsize=64)
def is_known(header: str, trusted: tuple[str, ...] | None = None) -> bool:
    """Whether the header names a host, and one of `trusted` if any are given."""
    try:
        return bool(get_host("http", header, trusted_hosts=trusted) and urlsplit(f"http://{header}").hostname)
    except (ValueError, SecurityError):  # brackets around what is no address of IPv6; another host
        return False
