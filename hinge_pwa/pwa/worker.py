"""What makes Hinge an app that is installed and works offline: the manifest and the service worker.

The worker's list of files is read off the pages themselves, so it can't miss what one of them shows.
"""

import hashlib
import json
import re
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, render_template, send_from_directory, url_for
from rjsmin import jsmin

from .. import guides
from ..languages import route
from ..pages.views import paths
from .assets import Assets
from .responses import body

pwa = Blueprint("pwa", __name__)

BUILT = re.compile(r"/static/[\w-]+/[\w.-]+?\.[0-9a-f]{10}(?:/[\w./-]+)?\.\w+")

DIGITS = 16
"""Of each file's SHA-256: damage then goes unseen once in 10¹⁹ times, and the list weighs a third of the whole ones."""


@route(pwa, "/manifest.webmanifest")
def manifest() -> Response:
    text = render_template("pwa/manifest.json", guides=guides.in_page_language().values())
    compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    return Response(compact, mimetype="application/manifest+json")


@pwa.get("/sw.js")
def worker() -> Response:
    """static/sw.js, after one line that says what this build consists of."""
    source = Path(current_app.root_path, "static", "sw.js").read_text("utf-8")
    files = [{"url": url, "digest": _digest(body(url)), **of} for url, of in urls().items()]
    version = hashlib.sha256(json.dumps([files, source]).encode()).hexdigest()[:12]
    languages = list(current_app.extensions["languages"])
    build = json.dumps({"version": version, "languages": languages, "files": files}, separators=(",", ":"))
    return Response(f"self.BUILD={build};\n{jsmin(source)}", mimetype="text/javascript")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]


@pwa.get("/robots.txt")
def robots() -> Response:
    return send_from_directory(Path(current_app.root_path, "static"), "robots.txt")


@pwa.after_request
def revalidate(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


def urls() -> dict[str, dict[str, str]]:
    """Every URL of which a phone needs a copy: the pages, and what they show, style and run.

    A phone needs the pages of its own language only: their value names it as `language`, and is empty for the rest.
    """
    assets: Assets = current_app.extensions["assets"]
    found: dict[str, dict[str, str]] = {}
    shown: dict[str, dict[str, str]] = {}
    for code in current_app.extensions["languages"]:
        for page in paths(code):
            html = body(page).decode().replace(assets.import_map, "")  # which names what is on all pages
            found[page] = {"language": code}
            shown |= {url: {} for url in assets.with_lazy_modules(BUILT.findall(html))}
        found[url_for("pwa.manifest", language=code)] = {"language": code}
    return found | shown


def init_app(app: Flask) -> None:
    app.register_blueprint(pwa)
