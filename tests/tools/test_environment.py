"""Setting up a fresh machine, also one on which that was interrupted."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import environment, locks
from tools.installed import missing

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """Records which programs would have been started; making .venv makes a folder with an interpreter."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.breaks_at = ""

    def run(
        self,
        *command: object,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        keep: list[int] | None = None,
    ) -> None:
        words = " ".join(str(part) for part in command)
        name = next(word for word in ("-m venv", "pip install", "apt-get update", "apt-get install") if word in words)
        if name == self.breaks_at:
            raise SystemExit("interrupted")
        self.started.append(f"{name} {Path(words).name}" if name == "pip install" else name)
        if name == "-m venv":
            environment.PYTHON.parent.mkdir()
            environment.PYTHON.symlink_to(sys.executable)
            configuration = f"home = {Path(sys.base_prefix, 'bin')}\ncommand = python {words}\n"
            (environment.VENV / "pyvenv.cfg").write_text(configuration)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    (tmp_path / "requirements").mkdir()
    for name in environment.INCLUDES:
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1")
    venv = tmp_path / ".venv"
    for name, value in {"ROOT": tmp_path, "VENV": venv, "PYTHON": venv / "bin" / "python"}.items():
        monkeypatch.setattr(environment, name, value)
    monkeypatch.setattr(environment, "COMPLETE", venv / "complete")
    monkeypatch.setattr(environment, "run", machine.run)
    check = tmp_path / "check.py"
    check.write_text(f"import sys, pathlib; sys.exit(pathlib.Path({str(tmp_path / 'lost')!r}).exists())")
    monkeypatch.setattr(environment, "CHECK", check)
    monkeypatch.setattr(locks, "DPKG", tmp_path / "requirements")
    monkeypatch.setattr(locks, "APT", ())
    return machine


def test_a_fresh_machine_gets_all_and_the_second_time_nothing(machine: Machine) -> None:
    environment.main("run")
    assert machine.started == ["-m venv", "pip install run.txt"]
    environment.main("run")
    assert len(machine.started) == 2


def test_what_tests_need_includes_what_running_needs(machine: Machine) -> None:
    environment.main("run")
    environment.main("test")
    environment.main("run")
    environment.main("test")
    assert machine.started == ["-m venv", "pip install run.txt", "pip install test.txt"]


def test_what_audits_is_installed_beside_the_rest(machine: Machine) -> None:
    environment.main("test")
    environment.main("audit")
    environment.main("test")
    environment.main("run")
    environment.main("audit")
    assert machine.started == ["-m venv", "pip install test.txt", "pip install audit.txt"]


def test_older_locks_and_back_leave_nothing_older_behind(machine: Machine) -> None:
    lock = environment.ROOT / "requirements"
    environment.main("test")
    newer = {name: (lock / name).read_text() for name in ("run.txt", "test.txt")}
    for name in newer:
        (lock / name).write_text("older==1")
    environment.main("run")
    for name, text in newer.items():
        (lock / name).write_text(text)
    environment.main("test")
    assert machine.started == ["-m venv", "pip install test.txt", "pip install run.txt", "pip install test.txt"]


