"""Checks that the environment of this Python has every package that lock files pin, with all its files.

    .venv/bin/python tools/installed.py requirements/run.txt

If something is missing, names the first and exits with status 1.
"""

import csv
import os.path
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

try:
    from pip._vendor.packaging.requirements import Requirement
except ImportError:
    sys.exit("Not installed: pip")


def missing(locks: list[Path]) -> Iterator[str]:
    for wanted in (requirement for lock in locks for requirement in pins(lock)):
        if wanted.marker and not wanted.marker.evaluate():
            continue
        try:
            found = distribution(wanted.name)
        except PackageNotFoundError:
            yield str(wanted)
            continue
        if found.version not in wanted.specifier:
            yield f"{wanted} (there is {found.version})"
        elif lost := next(lost_files(found), None):
            yield f"{lost} of {wanted}"


def pins(lock: Path) -> Iterator[Requirement]:
    for line in lock.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", " ")):
            yield Requirement(line.rstrip("\\ "))


def lost_files(package: Distribution) -> Iterator[str]:
    folder = package.locate_file("")
    for name, *_ in csv.reader((package.read_text("RECORD") or "").splitlines()):
        if not os.path.exists(f"{folder}/{name}"):  # noqa: PTH110 - ten thousand files: Path takes three times as long
            yield name


if __name__ == "__main__":
    first = next(missing([Path(name) for name in sys.argv[1:]]), None)
    sys.exit(first and f"Not installed: {first}")
