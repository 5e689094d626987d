"""Builds scripts, styles and pictures from static/ by webassets, under names with a hash of their content.

A name changes when its content does, so browsers may cache every file without limit. Scripts stay native modules with
relative imports. All modules of a folder share one hash, so that the import map in each page lists folders only. Pages
load the few files that bundles.py describes, each of which has a hash of its own.
"""

import hashlib
import io
import json
import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from flask import Flask, Response, abort, current_app, g, send_file, send_from_directory
from markupsafe import Markup
from webassets import Bundle, Environment

from . import bundles

LAYERS = ("layers.css", "reset.css", "tokens.css", "base.css")  # the first styles, in this order
SHEETS = {
    "camera": ("camera",),
    "facts": ("facts",),
    "fields": ("bottom-sheet",),
    "figure": ("figure",),
    "guide": ("guide.", "guide-end", "guide-index", "guide-steps"),
    "history": ("history",),
    "pain": ("pain-scale",),
    "paper": ("guide-print",),
    "plan": ("plan",),
    "practice": ("practice", "depth"),
    "prescribe": ("prescribe",),
    "quiz": ("quiz",),
    "report": ("report",),
    "safety": ("safety",),
    "settings": ("settings",),
    "today": ("today",),
    "undo": ("undo",),
    "why": ("why",),
}
"""Styles of some pages: how the names begin of the files in each. A set and the retest look alike."""

EVERYWHERE_STYLES = "app"
"""The styles of every page: all files that are in none of SHEETS."""

FILTERS = {".js": "rjsmin", ".css": "rcssmin"}
NOT_SERVED = {".md", ".txt", ".json", ".map"}  # notes, licences and checksums of vendored files; source maps
SERVED_APART = ("vendor/movenet/", "vendor/tfjs/")  # camera_pack.py serves these
LAZY_IMPORT = re.compile(r"""\b(?:import|new URL)\(\s*['"](\.{1,2}/[^'"]+)['"]""")  # a URL: the script of a worker
IMPORT = re.compile(r"""^\s*(?:import|export\s*[*{])[^'"();=]*?['"](\.{1,2}/[^'"]+)['"]""", re.MULTILINE)
EVERYWHERE = "app.js"
"""The module that every page loads."""

IMMUTABLE = "public, max-age=31536000, immutable"


