"""Makes versions of Hinge that differ in one sentence on every page."""

import itertools
import re
import shutil
from pathlib import Path

from .server import ROOT, Server

SENTENCE = re.compile(r"""(?<=data-testid="offline-ready">).+(?=</span>)""")

_numbers = itertools.count(2)


def copy_hinge(tree: Path) -> Path:
    """Copy the files that a server needs to `tree`, where a test may change them."""
    for name in ("hinge_pwa", "static", "templates", "migrations"):
        shutil.copytree(
            ROOT / name, tree / name, ignore=shutil.ignore_patterns("*.pyc.*")
        )  # another process may be writing one
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tree)
    return tree


def release(server: Server) -> str:
    """Put the next version on the server of such a tree. Returns the sentence of its pages when ready offline."""
    footer = server.root / "templates/parts/footer.html"
    sentence = f"Version {next(_numbers)} is ready"
    text, replaced = SENTENCE.subn(sentence, footer.read_text())
    assert replaced == 1
    footer.write_text(text)
    server.stop()
    server.start()
    return sentence
