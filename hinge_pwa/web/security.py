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

WITH_CAMERA = ("pages.practice", "pages.depth")
"""The endpoints of the pages that may use the camera, and run what finds a person's joints in its picture."""

CAMERA_PERMISSIONS = PERMISSIONS.replace("camera=()", "camera=(self)")

HEADERS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
"""Sent with every response."""

YEAR = 365 * 24 * 60 * 60
"""Seconds."""

STRICT_TRANSPORT_SECURITY = f"max-age={YEAR}"

TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types"

# `worker` is the Trusted Types policy of every page, in static/js/pwa/offline.js, and `model` that of pages with a
# camera, in static/js/camera/model.js; `blob:` is for the QR code of a pairing.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'{wasm} {scripts}; style-src 'self' {styles}; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    f"{{frames}}; {TRUSTED_TYPES} worker{{model}}"
)
READ_BY_ALL = {"guides/index.html": ("figure", "guide"), "guides/guide.html": ("figure", "paper", "guide", "safety")}
READ_WITH_CAMERA = {"depth/depth.html": ("figure", "practice")}
"""The styles of the pages that scripts read (static/js/page/document.js), by template: the list of guides, a guide, and
the retest for the camera's words. A browser holds them against the policy of the page that reads them."""

FRAME_POLICY = "frame-ancestors 'none'"
CAMERA_MODEL = "js/camera/model-worker.js"
"""The worker that gets the camera's pictures. It can send nothing anywhere."""
CAMERA_MODEL_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"
WORKER_POLICY = f"default-src 'none'; connect-src 'self'; {TRUSTED_TYPES} 'none'"
SVG_POLICY = f"default-src 'none'; {FRAME_POLICY}"  # an SVG file that is opened directly is a document


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
        for name, value in of_a_page(has_camera=request.endpoint in WITH_CAMERA).items():
            headers.setdefault(name, value)  # a copy brings its own policy
    elif request.endpoint == "pwa.worker":
        headers["Content-Security-Policy"] = WORKER_POLICY
    elif request.path == current_app.extensions["assets"].urls.get(CAMERA_MODEL):
        headers["Content-Security-Policy"] = CAMERA_MODEL_POLICY
    elif response.mimetype == "image/svg+xml":
        headers["Content-Security-Policy"] = SVG_POLICY
    return response


def of_a_page(*, has_camera: bool) -> dict[str, str]:
    """The headers of an HTML page, beside those of every response."""
    return {
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": CAMERA_PERMISSIONS if has_camera else PERMISSIONS,
        "Content-Security-Policy": page_policy(has_camera=has_camera),
    }


def policy_in_page() -> str:
    """The Content-Security-Policy of this page without what browsers heed in a header alone."""
    return page_policy(has_camera=request.endpoint in WITH_CAMERA).replace(f"{FRAME_POLICY}; ", "")


def page_policy(*, has_camera: bool) -> str:
    """Allows the scripts and the style that stand in the page which was rendered in this request."""
    camera = {"wasm": " 'wasm-unsafe-eval'", "model": " model"} if has_camera else {"wasm": "", "model": ""}
    scripts = " ".join(map(_digest, inline_scripts()))
    style = current_app.extensions["assets"].style
    read = [style(*names) for names in (READ_BY_ALL | (READ_WITH_CAMERA if has_camera else {})).values()]
    own_and_read = dict.fromkeys((g.get("style", ""), *read))
    return PAGE_POLICY.format(
        scripts=scripts, styles=" ".join(map(_digest, own_and_read)), frames=FRAME_POLICY, **camera
    )


def inline_scripts() -> tuple[str, str]:
    """What stands in every page: the script that runs first, and the import map."""
    assets = current_app.extensions["assets"]
    return assets.early, assets.import_map


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
