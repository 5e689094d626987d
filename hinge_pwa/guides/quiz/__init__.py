"""*Right or wrong?*: the poses of a guide's mistakes, and of what is right, for pictures that the browser computes."""

from typing import Any

from flask import Flask

from .sheet import sheet

__all__ = ["sheet", "sheet_of"]


def sheet_of(app: Flask) -> dict[str, Any]:
    """The questions of the app's guides, computed once: they are the same in every language."""
    if "quiz" not in app.extensions:
        app.extensions["quiz"] = sheet(app.extensions["guides"].values())
    found: dict[str, Any] = app.extensions["quiz"]
    return found
