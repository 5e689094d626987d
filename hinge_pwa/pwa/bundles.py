"""The scripts as pages load them: few files, which `make bundles` joins from the modules of static/js/.

They are part of the source tree, so that serving needs Python alone. Modules that were changed since are served one by
one, as they are while developing, until the files are made anew.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

FOLDER = "js/bundled"
"""Below static/. `files.json` in it says what tools/bundle.mjs made, and from what."""


class File(msgspec.Struct):
    """The names of the files that a file imports at once, and later."""

    imports: tuple[str, ...]
    later: tuple[str, ...]


class Bundles(msgspec.Struct):
    """`entries` and `doors`: by a module (its path below static/js/), the file that stands for it.

    Pages load entries. A door is a module that tests and others import by its path: the file exports the same names.
    """

    sources: str
    tools: str
    bundles: str
    entries: dict[str, str]
    doors: dict[str, str]
    files: dict[str, File]


def read(static: Path) -> Bundles | None:
    """None where there are none, or a module was changed since they were made."""
    about = static / FOLDER / "files.json"
    if not about.exists():
        return None
    found = msgspec.json.decode(about.read_bytes(), type=Bundles)
    return found if found.sources == digest(sources(static)) else None


def source_map(static: Path, file: str) -> Path:
    """Where `make bundles` writes the source map of a file. It is not committed, so most trees have none."""
    digest = hashlib.sha256((static / FOLDER / file).read_bytes()).hexdigest()[:10]
    return static / FOLDER / "maps" / f"{file}.{digest}.map"


def sources(static: Path) -> list[Path]:
    """What bundles are made from."""
    scripts = [path for path in (static / "js").rglob("*.js") if FOLDER not in path.as_posix()]
    return [path for path in scripts if path.name != "early.js"] + list((static / "vendor").rglob("*.js"))


def digest(paths: Iterable[Path]) -> str:
    """Of names and contents."""
    lines = sorted(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in paths)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
