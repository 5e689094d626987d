"""The version of Hinge, from pyproject.toml."""

import tomllib
from functools import cache
from pathlib import Path

from flask import Flask


def version_of(app: Flask) -> str:
    return _read(Path(app.root_path, "pyproject.toml"))


@cache
def _read(file: Path) -> str:
    return str(tomllib.loads(file.read_text("utf-8"))["project"]["version"])
