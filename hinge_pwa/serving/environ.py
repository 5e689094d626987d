"""A request as WSGI describes it, from what RSGI tells."""

import sys
from io import BytesIO
from typing import Any

NAMES = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
"""Those of headers that have no HTTP_ before them."""

BASE = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}


def describe(scope: Any) -> dict[str, Any]:
    """The environment of the request, with an empty body."""
    host, port = split(scope.server)
    environ = {
        **BASE,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "REMOTE_ADDR": split(scope.client)[0],
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(),
    }
    headers = scope.headers
    for name in headers.keys():  # noqa: SIM118 - no dict
        if "_" in name:  # it would be taken for the one with a hyphen, which a proxy may have set
            continue
        key = NAMES.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        # A value that is not ASCII is left out of these, but not the name: a check that asks for it must not miss it.
        environ[key] = (";" if name == "cookie" else ",").join(headers.get_all(name))
    return environ


def split(address: str) -> tuple[str, str]:
    """The host and the port of `127.0.0.1:80` or `[::1]:80`."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port
