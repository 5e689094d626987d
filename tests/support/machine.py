"""Runs the commands of docs/deploy.md in a folder, with other paths and a substitute for systemd."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from ..browser.server import ROOT

PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
SKIPPED = ("apt-get ", "useradd ", "systemctl daemon-reload", "systemctl reload caddy", "createuser ")
"""Beginnings of commands that are skipped, as they would change the machine that runs the tests."""
RELEASED = (
    "app.py",
    "deploy",
    "hinge_pwa",
    "migrations",
    "pyproject.toml",
    "requirements",
    "static",
    "templates",
    "tools",
)


def commands(section: str) -> list[str]:
    """The commands below the heading `section`, without `sudo`."""
    text = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert text, section
    blocks = re.findall(r"^```sh\n(.*?)^```$", text[1], re.MULTILINE | re.DOTALL)
    assert blocks, section
    return [re.sub(r"^sudo (-u \w+ )?", "", line) for block in blocks for line in block.splitlines()]


class Machine:
    def __init__(self, folder: Path) -> None:
        self.root = folder / "machine"
        self.origin = folder / "origin"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.status: int | None = None
        """The exit status of the service, once it was stopped."""
        self._service: subprocess.Popen[bytes] | None = None
        self.environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.environ |= {
            "PATH": f"{self.root}/usr/local/bin:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HINGE": str(self.origin),
        }
        for place in ("etc/systemd/system", "etc/caddy", "usr/local/bin", "opt"):
            (self.root / place).mkdir(parents=True)

    def release(self, version: str, **files: str) -> None:
        """Commit this code, and `files`, to the repository that the machine clones, and tag it `version`."""
        for name in RELEASED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            if not (self.origin / name).exists():
                self.origin.mkdir(exist_ok=True)
                copy(ROOT / name, self.origin / name)
        for file in (self.origin / "deploy").iterdir():
            file.write_text(self.localized(file.read_text("utf-8")))
        for name, text in files.items():
            (self.origin / name).write_text(text)
        git = "git -c user.name=Hinge -c user.email=hinge@example.org"
        self._shell(
            f"cd {self.origin} && git init --quiet && {git} add --all --force && "
            f"{git} commit --quiet --message {version} && git tag {version}"
        )

    def follow(self, section: str, **variables: str) -> str:
        """Run the commands of a section; returns what they print."""
        self.environ |= variables
        return "".join(self.run(command) for command in commands(section) if not command.startswith(SKIPPED))

    def run(self, command: str) -> str:
        """Run one command of the page; returns what it prints."""
        if command.startswith("systemctl "):
            _, verb, *names = shlex.split(command)
            self._systemctl(verb, [name for name in names if name.startswith("hinge") and "timer" not in name])
            return ""
        if command.startswith("caddy ") and not shutil.which("caddy"):
            return ""
        output = self._shell(re.sub(r" -[og] hinge\b", "", self.localized(command)))
        if command.startswith("git clone"):  # the packages are those that the tests run with
            (self.root / "opt/hinge/.venv").symlink_to(Path(sys.executable).parent.parent)
        return output

    def localized(self, text: str) -> str:
        """`text` with this machine's paths and port."""
        text = re.sub(r"(?<![\w.])/(opt/hinge|etc/|var/lib/hinge|usr/local/bin)", rf"{self.root}/\1", text)
        return re.sub(r"(127\.0\.0\.1:|--port )8000", rf"\g<1>{self.port}", text)

    def unit(self, name: str) -> dict[str, str]:
        parser = ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str  # type: ignore[assignment, method-assign]
        parser.read(self.root / "etc/systemd/system" / name)
        return dict(parser["Service"])

    def close(self) -> None:
        if self._service and self._service.poll() is None:
            os.killpg(self._service.pid, signal.SIGKILL)
            self._service.wait()

    def _systemctl(self, verb: str, names: list[str]) -> None:
        for name in names:
            if name == "hinge-backup":
                unit = self.unit("hinge-backup.service")
                for key in ("ExecStart", "ExecStartPost"):
                    self._shell(unit[key].replace("%%", "%"))
                continue
            if verb in ("stop", "restart"):
                self._stop()
            if verb != "stop":
                self._start()

    def _start(self) -> None:
        unit = self.unit("hinge.service")
        settings = Path(unit["EnvironmentFile"]).read_text().splitlines()
        environ = self.environ | dict(line.split("=", 1) for line in settings if not line.startswith("#"))
        self._shell(unit["ExecStartPre"], unit["WorkingDirectory"], environ)
        with (self.root / "log").open("ab") as log:
            self._service = subprocess.Popen(
                shlex.split(unit["ExecStart"]),
                cwd=unit["WorkingDirectory"],
                env=environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _stop(self) -> None:
        assert self._service
        self._service.terminate()
        self.status = self._service.wait(timeout=int(self.unit("hinge.service")["TimeoutStopSec"]))

    def _shell(self, command: str, folder: str = "/", environ: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            ["sh", "-euc", command],
            cwd=folder,
            env=environ or self.environ,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
