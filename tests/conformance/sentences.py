"""Splits docs/sync.md into sentences, and records which tests cover them.

Each row of a table, item of a list and paragraph is split into its sentences. Code blocks belong to the sentence before
them. Tests quote a sentence by its beginning, without Markdown's backticks and asterisks.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

PROTOCOL = Path(__file__).parents[2] / "docs" / "sync.md"

BLOCK = re.compile(r"^```.*?^```\n", re.MULTILINE | re.DOTALL)
PARAGRAPH = re.compile(r"\n\s*\n|\n(?=- |\| |\|-|#)")
TABLE_HEAD = re.compile(r"^\|.*\n(?=\|-)", re.MULTILINE)
END = re.compile(r"(?<!e\.g\.)(?<=\.) +(?=[A-Z`*\[])")

Test = TypeVar("Test", bound=Callable[..., None])


class Sentence(NamedTuple):
    section: str
    text: str

    @property
    def is_of_client(self) -> bool:
        return self.section == "The client" or "client" in self.text

    @property
    def is_of_server(self) -> bool:
        return self.section != "The client" and not self.text.startswith("The client")


def read(text: str) -> list[Sentence]:
    """The sentences of a page in Markdown, in order."""
    section, found = "", []
    for paragraph in PARAGRAPH.split(TABLE_HEAD.sub("", BLOCK.sub("", text))):
        line = " ".join(paragraph.split())
        if line.startswith("#"):
            section = _plain(line.lstrip("# "))
        elif set(line) - set("|-"):
            found += [Sentence(section, plain) for part in END.split(line) if (plain := _plain(part))]
    return found


def find(beginning: str, sentences: list[Sentence]) -> Sentence:
    """The sentence with this beginning; its section and `>` may stand before it. Raises LookupError unless there is
    exactly one.
    """
    section, _, text = beginning.rpartition(" > ")
    found = [each for each in sentences if each.text.startswith(text) and each.section.startswith(section)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} sentences of {PROTOCOL.name} begin with {beginning!r}: quote one of it")
    return found[0]


COVERED: dict[str, list[str]] = {}
"""The tests that cover a sentence, by its beginning."""


def covers(*beginnings: str) -> Callable[[Test], Test]:
    """Declares which sentences a test covers."""

    def declare(test: Test) -> Test:
        for beginning in beginnings:
            COVERED.setdefault(beginning, []).append(f"{test.__module__}.{test.__name__}")
        return test

    return declare


def _plain(markdown: str) -> str:
    return re.sub("[`*]", "", markdown).removeprefix("- ").strip("| ")
