"""What every answer tells the browser that a page may do."""

import base64
import hashlib

from flask import Flask, Request, Response, current_app
from flask.sessions import SessionInterface

PERMISSIONS = (
    "accelerometer=(self), gyroscope=(self), screen-wake-lock=(self), "
    "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
)


class NoSession(SessionInterface):
    """Hinge keeps nothing in Flask's session: its own cookie says who is signed in (sign_ins.py)."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None


def init_app(app: Flask) -> None:
    app.session_interface = NoSession()

    @app.after_request
    def harden(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.mimetype == "text/html":  # the rest is about documents, and would weigh 70 bytes a script
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Content-Security-Policy"] = content_security_policy()
            headers["Permissions-Policy"] = PERMISSIONS
        return response


def content_security_policy() -> str:
    """Only the app's own files, and the import map of base.html by its hash."""
    import_map = _digest(current_app.extensions["assets"].import_map)
    return (
        f"default-src 'self'; script-src 'self' 'sha256-{import_map}'; img-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
