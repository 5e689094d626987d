"""Versions of Hinge, told apart by one sentence on every page."""

import itertools
import re
import shutil
from pathlib import Path

from .server import ROOT, Server

SENTENCE = re.compile(r"""(?<=data-testid="offline-ready">).+(?=</span>)""")

_numbers = itertools.count(2)


def copy_hinge(tree: Path) -> Path:
    """Make `tree` a copy of what a server needs, which a test may change."""
    for name in ("hinge_pwa", "static", "templates", "migrations"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("*.pyc.*"))  # one is being written
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tree)
    return tree


def release(server: Server) -> str:
    """Put a next version on a server of such a tree. Returns what its pages say when they are ready offline."""
    footer = server.root / "templates/parts/footer.html"
    sentence = f"Version {next(_numbers)} is ready"
    text, replaced = SENTENCE.subn(sentence, footer.read_text())
    assert replaced == 1
    footer.write_text(text)
    server.stop()
    server.start()
    return sentence
