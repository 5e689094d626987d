"""Locks that keep two programs from setting up the same thing at once. Needs nothing but Python itself, of any version.

The system releases a lock when its program ends, however it ends.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DPKG = Path("/var/lib/dpkg")
APT = (Path("/var/lib/apt/lists/lock"), Path("/var/cache/apt/archives/lock"), DPKG / "lock-frontend")
"""The files that apt-get locks; it fails if another program holds one of these locks."""


@contextmanager
def alone(folder: Path, wait: str) -> "Iterator[int]":
    """Hold the lock of `folder`; where another program holds it, print the sentence `wait` first.

    Locks the folder itself, which needs no right to write. Yields a file descriptor: a child process that
    inherits it holds the lock too, until it ends.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _take(fcntl.flock, descriptor, wait)
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def alone_with_packages() -> "Iterator[None]":
    """Hold the lock for installing system packages; waits for other programs that do so. Needs root."""
    with alone(DPKG, "Another set-up is installing packages of the system: waiting for it ..."):
        for path in APT:
            if path.exists():
                with path.open("r+b") as file:  # closing it releases it again, for apt-get to take
                    _take(fcntl.lockf, file.fileno(), "Another program is installing packages: waiting for it ...")
        yield


def _take(lock: "Callable[[int, int], object]", descriptor: int, wait: str) -> None:
    try:
        lock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # lockf may say either
        print(wait, flush=True)
        lock(descriptor, fcntl.LOCK_EX)
    except OSError:
        return  # a file system without locks
