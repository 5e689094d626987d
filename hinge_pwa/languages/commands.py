"""`flask languages`: commands for translators."""

from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages import Catalog
from babel.messages.pofile import write_po
from flask import Flask, current_app
from flask.cli import AppGroup

from . import catalogue, language, messages
from .catalogue import LanguageError

commands = AppGroup("languages", help="The languages of the pages.")
folder = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


def init_app(app: Flask) -> None:
    app.cli.add_command(commands)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def extract(file: Path) -> None:
    """Write every message of the pages to FILE, a PO template."""
    with file.open("wb") as output:
        write_po(output, _template(), width=120, include_lineno=False)
    click.echo(f"Wrote {file}")


@commands.command()
@folder
def update(folder: Path) -> None:
    """Bring FOLDER/pages.po up to date with the pages; a new FOLDER, named such as `de`, begins a language."""
    path = folder / "pages.po"
    try:
        locale = language.locale(folder.name)
        catalog = catalogue.read(path, locale) if path.exists() else messages.empty(locale)
    except LanguageError as error:
        raise click.ClickException(str(error)) from None
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(messages.update_catalogue(catalog, _template()), "utf-8")
    click.echo(f"Wrote {path}: {sum(1 for _ in messages.missing_messages(catalog, _template()))} messages to translate")


@commands.command()
@folder
def check(folder: Path) -> None:
    """Say all that is wrong or missing in FOLDER."""
    wrong = list(_problems(folder))
    if wrong:
        raise click.ClickException("\n".join(wrong))
    click.echo("All words are there.")


def _problems(folder: Path) -> Iterator[str]:
    path = folder / "pages.po"
    try:
        catalog = catalogue.read(path, language.locale(folder.name))
    except LanguageError as error:
        yield str(error)
    else:
        yield from (f"{path}: {problem}" for problem in messages.missing_messages(catalog, _template()))


def _template() -> Catalog:
    return messages.extract(Path(current_app.root_path, "templates"))
