"""Caches public responses in memory, plain and compressed.

Pages, assets, the manifest and the service worker are all that. A copy is made of the answer to a plain GET of Hinge's
own, so nothing that a visitor's request says can enter what others get. Everything else is compressed on the way out.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for
from flask_compress import Compress

from ..pages.views import paths
from .compression import CODINGS, Compressed

PLAIN = "hinge.plain"
"""In the environment of a request, by WSGI: that it is Hinge's own, of which a copy is made."""

KEPT = {"Cache-Control", "Content-Type"}  # of the headers; the others are of one answer, or set on every one
TEXTS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass
class Copy:
    """An answer to keep: its body, and that body in each encoding that was asked for so far."""

    body: bytes
    mimetype: str | None
    headers: list[tuple[str, str]]
    compressed: Compressed
    encoded: dict[str, bytes] = field(default_factory=dict)

    def answer(self) -> Response:
        """The answer to the current request: 200, or 304 where the browser has it already."""
        coding = self._coding()
        response = Response(self._in(coding), headers=self.headers)
        response.set_etag(f"{hashlib.sha256(self.body).hexdigest()[:16]}{coding and '-' + coding}")
        response.vary.add("Accept-Encoding")
        if coding:
            response.content_encoding = coding
        response.make_conditional(request)
        return response

    def _coding(self) -> str:
        if not (self.mimetype or "").startswith(TEXTS):
            return ""
        return next((coding for coding in CODINGS if request.accept_encodings[coding]), "")

    def _in(self, coding: str) -> bytes:
        if not coding:
            return self.body
        if coding not in self.encoded:
            self.encoded[coding] = self.compressed.compress(self.body, coding)
        return self.encoded[coding]


class Copies:
    """A copy of each address that was asked for so far, and has one."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._compressed = Compressed(Path(app.instance_path) / "build" / "compressed")
        self.made: dict[str, Copy] = {}

    @property
    def _own(self) -> str:
        """An address at which the application answers."""
        host, *_ = self._app.config["TRUSTED_HOSTS"] or ["localhost"]
        return f"http://{host}"

    def find(self, path: str) -> Copy | None:
        if path not in self.addresses:
            return None
        if self._app.debug:  # where templates may change
            return self._make(path)
        return self.made.get(path) or self.made.setdefault(path, self._make(path))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The path of every page and file that there is."""
        with self._app.test_request_context(base_url=self._own):
            found = {url_for("pwa.worker"), url_for("pwa.robots"), *self._app.extensions["assets"].urls.values()}
            for code in self._app.extensions["languages"]:
                found |= {*paths(code), url_for("pwa.manifest", language=code)}
        return frozenset(found)

    def _make(self, path: str) -> Copy:
        plain = self._app.test_request_context(path, base_url=self._own, environ_overrides={PLAIN: True})
        with plain, self._app.full_dispatch_request() as response:
            if response.status_code != 200:
                raise RuntimeError(f"{path} answers {response.status_code}")
            response.direct_passthrough = False
            headers = [(name, value) for name, value in response.headers if name in KEPT]
            return Copy(response.get_data(), response.mimetype, headers, self._compressed)


def init_app(app: Flask) -> None:
    copies = app.extensions["copies"] = Copies(app)
    Compress(app)

    @app.before_request
    def kept() -> Response | None:
        if app.debug or PLAIN in request.environ or request.method not in ("GET", "HEAD"):
            return None
        copy = copies.find(request.path)
        return copy.answer() if copy else None


def body(path: str) -> bytes:
    """What a visitor gets at `path`, byte by byte. Raises LookupError where there is no page or file."""
    copies: Copies = current_app.extensions["copies"]
    copy = copies.find(path)
    if copy is None:
        raise LookupError(f"{path} is no page or file, so no phone could install this build")
    return copy.body
