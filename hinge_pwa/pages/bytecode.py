"""Keeps compiled templates on disk, so that the next start of the server need not compile them."""

from contextlib import suppress
from pathlib import Path

from flask import Flask
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class TemplateCache(FileSystemBytecodeCache):
    """A folder that can't be written, as on a full disk, keeps nothing."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    folder = Path(app.instance_path) / "build" / "templates"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = TemplateCache(str(folder))