def pins(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return set(re.findall(r"^[\w.-]+==[\w.]+", text, re.MULTILINE))


def test_all_locks_agree_on_every_version() -> None:
    tests = {pin.partition("==")[0] for pin in pins("test")}
    for name in ("run", "audit"):
        shared = {pin for pin in pins(name) if pin.partition("==")[0] in tests}
        assert shared
        assert shared <= pins("test")


def test_an_audit_that_could_ask_nobody_is_none() -> None:
    """Without --strict, pip-audit skips what its source does not know, and says that all is well."""
    command = subprocess.run(
        ["make", "--dry-run", "audit"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "pip-audit --strict" in command
    assert "exit 1" in command


def test_what_fuzzing_needs_is_installed_for_that_alone(machine: Machine) -> None:
    environment.main("test")
    environment.main("fuzz")
    environment.main("test")
    environment.main("fuzz")
    assert machine.started == ["-m venv", "pip install test.txt", "pip install fuzz.txt"]


@pytest.mark.parametrize("step", ["-m venv", "pip install"])
def test_an_interrupted_first_start_begins_anew(machine: Machine, step: str) -> None:
    machine.breaks_at = step
    with pytest.raises(SystemExit):
        environment.main("run")
    left_over = environment.VENV / "half-installed"
    left_over.parent.mkdir(exist_ok=True)
    left_over.touch()

    machine.breaks_at = ""
    machine.started.clear()
    environment.main("run")
    assert machine.started == ["-m venv", "pip install run.txt"]
    assert not left_over.exists()


def test_an_interrupted_upgrade_begins_anew_too(machine: Machine) -> None:
    environment.main("run")
    machine.breaks_at = "pip install"
    with pytest.raises(SystemExit):
        environment.main("test")
    machine.breaks_at = ""
    machine.started.clear()
    environment.main("run")
    assert machine.started == ["-m venv", "pip install run.txt"]


def test_new_locks_are_installed_into_what_is_there(machine: Machine) -> None:
    environment.main("run")
    (environment.ROOT / "requirements" / "run.txt").write_text("run==2")
    environment.main("run")
    assert machine.started == ["-m venv", "pip install run.txt", "pip install run.txt"]


def test_an_interpreter_that_was_taken_away_is_replaced(machine: Machine) -> None:
    environment.main("run")
    environment.PYTHON.unlink()
    environment.PYTHON.symlink_to("/nowhere/python3")
    environment.main("run")
    assert machine.started == ["-m venv", "pip install run.txt"] * 2


def test_a_checkout_that_was_moved_is_set_up_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.main("run")
    moved = environment.VENV.rename(environment.ROOT / "moved")
    for name in ("VENV", "PYTHON", "COMPLETE"):
        place = moved / getattr(environment, name).relative_to(environment.ROOT / ".venv")
        monkeypatch.setattr(environment, name, place)
    environment.main("run")
    assert machine.started == ["-m venv", "pip install run.txt"] * 2


def test_an_environment_that_lost_a_file_is_made_anew(machine: Machine) -> None:
    environment.main("run")
    lost = environment.ROOT / "lost"
    lost.touch()
    with pytest.raises(SystemExit, match=r"pip has not installed all of requirements/run\.txt"):
        environment.main("run")
    assert machine.started == ["-m venv", "pip install run.txt"] * 2
    lost.unlink()
    environment.main("run")
    assert len(machine.started) == 6, "what was not all there was not recorded as complete"


def test_cleaning_leaves_nothing_and_needs_nothing(machine: Machine) -> None:
    environment.main("clean")
    environment.main("run")
    environment.main("clean")
    assert not environment.VENV.exists()


def test_an_environment_of_another_folder_is_unlinked_and_not_emptied(machine: Machine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "file").touch()
    environment.VENV.symlink_to(other)
    environment.main("run")
    assert not environment.VENV.is_symlink()
    assert (other / "file").exists()


def test_a_folder_that_can_t_be_written_is_named(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def mkdir(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(SystemExit, match=r"^Hinge can't be set up in .*: .*/\.venv: Permission denied"):
        environment.main("run")
    assert machine.started == []


def test_what_is_complete_is_not_written_to(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout may belong to somebody else, or be on a disk that can't be written."""
    environment.main("run")
    before = {path: path.stat().st_mtime_ns for path in (environment.ROOT, environment.VENV, environment.COMPLETE)}
    environment.main("run")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_package_or_a_file_of_one_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    about = tmp_path / "trial-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: trial\nVersion: 1.0\n")
    (about / "RECORD").write_text("trial.py,,\n")
    (tmp_path / "trial.py").touch()
    lock = tmp_path / "lock.txt"

    def lacks(pin: str) -> list[str]:
        lock.write_text(f"# a comment\n{pin} \\\n    --hash=sha256:0\n")
        return list(missing([lock]))

    assert lacks("trial==1.0") == []
    assert lacks("trial==2.0") == ["trial==2.0 (there is 1.0)"]
    assert lacks("other-trial==1.0") == ["other-trial==1.0"]
    assert lacks("other-trial==1.0 ; sys_platform == 'win32'") == []
    (tmp_path / "trial.py").unlink()
    assert lacks("trial==1.0") == ["trial.py of trial==1.0"]


@pytest.fixture
def no_venv_module(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.run

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[Any]:
        return real(["false"] if "import ensurepip, venv" in command else command, **options)

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.usefixtures("no_venv_module")
def test_without_venv_it_says_what_to_install(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=rf"apt-get install python3\.{sys.version_info.minor}-venv"):
        environment.main("run")
    assert machine.started == []


@pytest.mark.usefixtures("no_venv_module")
def test_root_on_debian_gets_venv_installed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    environment.main("run")
    assert machine.started == ["apt-get update", "apt-get install", "-m venv", "pip install run.txt"]


def test_an_old_python_is_told_which_is_needed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer"):
        environment.main("run")


def test_locks_name_no_registry_and_every_package_has_hashes() -> None:
    for name in environment.INCLUDES:
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert "://" not in text
        assert "--index-url" not in text
        packages = [block for block in text.split("\n") if block and not block.startswith((" ", "#"))]
        assert packages
        assert all(line.endswith("\\") for line in packages), "each goes on with its hashes"
