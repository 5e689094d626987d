"""Writes all of Hinge as files, for a host that only serves files.

The list of files is the one that the service worker and the cache of responses already have. Such a site has no
server behind it: no sync, no accounts. docs/static.md says what else it lacks.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from ..web import security
from . import responses
from .assets import IMMUTABLE

SETTINGS = {"STATIC_SITE": True}
"""What makes an application whose pages know that they are files alone. APPLICATION_ROOT is the path below the host."""

MARK = ".nojekyll"
"""Tells GitHub Pages to serve the files as they are. Its presence says that a folder was written by `write`."""


class FolderError(Exception):
    """The folder holds something else. The message says what to do."""


def write(app: Flask, folder: Path) -> int:
    """Write the site to `folder`, in place of the one that was written there before. Returns the number of files.

    Raises FolderError for a folder with other things in it, which stay.
    """
    if folder.exists() and not (folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))):
        raise FolderError(f"{folder} holds something else: name a folder that is empty, or that is not there yet")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    with app.app_context():
        files = dict(_files(app))
    for name, content in files.items():
        path = part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if folder.exists():
        shutil.rmtree(folder)
    part.rename(folder)
    return len(files)


def _files(app: Flask) -> Iterator[tuple[str, bytes]]:
    """The name of each file below the folder, and its content."""
    root = app.config["APPLICATION_ROOT"].rstrip("/")
    for path in responses.all_paths():
        name = path.removeprefix(f"{root}/")
        yield (f"{name}index.html" if name.endswith("/") or not name else name), responses.body(path)
    yield "404.html", _page_for_wrong_addresses(app)
    yield "_headers", _headers(root).encode()
    yield MARK, b""


def _page_for_wrong_addresses(app: Flask) -> bytes:
    """GitHub, Netlify and Cloudflare show 404.html for every address that has no file."""
    context = app.test_request_context("/404.html", base_url=f"http://localhost{app.config['APPLICATION_ROOT']}")
    with context, app.full_dispatch_request() as response:
        return response.get_data()


def _headers(root: str) -> str:
    """The headers that Hinge's server sends, in the format of Netlify and Cloudflare Pages."""
    rules = {
        "/*": {
            **security.HEADERS,
            "Strict-Transport-Security": security.STRICT_TRANSPORT_SECURITY,
            **security.of_a_page(),
        },
        "/static/*": {"Cache-Control": IMMUTABLE},
    }
    lines = []
    for path, headers in rules.items():
        lines += [f"{root}{path}", *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join([*lines, ""])
