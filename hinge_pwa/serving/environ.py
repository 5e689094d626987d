"""Converts RSGI's scope of a request to a WSGI environ."""

import sys
from io import BytesIO
from typing import Any

NAMES = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
"""Headers whose keys have no prefix HTTP_."""

UNREADABLE_COOKIE = "hinge.unreadable-cookie"
"""Key in the WSGI environ of a request whose cookies granian can't give, because one of them is not ASCII."""

BASE = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}


def make_environ(scope: Any) -> dict[str, Any]:
    """The WSGI environ of the request, with an empty body."""
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
    for name in headers.keys():  # noqa: SIM118 - it is no dict
        if "_" in name:  # WSGI can't tell it from the one with a hyphen, which a proxy may have set
            continue
        key = NAMES.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        # get_all() leaves out values that are not ASCII. The key is set even so, because checks test for its presence.
        values = headers.get_all(name)
        environ[key] = (";" if name == "cookie" else ",").join(values)
        if name == "cookie" and not values:
            environ[UNREADABLE_COOKIE] = True
    return environ


def split(address: str) -> tuple[str, str]:
    """The host and the port of `127.0.0.1:80` or `[::1]:80`."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port
