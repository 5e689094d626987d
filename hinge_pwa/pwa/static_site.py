"""Writes all of Hinge as files, for a host that only serves files.

The list of files is the one that the service worker and the cache of responses already have. Such a site has no
server behind it: no sync, no accounts. docs/static.md says what else it lacks.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flask import Flask, current_app
from flask.ctx import RequestContext

from ..web import security
from . import camera_pack, responses
from .assets import IMMUTABLE

SETTINGS = {"STATIC_SITE": True, "TRUSTED_HOSTS": ""}
"""What makes an application whose pages know that they are files alone. APPLICATION_ROOT is the path below the host."""

WRITTEN = ".hinge-files"
"""Lists the files that were written, one a line: these alone may be replaced or deleted."""


class FolderError(Exception):
    """The folder holds something else. The message says what to do."""


def write(app: Flask, folder: Path) -> int:
    """Write the site to `folder`, in place of the one that was written there before. Returns the number of files.

    Other files in it stay, such as `CNAME` and `.git`. Raises FolderError for a folder that has files and no such site.
    """
    before = _written_before(folder)
    with app.app_context():
        files = dict(_files(app))
    folder.mkdir(parents=True, exist_ok=True)
    # listed first: a run that was interrupted can be repeated
    (folder / WRITTEN).write_text("\n".join(sorted({*before, *files})), "utf-8")
    for name in before - files.keys():
        _delete(folder, name)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / WRITTEN).write_text("\n".join(sorted(files)), "utf-8")
    return len(files)


def _written_before(folder: Path) -> set[str]:
    if (folder / WRITTEN).is_file():
        return set((folder / WRITTEN).read_text("utf-8").splitlines())
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FolderError(f"{folder} holds something else: name a folder that is empty, or that is not there yet")
    return set()


def _delete(folder: Path, name: str) -> None:
    """A file, and the folders that are empty without it. What lies outside of `folder` stays, whatever is listed."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        return
    path.unlink(missing_ok=True)
    with suppress(OSError):
        while (path := path.parent) != folder.resolve():
            path.rmdir()


def _files(app: Flask) -> Iterator[tuple[str, bytes]]:
    """The name of each file below the folder, and its content."""
    root = app.config["APPLICATION_ROOT"].rstrip("/")
    for path in responses.all_paths():
        name = path.removeprefix(f"{root}/")
        yield (f"{name}index.html" if name.endswith("/") or not name else name), responses.body(path)
    with _request(app):
        for path, part in camera_pack.contents().items():
            yield path.removeprefix(f"{root}/"), part
    yield "404.html", _page_for_wrong_addresses(app)
    yield "_headers", _headers(root).encode()
    yield ".nojekyll", b""  # GitHub Pages serves the files as they are


def _page_for_wrong_addresses(app: Flask) -> bytes:
    """GitHub, Netlify and Cloudflare show 404.html for every address that has no file."""
    with _request(app, "/404.html"), app.full_dispatch_request() as response:
        return response.get_data()


def _request(app: Flask, path: str = "/") -> RequestContext:
    return app.test_request_context(path, base_url=f"http://localhost{app.config['APPLICATION_ROOT']}")


def _headers(root: str) -> str:
    """The headers that Hinge's server sends, in the format of Netlify and Cloudflare Pages."""
    model = current_app.extensions["assets"].urls[security.CAMERA_MODEL]
    rules = {
        "/*": {
            **security.HEADERS,
            "Strict-Transport-Security": security.STRICT_TRANSPORT_SECURITY,
            **security.of_a_page(has_camera=True),
            "Content-Security-Policy": security.FRAME_POLICY,  # each page holds the rest of its own
        },
        "/static/*": {"Cache-Control": IMMUTABLE},
        "/sw.js": {"Content-Security-Policy": security.WORKER_POLICY},
        model.removeprefix(root): {"Content-Security-Policy": security.CAMERA_MODEL_POLICY},
    }
    lines = []
    for path, headers in rules.items():
        lines += [f"{root}{path}", *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join([*lines, ""])
