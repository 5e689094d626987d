"""Runs the tests of the pure JavaScript modules, with the Node that Playwright's Python package brings."""

import re
import subprocess
from pathlib import Path

import playwright
import pytest

NODE = Path(playwright.__file__).parent / "driver" / "node"
TESTS = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_modules_without_a_browser(path: Path) -> None:
    # without --test, which starts a second process
    done = subprocess.run([NODE, "--test-reporter=spec", path], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert re.search(r"^ℹ tests [1-9]", done.stdout, re.MULTILINE), f"{path.name} has no test"


def test_there_are_modules_to_test() -> None:
    assert TESTS
