"""What is the same for everyone is made once and kept in memory, as it is and compressed as far as it goes.

Pages, assets, the manifest and the service worker are all that. Everything else is compressed on the way out.
"""

import hashlib
from dataclasses import dataclass, field
from gzip import compress as gzip
from typing import ClassVar

import brotli
from flask import Flask, Response, request
from flask_compress import Compress

PUBLIC = {"pages", "pwa", "static"}  # blueprints, and Flask's endpoint for assets
KEPT = {"Cache-Control", "Content-Type"}  # of the headers; the others are of one answer, or set on every one
TEXTS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass
class Copy:
    """An answer to keep: its body, and that body in each encoding that was asked for so far."""

    CODINGS: ClassVar = {"br": brotli.compress, "gzip": lambda body: gzip(body, mtime=0)}

    body: bytes
    mimetype: str | None
    headers: list[tuple[str, str]]
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
        return next((coding for coding in self.CODINGS if request.accept_encodings[coding]), "")

    def _in(self, coding: str) -> bytes:
        if not coding:
            return self.body
        if coding not in self.encoded:
            self.encoded[coding] = self.CODINGS[coding](self.body)
        return self.encoded[coding]


def init_app(app: Flask) -> None:
    """Keeps nothing in debug mode, where templates may change."""
    copies: dict[str, Copy] = {}
    Compress(app)

    @app.before_request
    def kept() -> Response | None:
        copy = copies.get(request.path) if request.method in ("GET", "HEAD") else None
        return copy.answer() if copy else None

    # Functions after a request run last registered first: this one sees an answer before it is compressed.
    @app.after_request
    def keep(response: Response) -> Response:
        known = request.path in copies or app.debug
        if known or response.status_code != 200 or (request.endpoint or "").partition(".")[0] not in PUBLIC:
            return response
        response.direct_passthrough = False
        body = response.get_data()
        response.close()
        headers = [(name, value) for name, value in response.headers if name in KEPT]
        copy = copies[request.path] = Copy(body, response.mimetype, headers)
        return copy.answer()
