"""docs/sync.md and the tests are held together: no sentence without a test, no test for a sentence that is gone."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from . import __path__ as folder
from .client import CLIENT
from .sentences import COVERED, PROTOCOL, Sentence, covers, find, read

ROOT = Path(__file__).parents[2]
SENTENCES = read(PROTOCOL.read_text("utf-8"))


@pytest.fixture(autouse=True)
def server() -> None:
    """Needs none."""


@pytest.fixture(scope="module")
def shown() -> dict[Sentence, list[str]]:
    for module in pkgutil.iter_modules(folder):
        if module.name.startswith("test_"):
            importlib.import_module(f"{__package__}.{module.name}")
    found: dict[Sentence, list[str]] = {}
    for beginning, tests in COVERED.items():
        found.setdefault(find(beginning, SENTENCES), []).extend(tests)
    return found


@covers("Every sentence of this page has a test")
def test_every_sentence_of_the_servers_half_is_shown(shown: dict[Sentence, list[str]]) -> None:
    missing = [sentence.text for sentence in SENTENCES if sentence.is_of_server and sentence not in shown]
    assert not missing, "no test shows:\n" + "\n".join(missing)


def test_what_shows_a_sentence_is_run_as_a_test(shown: dict[Sentence, list[str]]) -> None:
    assert all(test.rpartition(".")[2].startswith("test_") for tests in shown.values() for test in tests)


def test_every_sentence_of_the_clients_half_is_shown() -> None:
    listed = {find(beginning, SENTENCES) for beginning in CLIENT}
    missing = [sentence.text for sentence in SENTENCES if sentence.is_of_client and sentence not in listed]
    assert not missing, "no test of the client shows:\n" + "\n".join(missing)


@pytest.mark.parametrize("path", sorted({path for tests in CLIENT.values() for path, _ in tests}))
def test_the_tests_of_the_client_are_there(path: str) -> None:
    named = {name for tests in CLIENT.values() for where, name in tests if where == path}
    assert named <= named_tests(ROOT / path)


def named_tests(file: Path) -> set[str]:
    text = file.read_text("utf-8")
    if file.suffix == ".mjs":
        return set(re.findall(r"^test\('(.+)', (?:async )?\(", text, re.MULTILINE))
    return {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}


def test_a_page_is_taken_apart_into_rows_items_and_sentences() -> None:
    text, block = "# A\n\nOne. `Two`\ngoes on: so.\n\n", "```\nCode. No.\n```\n\n"
    page = f"{text}{block}| head |\n|---|\n| a | **b**. C |\n\n- D\n  e. [F](g).\n"
    assert [sentence.text for sentence in read(page)] == ["One.", "Two goes on: so.", "a | b.", "C", "D e.", "[F](g)."]


def test_a_quotation_is_of_one_sentence() -> None:
    sentences = read("# A\n\nOne and one. One and two.\n\n# B\n\nOne and one, e.g. `1`.")
    assert find("One and t", sentences) == sentences[1]
    assert find("B > One and one", sentences) == sentences[2]
    for beginning in ("One", "Three"):
        with pytest.raises(LookupError):
            find(beginning, sentences)
