"""docs/security.md names every requirement, real tests, and the headers that are sent."""

import ast
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from hinge_pwa.database.engine import db

from ..support.phones import Phone

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")

# How many requirements of the levels 1 and 2 each section of ASVS 5.0.0 has; they come before those of level 3.
REQUIREMENTS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
    "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
    "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "11.1": 2, "11.2": 3, "11.3": 3,
    "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3,
    "16.5": 3,
}  # fmt: skip
WHOLE_CHAPTERS = ["10", "17"]
ROW = re.compile(r"^\| (\d[\d.–]*) \| (.+) \| \*\*(.+?)\*\*(.*) \| (.*) ?\|$", re.MULTILINE)
STATES = {"Met", "Partly", "Not met", "Not here", "Operator"}


def numbers(cell: str) -> list[str]:
    """`1.2.6–1.2.8` is three."""
    first, _, last = cell.partition("–")
    if not last:
        return [first]
    section, _, start = first.rpartition(".")
    assert last.rpartition(".")[0] == section
    return [f"{section}.{at}" for at in range(int(start), int(last.rpartition(".")[2]) + 1)]


def test_every_requirement_stands_there_once_and_in_order() -> None:
    wanted = [f"{section}.{at}" for section, count in REQUIREMENTS.items() for at in range(1, count + 1)]
    found = [number for row in ROW.findall(TEXT) for number in numbers(row[0])]
    assert [number for number in found if number not in WHOLE_CHAPTERS] == wanted
    assert [number for number in found if number in WHOLE_CHAPTERS] == WHOLE_CHAPTERS
    assert len(ROW.findall(TEXT)) == len(re.findall(r"^\| \d", TEXT, re.MULTILINE))


def test_every_requirement_has_a_state_and_what_is_met_is_shown() -> None:
    for number, _, state, _, shown in ROW.findall(TEXT):
        assert state.removesuffix(".") in STATES, number
        if state.startswith(("Met", "Partly")):
            assert "`tests/" in shown or "](" in shown, number


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)::(\w+)`", TEXT))
    assert len(named) > 50
    assert TEXT.count("::") == len(re.findall(r"`tests/[\w/.]+::\w+`", TEXT))
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{name}"


def headers(intro: str) -> list[tuple[str, str]]:
    """The headers of the block that comes after the line `intro`."""
    block = TEXT.partition(f"{intro}\n\n```\n")[2].partition("\n```")[0]
    assert block, intro
    return [(name, value) for name, _, value in (line.partition(": ") for line in block.splitlines())]


@pytest.mark.parametrize(("intro", "url"), [
    ("Every page, also the one for an error:", "http://localhost/"),
    ("Every page, also the one for an error:", "http://localhost/nowhere/"),
    ("The service worker:", "http://localhost/sw.js"),
    ("Every picture in SVG, which would be a document if it were opened by itself:", "icons/icon.svg"),
    ("Every answer, whatever it is:", "http://localhost/"),
    ("Every answer, whatever it is:", "http://localhost/api/nowhere"),
    ("Every answer, whatever it is:", "js/app.js"),
    ("Every answer over https, and none over http:", "https://localhost/"),
    ("Every answer over https, and none over http:", "https://localhost/api/nowhere"),
    ("Every answer under `/api/`:", "http://localhost/api/nowhere"),
])  # fmt: skip
def test_every_header_is_what_is_sent(site: Flask, intro: str, url: str) -> None:
    sent = site.test_client().get(site.extensions["assets"].urls.get(url, url)).headers
    for name, value in headers(intro):
        assert re.sub(r"sha256-[\w+/=]+", "sha256-…", sent[name]) == value


def test_an_operator_ends_sessions_by_the_statement_of_the_docs(app: Flask, phone: Phone, client: FlaskClient) -> None:
    (statement,) = re.findall(r"`(DELETE FROM \w+)`", TEXT)
    with app.app_context():
        db.session.execute(sa.text(statement))
        db.session.commit()
    assert phone.post().status_code == 401
    assert client.post("/api/account").status_code == 201
