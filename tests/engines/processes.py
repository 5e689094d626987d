"""The processes that a browser started, by Linux's /proc."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

GRACE_SECONDS = 10.0


def descendants(pid: int) -> dict[int, str]:
    """The command lines of all processes below `pid`, by their ids."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(entry.name))
    found: dict[int, str] = {}
    wanted = [pid]
    while wanted:
        for child in children.get(wanted.pop(), []):
            found[child] = command_line(child)
            wanted.append(child)
    return found


def command_line(pid: int) -> str:
    """With spaces between the arguments; empty once the process has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
    except OSError:
        return ""


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait_or_kill(pids: Iterable[int]) -> None:
    """Wait until these processes have ended by themselves; kill those that do not."""
    left = set(pids)
    end = time.monotonic() + GRACE_SECONDS
    while left := {pid for pid in left if command_line(pid)}:
        if time.monotonic() > end:
            kill(left)
        time.sleep(0.05)
