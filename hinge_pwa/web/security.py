"""What every answer tells the browser that a page may do, and by which name this server may be asked.

docs/security.md says what each header is for. A phone keeps them together with the page.
"""

import base64
import hashlib

from flask import Flask, Request, Response, current_app, request
from flask.sessions import SessionInterface
from werkzeug.exceptions import SecurityError

from .errors import ApiError

ALLOWED = ("accelerometer", "clipboard-write", "gyroscope", "publickey-credentials-create",
           "publickey-credentials-get", "screen-wake-lock")  # fmt: skip
DENIED = ("camera", "display-capture", "geolocation", "hid", "magnetometer",
          "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking")  # fmt: skip
PERMISSIONS = ", ".join([*(f"{name}=(self)" for name in ALLOWED), *(f"{name}=()" for name in DENIED)])

HEADERS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
"""Of every answer."""

YEAR = 365 * 24 * 60 * 60
"""Seconds."""

STAY_SECURE = f"max-age={YEAR}"

NO_HTML_OF_TEXT = "require-trusted-types-for 'script'; trusted-types"

# `worker` is the one policy, in static/js/pwa/offline.js; `blob:` is the picture of a pairing code.
PAGE = (
    "default-src 'none'; script-src 'self' 'sha256-{import_map}'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'none'; {NO_HTML_OF_TEXT} worker"
)
WORKER = f"default-src 'none'; connect-src 'self'; {NO_HTML_OF_TEXT} 'none'"
PICTURE = "default-src 'none'; frame-ancestors 'none'"  # in SVG, opened by itself, is a document


class NoSession(SessionInterface):
    """Hinge keeps nothing in Flask's session: its own cookie says who is signed in (sign_ins.py)."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None


def init_app(app: Flask) -> None:
    app.session_interface = NoSession()
    app.before_request(refuse_other_names)
    app.after_request(harden)


def refuse_other_names() -> None:
    """Before anything is answered from memory. Werkzeug has compared the name with TRUSTED_HOSTS."""
    if isinstance(request.routing_exception, SecurityError):
        raise ApiError(400, "invalid_request", "This server is not known by that name: see its setting TRUSTED_HOSTS.")


def harden(response: Response) -> Response:
    headers = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if request.is_secure:
        headers["Strict-Transport-Security"] = STAY_SECURE
    # The rest is about what a browser shows or runs by itself: it would weigh 700 bytes a script.
    if response.mimetype == "text/html":
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = PERMISSIONS
        headers["Content-Security-Policy"] = PAGE.format(import_map=_digest(import_map()))
    elif request.endpoint == "pwa.worker":
        headers["Content-Security-Policy"] = WORKER
    elif response.mimetype == "image/svg+xml":
        headers["Content-Security-Policy"] = PICTURE
    return response


def import_map() -> str:
    text: str = current_app.extensions["assets"].import_map
    return text


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
