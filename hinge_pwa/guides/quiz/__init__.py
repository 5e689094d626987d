"""*Right or wrong?*: the poses of a guide's mistakes, and of what is right, for pictures that the browser computes."""

import json
from typing import Any

import msgspec
from flask import Flask

from ...kept import Kept
from .sheet import sheet

__all__ = ["sheet", "sheet_of"]


def sheet_of(app: Flask) -> dict[str, Any]:
    """The questions of the app's guides, computed once: they are the same in every language."""
    if "quiz" not in app.extensions:
        guides = app.extensions["guides"].values()
        kept: Kept = app.extensions["kept"]
        text = kept.text([b"quiz", msgspec.json.encode(list(guides))], lambda: json.dumps(sheet(guides)))
        app.extensions["quiz"] = json.loads(text)
    found: dict[str, Any] = app.extensions["quiz"]
    return found
