"""Keeps computed texts on disk for the next start of the server, in files named by all that a text depends on."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

DIGEST_BYTES = 32


class Kept:
    """Stores its files in `folder`; without one, or if it can't be read or written, each text is computed anew.

    `sources` are the files and folders whose code computes the texts: after a change of one of them, nothing that was
    kept before is found.
    """

    def __init__(self, folder: Path | None, sources: Iterable[Path] = ()) -> None:
        self._folder = folder
        self._sources = digest(*map(_content, sources)) if folder else b""

    def text(self, parts: Iterable[bytes], compute: Callable[[], str]) -> str:
        """What `compute` returned for the same `parts` and sources, or else now returns."""
        if self._folder is None:
            return compute()
        path = self._folder / digest(self._sources, *parts).hex()
        with suppress(OSError, ValueError):
            return _read(path)
        text = compute()
        with suppress(OSError):
            write(path, digest(text.encode()) + text.encode())
        return text


def digest(*parts: bytes) -> bytes:
    """The SHA-256 of the parts and of where each of them ends."""
    lengths = b" ".join(b"%d" % len(part) for part in parts)
    return hashlib.sha256(b"\n".join([lengths, *parts])).digest()


def write(path: Path, content: bytes) -> None:
    """Atomic: processes and threads may write the same file at once, and none reads half of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _read(path: Path) -> str:
    """Raises OSError where there is no such file, ValueError for one that is damaged."""
    content = path.read_bytes()
    expected, text = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
    if digest(text) != expected:
        raise ValueError(f"{path} is damaged")
    return text.decode()


def _content(source: Path) -> bytes:
    """The digest of all files of a folder and of their names, or of one file."""
    if source.is_file():
        return digest(source.read_bytes())
    files = sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return digest(*(part for path in files for part in (str(path.relative_to(source)).encode(), path.read_bytes())))
