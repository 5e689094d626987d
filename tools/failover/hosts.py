"""Hosts: each has a network namespace and a process namespace, and a cable to the bridge that all share.

What runs here must have namespaces of its own, in which it may make the bridge: see __main__.py.
"""

import os
import pwd
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .until import until

BRIDGE = "switch"
BITS = 24


class Host:
    def __init__(self, name: str, address: str, folder: Path) -> None:
        self.name = name
        self.address = address
        self.folder = folder / name
        """Its disk: outlives its power."""
        self.folder.mkdir()
        self.folder.chmod(0o755)
        self._power: subprocess.Popen[bytes] | None = None

    def boot(self, *, connected: bool = True) -> None:
        """Switch it on, with nothing running on it."""
        alone = ("unshare", "--net", "--pid", "--fork", "--kill-child")
        self._power = subprocess.Popen([*alone, "sleep", "infinity"])
        until(self._children, f"the namespaces of {self.name}")
        self.run("ip", "link", "set", "lo", "up")
        if not connected:
            return
        self.run_outside("ip", "link", "add", self.name, "type", "veth", "peer", "name", "eth0", "netns", self._first)
        self.run_outside("ip", "link", "set", self.name, "master", BRIDGE, "up")
        self.run("ip", "address", "add", f"{self.address}/{BITS}", "dev", "eth0")
        self.run("ip", "link", "set", "eth0", "up")

    def fail(self) -> None:
        """A power cut: the cable goes dead first, so that the others hear no farewell; then every process at once."""
        self.unplug()
        self.switch_off()
        self.run_outside("ip", "link", "delete", self.name)

    def unplug(self) -> None:
        self.run_outside("ip", "link", "set", self.name, "down")

    def plug(self) -> None:
        self.run_outside("ip", "link", "set", self.name, "up")

    def switch_off(self) -> None:
        """Kill every process on it at once."""
        assert self._power
        self._power.kill()
        self._power.wait()

    def run(self, *command: object, user: str = "root", environ: Mapping[str, str] | None = None) -> str:
        """What `command` printed. Raises RuntimeError when it fails."""
        return self.run_outside(*self._here(user), *command, environ=environ)

    def start(self, *command: object, user: str = "root", environ: Mapping[str, str] | None = None) -> None:
        """Let `command` run until the power goes."""
        program = Path(str(command[0])).name
        with (self.folder / f"{program}.log").open("ab") as log:
            subprocess.Popen(
                [str(word) for word in (*self._here(user), *command)],
                env={**os.environ, **(environ or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @staticmethod
    def run_outside(*command: object, environ: Mapping[str, str] | None = None) -> str:
        done = subprocess.run(
            [str(word) for word in command],
            env={**os.environ, **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(str(word) for word in command)} failed:\n{done.stdout}")
        return done.stdout

    def _here(self, user: str) -> list[str]:
        return ["nsenter", f"--target={self._first}", "--net", "--pid", *_as(user)]

    def _children(self) -> list[str]:
        assert self._power
        return Path(f"/proc/{self._power.pid}/task/{self._power.pid}/children").read_text().split()

    @property
    def _first(self) -> str:
        return self._children()[0]


def lay_bridge(address: str) -> None:
    """Connect this process, which stands for the phones, to all hosts."""
    Host.run_outside("ip", "link", "set", "lo", "up")
    Host.run_outside("ip", "link", "add", BRIDGE, "type", "bridge")
    Host.run_outside("ip", "address", "add", f"{address}/{BITS}", "dev", BRIDGE)
    Host.run_outside("ip", "link", "set", BRIDGE, "up")


def _as(user: str) -> list[str]:
    if user == "root":
        return []
    entry = pwd.getpwnam(user)
    return [f"--setgid={entry.pw_gid}", f"--setuid={entry.pw_uid}"]
