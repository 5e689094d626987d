"""Finds and kills the processes of a browser, by Linux's /proc."""

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
    remaining = [pid]
    while remaining:
        for child in children.get(remaining.pop(), []):
            found[child] = command_line(child)
            remaining.append(child)
    return found


def command_line(pid: int) -> str:
    """The arguments, separated by spaces; empty if the process has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
    except OSError:
        return ""


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait_or_kill(pids: Iterable[int]) -> None:
    """Wait GRACE_SECONDS for these processes to end, then kill the others."""
    left = set(pids)
    end = time.monotonic() + GRACE_SECONDS
    while left := {pid for pid in left if command_line(pid)}:
        if time.monotonic() > end:
            kill(left)
        time.sleep(0.05)