class Assets:
    """The built files. A name is a path below static/, such as `js/app.js` or `js/sync/view.js`.

    URLs have the hash after the second part: `/static/js/app.18f8c53a99.js`, `/static/js/sync.d150e5195a/view.js`.
    `base` is what stands before the name in each.
    """

    def __init__(self, source: Path, build: Path, base: str = "/static/", is_bundled: bool = True) -> None:
        self.source = source
        self.build = build
        self.base = base
        self.bundles = bundles.read(source) if is_bundled else None
        self._environment = Environment(
            directory=str(build), load_path=[str(source)], cache=False, manifest=False, updater=False
        )

    @cached_property
    def urls(self) -> dict[str, str]:
        """Builds all files. The URL of each by its name. Styles are merged: `app.css`, and one for each of SHEETS."""
        urls = {}
        for group, files in self._groups.items():
            for name, content in files.items():
                urls[name] = self._store(self._hashed_names[group] + name.removeprefix(group), content)
        return urls

    @cached_property
    def _groups(self) -> dict[str, dict[str, bytes]]:
        """The contents of files by name, grouped by what shares a hash: a single file, or all files below a folder."""
        groups: dict[str, dict[str, bytes]] = defaultdict(dict)
        for name, styles in self._styles().items():
            groups[name][name] = self._filtered(".css", styles)
        for path in sorted(self.source.glob("*/**/*")):
            name = path.relative_to(self.source).as_posix()
            if path.is_dir() or path.suffix in NOT_SERVED or name.startswith(("css/", *SERVED_APART)):
                continue
            if name.startswith(bundles.FOLDER):
                if self.bundles:
                    groups[name][name] = path.read_bytes()
                continue
            content = self._filtered(".js", [name]) if path.suffix == ".js" else path.read_bytes()
            groups["/".join(name.split("/")[:2])][name] = content
        return groups

    @cached_property
    def _hashed_names(self) -> dict[str, str]:
        """The name of each group with its hash in it."""
        return {group: _hashed(group, files) for group, files in self._groups.items()}

    def _styles(self) -> dict[str, list[str]]:
        """The files that each stylesheet is merged from, in their order."""
        components = sorted(path.name for path in (self.source / "css").glob("*.css"))
        merged = {
            f"css/{sheet}.css": [name for name in components if name.startswith(begins)]
            for sheet, begins in SHEETS.items()
        }
        apart = {name for names in merged.values() for name in names}
        merged[f"css/{EVERYWHERE_STYLES}.css"] = [
            *LAYERS,
            *(name for name in components if name not in apart and name not in LAYERS),
        ]
        return {name: [f"css/{file}" for file in files] for name, files in merged.items() if files}

    def _filtered(self, suffix: str, names: list[str]) -> bytes:
        merged = io.StringIO()
        bundle = Bundle(*names, output=f"unused{suffix}", filters=FILTERS[suffix])
        with bundle.bind(self._environment):
            bundle.build(output=merged, force=True)
        return merged.getvalue().encode()

    def text(self, name: str) -> str:
        """The content of a built script or stylesheet, to stand in a page."""
        group = name if name in self._groups else "/".join(name.split("/")[:2])
        return self._groups[group][name].decode()

    @cached_property
    def early(self) -> str:
        """The script that runs before anything is painted. It stands in every page."""
        return self.text("js/early.js")

    def style(self, *names: str) -> str:
        """The styles of every page, and those of the sheets `names`."""
        return "".join(self.text(f"css/{name}.css") for name in (EVERYWHERE_STYLES, *names))

    def _store(self, name: str, content: bytes) -> str:
        path = self.build / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.part")
            part.write_bytes(content)
            part.replace(path)  # atomic: no process serves half a file
        return f"{self.base}{name}"

    @cached_property
    def source_maps(self) -> dict[str, Path]:
        """By the hashed name of a bundle, its source map, where `make bundles` was run on this machine."""
        files = self.bundles.files if self.bundles else {}
        paths = {file: bundles.source_map(self.source, file) for file in files}
        hashed = {file: self._hashed_names[f"{bundles.FOLDER}/{file}"] for file in files}
        return {hashed[file]: path for file, path in paths.items() if path.exists()}

    @cached_property
    def import_map(self) -> str:
        """The import map as JSON: the URL of each imported module, or folder of modules → the URL with its hash."""
        modules = [name for name in self.urls if name.endswith(".js")]
        imported = {each for name in modules for is_later in (False, True) for each in self._imported(name, is_later)}
        imports = {}
        for group, files in self._groups.items():
            if imported & set(files):
                end = "" if group in files else "/"
                imports[f"{self.base}{group}{end}"] = f"{self.base}{self._hashed_names[group]}{end}"
        for module, name in self.doors.items():
            imports[f"{self.base}{module}"] = self.urls[name]
        return json.dumps({"imports": imports}, separators=(",", ":"))

    def with_lazy_modules(self, urls: Iterable[str], without: Collection[str] = ()) -> list[str]:
        """`urls` of built files, then those of the modules that they import dynamically, with their own imports.

        The modules `without` are taken for ones that nothing imports.
        """
        names = {url: name for name, url in self.urls.items()}
        found = list(dict.fromkeys(urls))
        for url in found:
            if not url.endswith(".js"):
                continue
            lazy = self._imported(names[url], is_later=True)
            needed = dict.fromkeys(
                self.urls[name] for entry in lazy if entry not in without for name in self.graph(entry)
            )
            found += [url for url in needed if url not in found]
        return found

    @cache  # noqa: B019 - one Assets lives as long as its application
    def graph(self, name: str) -> tuple[str, ...]:
        """The module `name`, then every module that it imports statically, directly or not."""
        found = [name]
        for module in found:
            found += [name for name in dict.fromkeys(self._imported(module)) if name not in found]
        return tuple(found)

    def entry(self, name: str) -> str:
        """The file that pages load for the module `name`."""
        return f"{bundles.FOLDER}/{self.bundles.entries[name.removeprefix('js/')]}" if self.bundles else name

    @property
    def doors(self) -> dict[str, str]:
        """By the name of a module, the file that stands for it where it is imported by its own path."""
        doors = self.bundles.doors if self.bundles else {}
        return {f"js/{module}": f"{bundles.FOLDER}/{file}" for module, file in doors.items()}

    @cache  # noqa: B019 - as above
    def _imported(self, module: str, is_later: bool = False) -> list[str]:
        folder, _, file = module.rpartition("/")
        if self.bundles and folder == bundles.FOLDER:
            about = self.bundles.files[file]
            return [posixpath.normpath(f"{folder}/{name}") for name in (about.later if is_later else about.imports)]
        pattern = LAZY_IMPORT if is_later else IMPORT
        targets = pattern.findall((self.source / module).read_text("utf-8"))
        return [posixpath.normpath(posixpath.join(folder, target)) for target in targets]


