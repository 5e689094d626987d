"""What README.md and docs/ say is true."""

import re
import subprocess
from pathlib import Path

import pytest

from hinge_pwa import config

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


def make(*arguments: str) -> str:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def test_the_readme_shows_a_picture_a_sentence_and_then_exactly_two_commands() -> None:
    picture, sentence, commands = (README.index(part) for part in ("<img", "**Hinge ", "\n    make "))
    assert picture < sentence < commands
    assert re.findall(r"^    (.+)$", README, re.MULTILINE) == ["make run", "make test"]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)", README))))
def test_every_command_of_the_readme_exists(target: str) -> None:
    assert make("--dry-run", target)


def test_help_explains_every_command() -> None:
    described = dict(line.removeprefix("make ").split(maxsplit=1) for line in make("help").splitlines())
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony
    assert sorted(described) == sorted(phony[1].split())


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "settings.md"], ids=lambda path: path.name)
def test_every_setting_is_documented_and_no_other(page: Path) -> None:
    documented = re.findall(r"^\| `([A-Z_]+)` \|", page.read_text("utf-8"), re.MULTILINE)
    assert documented == [setting.name for setting in config.SETTINGS]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} names {target}"


def test_every_page_of_the_docs_is_found_from_the_readme() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        assert f"docs/{page.name}" in README
