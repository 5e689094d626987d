"""Compresses texts at the best quality, and caches the results on disk for the next start of the server.

Brotli's best quality takes 3 seconds for all pages and files. The name of a cached file is the hash of the text. Its
content is decompressed and compared with the text: a damaged file is replaced.
"""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import brotli

from ..kept import write


class Coding(NamedTuple):
    compress: Callable[[bytes], bytes]
    decompress: Callable[[bytes], bytes]


CODINGS = {
    "br": Coding(brotli.compress, brotli.decompress),
    "gzip": Coding(lambda text: gzip.compress(text, mtime=0), gzip.decompress),
}
"""By their names in HTTP, in order of preference."""


class CompressionCache:
    """Stores its files in `folder`; if that can't be read or written, each call of `compress` compresses anew."""

    def __init__(self, folder: Path, codings: Mapping[str, Coding] = CODINGS) -> None:
        self._folder = folder
        self._codings = codings

    def compress(self, text: bytes, coding: str) -> bytes:
        compress, decompress = self._codings[coding]
        path = self._folder / f"{hashlib.sha256(text).hexdigest()}.{coding}"
        with suppress(OSError, EOFError, zlib.error, brotli.error):
            if decompress(content := path.read_bytes()) == text:
                return content
        content = compress(text)
        with suppress(OSError):
            write(path, content)
        return content