def _hashed(group: str, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name} {len(content)}\n".encode() + content)
    stem, suffix = posixpath.splitext(group) if group in files else (group, "")
    return f"{stem}.{digest.hexdigest()[:10]}{suffix}"


def module(*names: str) -> Markup:
    """Tags that load the entry modules `names` (below static/js/) and preload what they import.

    With low priority: over a slow network text and styles come first, as a page can be read without its scripts.
    """
    assets: Assets = current_app.extensions["assets"]
    entries = [assets.entry(f"js/{name}") for name in names]
    everywhere = () if EVERYWHERE in names else assets.graph(assets.entry(f"js/{EVERYWHERE}"))
    imported = dict.fromkeys(name for entry in entries for name in assets.graph(entry) if name not in everywhere)
    preloads = [
        Markup('<link rel="modulepreload" href="{}" fetchpriority="low">').format(assets.urls[name])
        for name in imported
        if name not in entries
    ]
    script = Markup('<script type="module" src="{}" fetchpriority="low"></script>')
    scripts = [script.format(assets.urls[name]) for name in entries]
    return Markup("\n").join([*preloads, *scripts])


def styles(*names: str) -> Markup:
    """An element with the styles that every page has and those of the sheets `names`. The response allows it by hash.

    They stand in the page, so that a browser waits for nothing else before it paints.
    """
    assets: Assets = current_app.extensions["assets"]
    g.style = text = assets.style(*names)
    return Markup("<style>{}</style>").format(Markup(text))  # noqa: S704 - of files of this repository


def init_app(app: Flask) -> None:
    base = f"{app.config['APPLICATION_ROOT'].rstrip('/')}/static/"
    build = Path(app.instance_path) / "build"
    assets = Assets(Path(app.root_path) / "static", build, base, is_bundled=not app.debug)
    app.extensions["assets"] = assets
    assets.urls  # noqa: B018 - builds now, so that a broken file is an error at the start, not in a request
    app.add_template_global(assets.urls.__getitem__, "asset")
    app.add_template_global(module)
    app.add_template_global(styles)
    app.add_template_global(lambda: Markup(assets.early), "early_script")  # noqa: S704 - as below
    # Names in it are of files of this repository, and JSON escapes quotes in them.
    app.add_template_global(lambda: Markup(assets.import_map), "import_map")  # noqa: S704

    names = {url.removeprefix(base) for url in assets.urls.values()}

    @app.get("/static/<path:name>", merge_slashes=False)
    def static(name: str) -> Response:
        bundle = name.removesuffix(".map")
        if bundle != name and bundle in assets.source_maps:
            return send_file(assets.source_maps[bundle], mimetype="application/json")
        if name not in names:  # other spellings of a path, such as css//app.css
            abort(404)
        response = send_from_directory(assets.build, name)
        if name in assets.source_maps:  # a line in the file would name a map that most trees lack
            response.headers["SourceMap"] = f"{base}{name}.map"
        response.headers["Cache-Control"] = IMMUTABLE
        return response
