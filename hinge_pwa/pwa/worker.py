"""The manifest and the service worker, which make Hinge installable and able to work offline.

The worker's list of files to cache is extracted from the rendered pages, so it can't miss what a page uses.
"""

import hashlib
import json
import re
from contextlib import suppress
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, render_template, send_from_directory, url_for
from rjsmin import jsmin

from .. import guides
from ..languages import route
from ..pages.views import paths
from .assets import Assets
from .responses import body, headers

pwa = Blueprint("pwa", __name__)

ASSET_NAME = r"(?:[\w-]+/)+[\w.-]+?\.[0-9a-f]{10}(?:/[\w./-]+)?\.\w+"

CAMERA_MODULES, CAMERA_STYLES = ("js/practice/seen-person.js", "js/depth/seen-bows.js"), "css/camera.css"
"""The only ways to the modules that see by the camera, and their styles."""

DIGITS = 16
"""Hexadecimal digits of each file's SHA-256 in the list. They miss damage once in 10¹⁹ times, and weigh a third."""


@route(pwa, "/manifest.webmanifest")
def manifest() -> Response:
    text = render_template("pwa/manifest.json", guides=guides.in_page_language().values())
    compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    return Response(compact, mimetype="application/manifest+json")


@pwa.get("/sw.js")
def worker() -> Response:
    """static/sw.js, after one line that lists the version, languages and files of this build."""
    source = Path(current_app.root_path, "static", "sw.js").read_text("utf-8")
    files = [{"url": url, "digest": _digest(body(url)), **language} for url, language in urls().items()]
    version = hashlib.sha256(json.dumps([files, source]).encode()).hexdigest()[:12]
    languages = list(current_app.extensions["languages"])
    build = json.dumps({"version": version, "languages": languages, "files": files}, separators=(",", ":"))
    return Response(f"self.BUILD={build};\n{jsmin(source)}", mimetype="text/javascript")


@pwa.get("/pack/<code>.json")
def pack(code: str) -> Response:
    """Every text that a phone in the language `code` caches, in one body.

    A first installation is one request instead of 170, and half the bytes: compression finds what files have in common.
    """
    if code not in current_app.extensions["languages"]:
        abort(404)
    wanted = [url for url, of in urls().items() if of.get("language", code) == code and "camera" not in of]
    texts = {url: _text(body(url)) for url in wanted}
    files = [{"url": url, "headers": headers(url), "body": text} for url, text in texts.items() if text is not None]
    return Response(json.dumps(files, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")


def _text(content: bytes) -> str | None:
    """None for a picture of pixels."""
    with suppress(UnicodeDecodeError):
        return content.decode()
    return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]


@pwa.get("/robots.txt")
def robots() -> Response:
    return send_from_directory(Path(current_app.root_path, "static"), "robots.txt")


@pwa.after_request
def revalidate(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


def urls() -> dict[str, dict[str, str | bool]]:
    """Every URL that the service worker may cache: pages, the manifests, the assets that pages use, and the list of the
    camera's pack, though nothing of the pack itself.

    The value is `{"language": code}` for a page or manifest, of which a phone caches only those of its own language,
    and `{"camera": True}` for what only phones with the camera's pack need; it is empty for the rest.
    """
    assets: Assets = current_app.extensions["assets"]
    asset_url = re.compile(re.escape(assets.base) + ASSET_NAME)
    localized: dict[str, dict[str, str | bool]] = {}
    used = {assets.urls[name] for name in assets.doors.values()}
    for code in current_app.extensions["languages"]:
        for page in paths(code):
            html = body(page).decode().replace(assets.import_map, "")  # it lists the modules of all pages
            localized[page] = {"language": code}
            used |= set(asset_url.findall(html)) - {assets.urls[CAMERA_STYLES]}
        localized[url_for("pwa.manifest", language=code)] = {"language": code}
    names = sorted(used)
    shared: dict[str, dict[str, str | bool]] = {
        url: {} for url in [url_for("camera_pack.listing"), *assets.with_lazy_modules(names, without=CAMERA_MODULES)]
    }
    camera = [assets.urls[CAMERA_STYLES], *assets.with_lazy_modules(names)]
    return localized | {url: {"camera": True} for url in camera if url not in shared} | shared


def init_app(app: Flask) -> None:
    app.register_blueprint(pwa)
