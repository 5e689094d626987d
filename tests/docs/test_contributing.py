"""What a contributor's tools are told is what everyone runs, and the forms on GitHub can be filled in."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (".ci", ".github", "deploy", "docs", "hinge_pwa", "migrations", "static", "templates", "tests", "tools")
SUFFIXES = (".py", ".js", ".mjs", ".css", ".html", ".toml", ".md", ".yml", ".yaml", ".po", ".mako")
WITH_TABS = ("Makefile", "Caddyfile")
AS_OTHERS_MADE_THEM = ("static/vendor/", "tests/vendor/", "tests/cases/")
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_before_a_commit_the_same_checks_run_and_nothing_is_fetched() -> None:
    (source,) = read(".pre-commit-config.yaml")["repos"]
    (hook,) = source["hooks"]
    assert (source["repo"], hook["language"], hook["entry"]) == ("local", "system", "make check")
    assert hook["always_run"] is True
    assert hook["pass_filenames"] is False
    assert subprocess.run([*hook["entry"].split(), "--dry-run"], cwd=ROOT, capture_output=True).returncode == 0


def test_the_workflow_runs_what_everyone_runs_with_no_right_to_write() -> None:
    workflow = read(".github/workflows/test.yml")
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    assert job["steps"][-1] == {"run": "make test"}
    assert "exec make test" in (ROOT / ".ci" / "run").read_text()
    assert {"push", "pull_request"} == set(workflow[True]), "YAML 1.1 reads `on` as true, and GitHub does not"


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_takes(form: Path) -> None:
    """https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests"""
    parsed = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(parsed)
    fields = [part for part in parsed["body"] if part["type"] != "markdown"]
    assert fields
    assert len({part["id"] for part in fields}) == len(fields)
    for part in fields:
        assert part["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert part["attributes"]["label"]
        options = part["attributes"].get("options", [])
        assert (part["type"] in ("dropdown", "checkboxes")) == bool(options)
        assert all(isinstance(option, str) for option in options), "Off without quotes is false"


@pytest.mark.parametrize("page", ["SECURITY.md", ".github/pull_request_template.md"])
def test_what_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r"`([\w./-]+\.\w+|docs/)`", text)
    assert named
    for name in named:
        assert (ROOT / name).exists(), name
    for target in re.findall(r"`make (\w+)`", text):
        assert subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True).returncode == 0, target


def test_files_are_indented_as_the_editor_is_told() -> None:
    sections = re.findall(r"^\[(.+)\]\n((?:\w+ = .+\n)+)", (ROOT / ".editorconfig").read_text(), re.MULTILINE)
    told = {pattern: dict(line.split(" = ") for line in lines.splitlines()) for pattern, lines in sections}
    assert told["*"]["indent_size"] == "2"
    assert told["*.{py,mako}"] == {"indent_size": "4"}
    assert told["{Makefile,Caddyfile}"] == {"indent_style": "tab"}
    written = [path for pattern in ("*", *(f"{folder}/**/*" for folder in FOLDERS)) for path in ROOT.glob(pattern)]
    for path in written:
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(AS_OTHERS_MADE_THEM) or not (path.suffix in SUFFIXES or path.name in WITH_TABS):
            continue
        text = path.read_bytes().decode("utf-8")
        assert "\r" not in text, name
        assert text == "" or text.endswith("\n"), name
        assert not re.search(r"[ \t]$", text, re.MULTILINE), name
        has_tabs = re.search(r"^\t", text, re.MULTILINE) is not None
        assert has_tabs == (path.name in WITH_TABS), name
