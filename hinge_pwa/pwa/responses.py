"""Caches public responses in memory, plain and compressed.

These are pages, assets, the manifest and the service worker. A copy is made from the answer to an internal GET request,
so nothing in a visitor's request can affect what others get. Flask-Compress compresses all other responses.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for
from flask_compress import Compress

from ..pages.views import paths
from .compression import CODINGS, CompressionCache
from .once import Once

INTERNAL = "hinge.internal"
"""Key in the WSGI environ of the internal request from whose answer a copy is made."""

COPIED_HEADERS = {"Cache-Control", "Content-Security-Policy", "Content-Type", "SourceMap"}
"""Of a copy in memory. Other headers are of a single response, or added to every one."""
NOT_IN_PACKS = {"Content-Encoding", "Content-Length", "Date", "ETag", "Link", "SourceMap", "Vary"}
"""Headers that a phone does not keep with a file: those of a single response, Link, which names the host, and
SourceMap, which only developers' tools ask for, of the server."""
CONDITIONS = ("REQUEST_METHOD", "HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH")
"""Keys of the WSGI environ that decide whether a browser has this version. Copies have no date for others to compare
with, and Werkzeug raises OverflowError for a date such as a day of the year 99999999999."""
TEXTS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass
class Copy:
    """A cached answer: its body, and the compressed body in each encoding that was requested so far."""

    body: bytes
    mimetype: str | None
    headers: list[tuple[str, str]]
    compression: CompressionCache
    encoded: Once[bytes] = field(default_factory=Once)

    def answer(self) -> Response:
        """The answer to the current request: 200, or 304 if the browser has this version."""
        coding = self._coding()
        response = Response(self._in(coding), headers=self.headers)
        response.set_etag(f"{hashlib.sha256(self.body).hexdigest()[:16]}{coding and '-' + coding}")
        response.vary.add("Accept-Encoding")
        if coding:
            response.content_encoding = coding
        response.make_conditional({name: request.environ[name] for name in CONDITIONS if name in request.environ})
        return response

    def _coding(self) -> str:
        if not (self.mimetype or "").startswith(TEXTS):
            return ""
        return next((coding for coding in CODINGS if request.accept_encodings[coding]), "")

    def _in(self, coding: str) -> bytes:
        if not coding:
            return self.body
        return self.encoded.find(coding, lambda: self.compression.compress(self.body, coding))


class Copies:
    """The copies, by path. Each is made at the first request."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._compression = CompressionCache(Path(app.instance_path) / "build" / "compressed")
        self.cached: Once[Copy] = Once()

    @property
    def _base_url(self) -> str:
        """A base URL whose host the application accepts."""
        host, *_ = self._app.config["TRUSTED_HOSTS"] or ["localhost"]
        return f"http://{host}{self._root}"

    @property
    def _root(self) -> str:
        """What every path begins with where Hinge is not at the root of its host, such as `/hinge`; else empty."""
        root: str = self._app.config["APPLICATION_ROOT"]
        return root.rstrip("/")

    def find(self, path: str) -> Copy | None:
        if path not in self.paths:
            return None
        if self._app.debug:  # templates may have changed
            return self._make(path)
        return self.cached.find(path, lambda: self._make(path))

    @cached_property
    def paths(self) -> frozenset[str]:
        """The path of every page and file."""
        with self._app.test_request_context(base_url=self._base_url):
            found = {url_for(name) for name in ("pwa.worker", "pwa.robots", "camera_pack.listing")}
            found |= set(self._app.extensions["assets"].urls.values())
            for code in self._app.extensions["languages"]:
                found |= {*paths(code), url_for("pwa.manifest", language=code), url_for("pwa.pack", code=code)}
        return frozenset(found)

    def headers(self, path: str) -> dict[str, str]:
        """The headers that every response for `path` has."""
        with (
            self._app.test_request_context(path.removeprefix(self._root), base_url=self._base_url),
            self._app.full_dispatch_request() as response,
        ):
            return {name: value for name, value in response.headers if name not in NOT_IN_PACKS}

    def _make(self, path: str) -> Copy:
        context = self._app.test_request_context(
            path.removeprefix(self._root), base_url=self._base_url, environ_overrides={INTERNAL: True}
        )
        with context, self._app.full_dispatch_request() as response:
            if response.status_code != 200:
                raise RuntimeError(f"{path} answers {response.status_code}")
            response.direct_passthrough = False
            headers = [(name, value) for name, value in response.headers if name in COPIED_HEADERS]
            return Copy(response.get_data(), response.mimetype, headers, self._compression)


def init_app(app: Flask) -> None:
    copies = app.extensions["copies"] = Copies(app)
    Compress(app)

    @app.before_request
    def answer_from_memory() -> Response | None:
        if app.debug or INTERNAL in request.environ or request.method not in ("GET", "HEAD"):
            return None
        copy = copies.find(request.script_root + request.path)
        return copy.answer() if copy else None


def all_paths() -> frozenset[str]:
    """The path of every page and file."""
    copies: Copies = current_app.extensions["copies"]
    return copies.paths


def headers(path: str) -> dict[str, str]:
    """The headers that every response for the page or file at `path` has, those of security among them."""
    copies: Copies = current_app.extensions["copies"]
    return copies.headers(path)


def body(path: str) -> bytes:
    """The uncompressed body of the page or file at `path`. Raises LookupError if there is none."""
    copies: Copies = current_app.extensions["copies"]
    copy = copies.find(path)
    if copy is None:
        raise LookupError(f"{path} is no page or file, so no phone could install this build")
    return copy.body
