"""A digest of the server's program: when it changes, phones push their rejected records once more."""

import hashlib
from functools import cache
from pathlib import Path

PARTS = ("hinge_pwa", "static", "templates")
HEADER = "Hinge-Program"


@cache
def program_digest(root: Path) -> str:
    """16 hexadecimal digits, which change when any file of the program does."""
    digest = hashlib.sha256()
    for path in sorted(path for part in PARTS for path in (root / part).rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".pyo"):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]
