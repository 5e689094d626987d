"""Texts compressed as far as it goes, and kept on disk, so that a server that starts again has them at once.

Brotli's best takes 3 seconds for all pages and files. A file is named by what was compressed, and its content is
checked against it: one that is damaged is made anew.
"""

import gzip
import hashlib
import os
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import brotli


class Coding(NamedTuple):
    compress: Callable[[bytes], bytes]
    decompress: Callable[[bytes], bytes]


CODINGS = {
    "br": Coding(brotli.compress, brotli.decompress),
    "gzip": Coding(lambda text: gzip.compress(text, mtime=0), gzip.decompress),
}
"""By their names in HTTP, the best first."""


class Compressed:
    """Keeps its files in `folder`; where that can't be read or written, it compresses each time it is asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def compress(self, text: bytes, coding: str) -> bytes:
        compress, decompress = CODINGS[coding]
        path = self._folder / f"{hashlib.sha256(text).hexdigest()}.{coding}"
        with suppress(OSError, EOFError, zlib.error, brotli.error):
            if decompress(content := path.read_bytes()) == text:
                return content
        content = compress(text)
        with suppress(OSError):
            _write(path, content)
        return content


def _write(path: Path, content: bytes) -> None:
    """Processes and threads that write the same one do not meet, and none reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
