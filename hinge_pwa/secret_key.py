"""The secret key that a server generates if SECRET_KEY is not set."""

import contextlib
import os
import secrets
from pathlib import Path


def read_or_make(path: Path) -> str:
    """The key in the file `path`. If the file is missing, it is created with a new key and mode 0600.

    Servers that start at the same time get the same key, and one that is killed meanwhile leaves no half-written file.
    Raises OSError, or ValueError if the file holds no key.
    """
    if not path.exists():
        _make(path)
    key = path.read_text("ascii").strip()
    if len(key) < 16:
        raise ValueError(f"{path} holds no key: delete it, and a new one is made")
    return key


def _make(path: Path) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was faster: its key is used
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
