"""Security headers of every response, and the check of TRUSTED_HOSTS.

docs/security.md says what each header is for. The service worker caches them together with the page.
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
"""Sent with every response."""

YEAR = 365 * 24 * 60 * 60
"""Seconds."""

STRICT_TRANSPORT_SECURITY = f"max-age={YEAR}"

TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types"

# `worker` is the only Trusted Types policy, in static/js/pwa/offline.js; `blob:` is for the QR code of a pairing.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'sha256-{import_map}'; style-src 'self'; img-src 'self' blob:; "
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
    app.add_template_global(policy_in_page)
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
        headers.update(of_a_page())
    elif request.endpoint == "pwa.worker":
        headers["Content-Security-Policy"] = WORKER_POLICY
    elif response.mimetype == "image/svg+xml":
        headers["Content-Security-Policy"] = SVG_POLICY
    return response


def of_a_page() -> dict[str, str]:
    """The headers of an HTML page, beside those of every response."""
    return {
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Content-Security-Policy": PAGE_POLICY.format(import_map=_digest(import_map())),
    }


def policy_in_page() -> str:
    """The Content-Security-Policy without what browsers heed in a header alone."""
    return of_a_page()["Content-Security-Policy"].replace("frame-ancestors 'none'; ", "")


def import_map() -> str:
    text: str = current_app.extensions["assets"].import_map
    return text


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
