"""The HTML pages. Each is the same for every visitor: personal data is on the phone."""

from flask import Flask

from . import bytecode, indentation, views


def init_app(app: Flask) -> None:
    bytecode.init_app(app)
    indentation.init_app(app)
    views.init_app(app)
