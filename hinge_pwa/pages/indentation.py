"""Pages come without the indentation of their templates, which is for authors alone and some 150 bytes of each page."""

import re

from flask import Flask
from jinja2.ext import Extension

INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Leaves every line where it is, so that an error still names the right one."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return INDENT.sub("", source)


def init_app(app: Flask) -> None:
    app.jinja_env.add_extension(Unindented)
