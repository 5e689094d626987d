"""What is wrong at the start ends it with one sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .browser.server import ROOT

GRANIAN = ("granian", "--interface", "wsgi", "--workers-kill-timeout", "1", "--port", "0", "app:app")
FLASK = ("flask", "--app", "app", "db", "upgrade")


def start(instance: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "INSTANCE_PATH": str(instance), **settings}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("command", [GRANIAN, FLASK], ids=["served", "command"])
def test_a_wrong_setting_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = start(tmp_path, *command, TRUSTED_PROXIES="many")
    assert done.returncode == 1
    assert "Hinge can't start: TRUSTED_PROXIES must be a whole number from 0 to 10, not 'many'\n" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_database_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    done = start(tmp_path, *GRANIAN)
    assert done.returncode == 1
    assert "Hinge can't start: the database has no tables yet: run `flask --app app db upgrade`\n" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_migrating_a_database_that_is_away_says_so(tmp_path: Path) -> None:
    done = start(tmp_path, *FLASK, DATABASE_URL="postgresql://ada:secret@127.0.0.1:1/hinge")
    assert done.returncode == 1
    assert "the database can't be reached: see DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
