"""Which program this server runs, in one word: phones offer again what another one did not take."""

import hashlib
from functools import cache
from pathlib import Path

PARTS = ("hinge_pwa", "static", "templates")
HEADER = "Hinge-Program"


@cache
def digest(root: Path) -> str:
    """16 hexadecimal digits: other ones as soon as anything in the program is another."""
    sum = hashlib.sha256()
    for path in sorted(path for part in PARTS for path in (root / part).rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".pyo"):
            content = path.read_bytes()
            sum.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return sum.hexdigest()[:16]
