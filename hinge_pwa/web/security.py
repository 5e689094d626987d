"""Security headers of every response, and the check of TRUSTED_HOSTS.

docs/security.md says what each header is for. The service worker caches them together with the page.
"""

import base64
import hashlib

from flask import Flask, Request, Response, current_app, g, request
from flask.sessions import SessionInterface
from werkzeug.exceptions import SecurityError

from .errors import ApiError

ALLOWED = ("accelerometer", "clipboard-write", "gyroscope", "publickey-credentials-create",
           "publickey-credentials-get", "screen-wake-lock")  # fmt: skip
DENIED = ("camera", "display-capture", "geolocation", "hid", "magnetometer",
          "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking")  # fmt: skip
PERMISSIONS = ", ".join([*(f"{name}=(self)" for name in ALLOWED), *(f"{name}=()" for name in DENIED)])

HEADERS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
"""Sent with every response."""

YEAR = 365 * 24 * 60 * 60
"""Seconds."""

STRICT_TRANSPORT_SECURITY = f"max-age={YEAR}"

TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types"

# `worker` is the only Trusted Types policy, in static/js/pwa/offline.js; `blob:` is for the QR code of a pairing.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src {styles}; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'none'; {TRUSTED_TYPES} worker"
)
WORKER_POLICY = f"default-src 'none'; connect-src 'self'; {TRUSTED_TYPES} 'none'"
SVG_POLICY = "default-src 'none'; frame-ancestors 'none'"  # an SVG file that is opened directly is a document


class NoSession(SessionInterface):
    """Turns Flask's session off: Hinge has a sign-in cookie of its own (sign_ins.py)."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None


def init_app(app: Flask) -> None:
    app.session_interface = NoSession()
    app.before_request(reject_untrusted_host)
    app.after_request(add_security_headers)


def reject_untrusted_host() -> None:
    """Runs before any cached response is sent. Werkzeug has compared the name with TRUSTED_HOSTS."""
    if isinstance(request.routing_exception, SecurityError):
        raise ApiError(400, "invalid_request", "This server is not known by that name: see its setting TRUSTED_HOSTS.")


def add_security_headers(response: Response) -> Response:
    headers = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if request.is_secure:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT_SECURITY
    # The other headers matter only for what a browser opens as a document; with each script they would add 700 bytes.
    if response.mimetype == "text/html":
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = PERMISSIONS
        headers.setdefault("Content-Security-Policy", _page_policy())  # a copy brings its own
    elif request.endpoint == "pwa.worker":
        headers["Content-Security-Policy"] = WORKER_POLICY
    elif response.mimetype == "image/svg+xml":
        headers["Content-Security-Policy"] = SVG_POLICY
    return response


def _page_policy() -> str:
    """Allows the scripts and the style that stand in the page which was rendered in this request."""
    style = g.get("style")
    return PAGE_POLICY.format(
        scripts=" ".join(map(_digest, inline_scripts())), styles=_digest(style) if style else "'none'"
    )


def inline_scripts() -> tuple[str, str]:
    """What stands in every page: the script that runs first, and the import map."""
    assets = current_app.extensions["assets"]
    return assets.early, assets.import_map


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
