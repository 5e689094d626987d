"""Two versions of Hinge, told apart by one sentence on every page."""

import shutil
from pathlib import Path

from .server import ROOT, Server

OLD, NEW = "Ready offline", "All on this device"


def copy_hinge(tree: Path) -> Path:
    """Make `tree` a copy of what a server needs, which a test may change."""
    for name in ("hinge_pwa", "static", "templates", "migrations"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("*.pyc.*"))  # one is being written
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tree)
    return tree


def release(server: Server, old: str = OLD, new: str = NEW) -> None:
    """Put a new version on a server of such a tree."""
    footer = server.root / "templates/parts/footer.html"
    text = footer.read_text()
    assert old in text
    footer.write_text(text.replace(old, new))
    server.stop()
    server.start()
