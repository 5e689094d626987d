"""Finding and getting the browsers that the tests drive."""

import os
import shutil
from pathlib import Path

import pytest

from tools import browsers, locks


class Machine:
    """Records what would have been installed; `archive` has the packages that apt-get knows."""

    def __init__(self) -> None:
        self.here: set[str] = set()
        self.archive = {package for packages in browsers.PACKAGES.values() for package in packages}
        self.attempts: list[str] = []

    def attempt(self, *command: str) -> None:
        self.attempts.append(" ".join(command))
        if command[:2] == ("apt-get", "install"):
            self.here |= {engine for engine, packages in browsers.PACKAGES.items() if set(packages) <= set(command)}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(locks, "DPKG", tmp_path)
    monkeypatch.setattr(locks, "APT", ())
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(browsers, "attempt", machine.attempt)
    monkeypatch.setattr(browsers, "is_here", lambda engine: engine in machine.here)
    monkeypatch.setattr(browsers, "is_known", lambda package: package in machine.archive)
    monkeypatch.setattr(browsers, "chromium", lambda: "/usr/bin/chromium" if "chromium" in machine.here else None)
    monkeypatch.setattr(browsers, "starts", lambda _: "chromium" in machine.here)
    return machine


def test_a_fresh_machine_gets_all_at_once(machine: Machine) -> None:
    browsers.main()
    assert machine.attempts == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends chromium chromium-headless-shell webkit2gtk-driver "
        "gir1.2-webkit2-4.1 python3-gi xvfb firefox-esr",
    ]


def test_what_is_there_is_left_alone(machine: Machine) -> None:
    machine.here = {"chromium", "firefox"}
    browsers.main()
    assert machine.attempts[1:] == [
        "apt-get install -y -qq --no-install-recommends webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb"
    ]
    machine.attempts.clear()
    browsers.main()
    assert machine.attempts == []


def test_a_package_that_the_archive_lacks_keeps_back_no_other(machine: Machine) -> None:
    machine.here = {"chromium"}
    machine.archive.remove("firefox-esr")
    browsers.main()
    assert machine.attempts[1].endswith(" xvfb")
    assert machine.here == {"chromium", "webkit"}


def test_without_root_only_chromium_is_required(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.here = {"chromium"}
    browsers.main()
    assert machine.attempts == []

    machine.here = set()
    with pytest.raises(SystemExit, match="no Chromium"):
        browsers.main()
    assert [attempt.split(" -m ")[-1] for attempt in machine.attempts] == ["playwright install chromium"]
