"""What README.md, CONTRIBUTING.md and docs/ say is true."""

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePath

import pytest

from hinge_pwa import config

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
TOPICS = sorted(page for page in (ROOT / "docs").glob("*.md") if page.name != "README.md")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "static/js/counters/README.md"])
NOT_OURS = r"\.|__pycache__$|instance$"


def files() -> Iterator[str]:
    """The path of each file of the project, with `/`."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = (name for name in folders if name == ".github" or not re.match(NOT_OURS, name))
        yield from (Path(folder, name).relative_to(ROOT).as_posix() for name in names)


FILES = list(files())
PATHS = {*FILES, *(str(folder) for name in FILES for folder in PurePath(name).parents)}
TOP = {path for path in PATHS if (ROOT / path).is_dir() and "/" not in path}
ENDS = {"/".join(PurePath(name).parts[at:]) for name in FILES for at in range(len(PurePath(name).parts))}
"""Each path, and what is left of it without its first folders."""

QUOTED = re.compile(r"`([^`\n]+)`")
MADE = re.compile(r"instance/|\.fuzz/")
"""What exists only while Hinge runs."""
EXAMPLE = re.compile(r"(templates|static/js|static/css)/words(/|\.)")
"""The page that CONTRIBUTING.md adds."""


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


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


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text) + re.findall(r'src="([^"]+)"', text):
        if "://" not in target:
            path, _, heading = target.partition("#")
            there = page.parent / path if path else page
            assert there.exists(), f"{page.name} names {target}"
            assert not heading or heading in headings(there), f"{page.name} names {target}"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "Makefile"], ids=named)
def test_every_file_and_test_that_is_named_exists(page: Path) -> None:
    """A file may be named by the end of its path, such as `practice/machine.js`; several by `*`."""
    text = page.read_text("utf-8")
    words = text.split() if page.name == "Makefile" else [word for one in QUOTED.findall(text) for word in one.split()]
    words += re.findall(r"^[ |]+([\w./-]+)  ", text, re.MULTILINE)  # in a drawing
    wrong = [word for word in words if not exists(word.rstrip(".,:;)"))]
    assert not wrong, f"{page.relative_to(ROOT)} names {wrong}"


def exists(word: str) -> bool:
    """Whether there is the file, folder or test that `word` names; true of what names none."""
    path, _, test = word.partition("::")
    if MADE.match(path) or EXAMPLE.match(path):
        return True
    if test:
        return path in PATHS and test in names_of_tests(path)
    if "/" in path and path.partition("/")[0] in TOP:
        return any(fnmatch(name, path) for name in PATHS) if "*" in path else path.rstrip("/") in PATHS
    if re.fullmatch(r"[\w-]+(/[\w-]+)*\.(py|js|mjs|css)", path):
        return path in ENDS or path in NAMES_OF_OTHERS
    return True


NAMES_OF_OTHERS = {"NoSleep.js", "artyom.js"}


def names_of_tests(name: str) -> set[str]:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize(
    ("word", "is_right"),
    [
        ("tests/docs/test_docs.py", True),
        ("tests/docs/test_docs.py::test_what_is_wrong_is_noticed", True),
        ("tests/docs/test_docs.py::test_that_nobody_wrote", False),
        ("tests/browser/test_sync*.py", True),
        ("tests/browser/test_nothing*.py", False),
        ("tests/test_docs.py", False),
        ("hinge_pwa/sync/", True),
        ("hinge_pwa/skeleton.py", False),
        ("practice/machine.js", True),
        ("history/machine.js", False),
        ("machine.js", True),
        ("achine.js", False),
        ("and/or", True),
        ("/etc/hinge/settings.env", True),
    ],
)
def test_what_is_wrong_is_noticed(word: str, is_right: bool) -> None:
    assert exists(word) is is_right


@pytest.mark.parametrize("page", TOPICS, ids=named)
def test_a_title_begins_with_the_word_of_its_file(page: Path) -> None:
    title = page.read_text("utf-8").partition("\n")[0]
    assert title.lower().startswith(f"# {page.stem.replace('-', ' ')}"), title


def test_the_index_lists_every_page_once() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| \[([^]]+)\]\(([^)]+)\) \| \S", index, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted([*(page.name for page in TOPICS), "openapi.yaml"])
    assert all(name == target for name, target in rows)


@pytest.mark.parametrize("page", ["docs/README.md", "docs/architecture.md", "CONTRIBUTING.md"])
def test_the_readme_leads_to(page: str) -> None:
    assert f"]({page})" in README


def drawn(heading: str) -> set[str]:
    """The folders and modules of the drawing below a heading of architecture.md."""
    text = ARCHITECTURE.partition(f"### {heading}")[2]
    block = re.search(r"(^    .+\n)+", text, re.MULTILINE)
    assert block, heading
    return set(re.findall(r"[\w-]+(?:/|\.\w+)(?=\s)", block[0]))


@pytest.mark.parametrize(
    ("heading", "folder"),
    [
        ("The packages of the server", "hinge_pwa"),
        ("The packages of the figure", "hinge_pwa/figure"),
        ("The folders of the scripts", "static/js"),
    ],
)
def test_the_drawings_name_every_package_and_module_of_a_folder(heading: str, folder: str) -> None:
    inside = {name.removeprefix(f"{folder}/") for name in FILES if name.startswith(f"{folder}/")}
    there = {re.sub(r"/.*", "/", name) for name in inside if not name.endswith((".md", ".toml"))}
    without = {"__init__.py"} - drawn(heading)
    assert drawn(heading) == there - without
