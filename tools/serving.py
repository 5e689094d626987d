"""The command by which `make run` serves Hinge, for tests and benches that start servers."""

import re
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def command(
    application: str = "app:front", host: str = "127.0.0.1", port: int = 8000, kill_timeout: int = 3
) -> list[str]:
    """The Makefile's command with these values. `kill_timeout` is in seconds."""
    new = {"app:front": application, '"$(HOST)"': host, '"$(PORT)"': str(port)}
    words = [new.get(word, word) for word in _words()]
    words[words.index("--workers-kill-timeout") + 1] = str(kill_timeout)
    return [sys.executable, "-m", *words]


@cache
def _words() -> tuple[str, ...]:
    match = re.search(r"^SERVE := (granian .+?app:front)$", (ROOT / "Makefile").read_text(), re.MULTILINE | re.DOTALL)
    assert match, "the Makefile no longer says how to serve"
    return tuple(match[1].replace("\\\n", " ").split())
