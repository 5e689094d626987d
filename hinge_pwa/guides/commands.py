"""`flask figure sheet`: every picture of every guide on one page, for authors of guides."""

from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask, current_app, render_template
from flask.cli import AppGroup
from markupsafe import Markup

from ..figure import movement, picture
from .model import Guide

STYLES = ("layers.css", "tokens.css", "figure.css")

commands = AppGroup("figure", help="The illustrated figure.")


def init_app(app: Flask) -> None:
    app.cli.add_command(commands)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def sheet(file: Path) -> None:
    """Write the contact sheet of all guides to FILE, an HTML page that needs no server."""
    css = Path(current_app.root_path, "static", "css")
    guides = current_app.extensions["guides"].values()
    page = render_template(
        "figure/contact-sheet.html",
        style=Markup("\n".join((css / name).read_text("utf-8") for name in STYLES)),  # noqa: S704
        guides=[(guide, list(pictures(guide))) for guide in guides],
    )
    file.write_text(page, "utf-8")
    click.echo(f"Wrote {file}")


def pictures(guide: Guide) -> Iterator[tuple[str, Markup]]:
    """The movement and each picture of the guide, with its key in the guide's file."""
    id = f"{guide.slug}-movement"
    yield "movement", movement(guide.movement, guide.tempo, title=guide.title, description=guide.what, id=id)
    for key, spec in guide.pictures():
        yield key, picture(spec, title=key, description=guide.title, id=f"{guide.slug}-{key}")
