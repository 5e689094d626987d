"""Simulated hosts: each has a network and a process namespace, and a virtual cable to one shared bridge.

This process must run in namespaces of its own, in which it creates the bridge: see __main__.py.
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
        """Its disk, which survives a power cut."""
        self.folder.mkdir()
        self.folder.chmod(0o755)
        self._power: subprocess.Popen[bytes] | None = None

    def boot(self, *, connected: bool = True) -> None:
        """Create its namespaces, without any program in them."""
        alone = ("unshare", "--net", "--pid", "--fork", "--kill-child")
        self._power = subprocess.Popen([*alone, "sleep", "infinity"])
        until(self._children, f"the namespaces of {self.name}")
        self.run("ip", "link", "set", "lo", "up")
        if not connected:
            return
        self.run_outside("ip", "link", "add", self.name, "type", "veth", "peer", "name", "eth0", "netns", self._init)
        self.run_outside("ip", "link", "set", self.name, "master", BRIDGE, "up")
        self.run("ip", "address", "add", f"{self.address}/{BITS}", "dev", "eth0")
        self.run("ip", "link", "set", "eth0", "up")

    def fail(self) -> None:
        """Simulate a power cut: disconnect first, so that no connection is closed properly, then kill every process."""
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
        """Returns the output of `command`. Raises RuntimeError if it fails."""
        return self.run_outside(*self._enter(user), *command, environ=environ)

    def start(self, *command: object, user: str = "root", environ: Mapping[str, str] | None = None) -> None:
        """Run `command` in the background until the host is switched off."""
        program = Path(str(command[0])).name
        with (self.folder / f"{program}.log").open("ab") as log:
            subprocess.Popen(
                [str(word) for word in (*self._enter(user), *command)],
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

    def _enter(self, user: str) -> list[str]:
        return ["nsenter", f"--target={self._init}", "--net", "--pid", *_as(user)]

    def _children(self) -> list[str]:
        assert self._power
        return Path(f"/proc/{self._power.pid}/task/{self._power.pid}/children").read_text().split()

    @property
    def _init(self) -> str:
        return self._children()[0]


def make_bridge(address: str) -> None:
    """Create the bridge, by which this process, which simulates the phones, reaches all hosts."""
    Host.run_outside("ip", "link", "set", "lo", "up")
    Host.run_outside("ip", "link", "add", BRIDGE, "type", "bridge")
    Host.run_outside("ip", "address", "add", f"{address}/{BITS}", "dev", BRIDGE)
    Host.run_outside("ip", "link", "set", BRIDGE, "up")


def _as(user: str) -> list[str]:
    if user == "root":
        return []
    entry = pwd.getpwnam(user)
    return [f"--setgid={entry.pw_gid}", f"--setuid={entry.pw_uid}"]
