"""The pack of the camera counter: a model that finds the joints of a person, and what runs it (static/vendor/).

A phone fetches it when a person asks for it, and never before. Its files are served in parts of at most 512 KiB, so
that a download that broke off goes on where it was. The URL of a part has the beginning of its SHA-256: an update of
Hinge fetches the parts that changed, which are none as long as the vendored files stay.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request, url_for

from .assets import IMMUTABLE
from .compression import CODINGS, Coding, CompressionCache

camera_pack = Blueprint("camera_pack", __name__, url_prefix="/static/camera")

FILES = (
    "tfjs/tf-core.es2017.min.js",
    "tfjs/tf-converter.es2017.min.js",
    "tfjs/tf-backend-wasm.es2017.min.js",
    "tfjs/tfjs-backend-wasm-simd.wasm",
    "movenet/movenet-lightning.json",
    "movenet/movenet-lightning.bin",
)
"""Below static/vendor/."""

TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".bin": "application/octet-stream",
}
PART = 512 * 1024
"""Bytes."""

QUICK = {**CODINGS, "br": Coding(lambda part: brotli.compress(part, quality=9), brotli.decompress)}
"""Brotli's best quality, 11, makes the pack 5 per cent smaller, and takes 37 seconds instead of one."""

DIGITS = 16
"""Hexadecimal digits of each digest, as in the service worker's list."""


class Part(NamedTuple):
    file: str
    """Of FILES."""
    start: int
    """The offset of its first byte in the file."""
    size: int
    """Bytes."""
    name: str
    """The last segment of its URL: the digest, and the suffix of the file."""


@cache
def parts(vendor: Path) -> tuple[Part, ...]:
    """All parts, file by file in the order of their bytes."""
    found = []
    for file in FILES:
        content = (vendor / file).read_bytes()
        for start in range(0, len(content), PART):
            part = content[start : start + PART]
            name = hashlib.sha256(part).hexdigest()[:DIGITS] + Path(file).suffix
            found.append(Part(file, start, len(part), name))
    return tuple(found)


@camera_pack.get("/pack.json")
def listing() -> Response:
    """The parts of each file, in their order: `[{"name": …, "parts": [{"url": …, "bytes": …}, …]}, …]`."""
    files = [
        {
            "name": Path(file).name,
            "parts": [{"url": _url(part), "bytes": part.size} for part in parts(_vendor()) if part.file == file],
        }
        for file in FILES
    ]
    response = jsonify(files)
    response.headers["Cache-Control"] = "no-cache"
    return response


@camera_pack.get("/<name>")
def one_part(name: str) -> Response:
    part = next((part for part in parts(_vendor()) if part.name == name), None) or abort(404)
    body = _content(part)
    coding = next((coding for coding in CODINGS if request.accept_encodings[coding]), "identity")
    compression: CompressionCache = current_app.extensions["camera_pack"]
    response = Response(
        body if coding == "identity" else compression.compress(body, coding), mimetype=TYPES[Path(part.file).suffix]
    )
    response.content_encoding = coding
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = IMMUTABLE
    return response


def _vendor() -> Path:
    return Path(current_app.root_path) / "static" / "vendor"


def contents() -> dict[str, bytes]:
    """Every part by its URL."""
    return {_url(part): _content(part) for part in parts(_vendor())}


def _content(part: Part) -> bytes:
    with (_vendor() / part.file).open("rb") as file:
        file.seek(part.start)
        return file.read(part.size)


def _url(part: Part) -> str:
    return url_for("camera_pack.one_part", name=part.name)


def init_app(app: Flask) -> None:
    folder = Path(app.instance_path) / "build" / "compressed"
    app.extensions["camera_pack"] = CompressionCache(folder, QUICK)
    app.register_blueprint(camera_pack)
