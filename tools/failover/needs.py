"""Checks what `make failover` needs. Installs nothing."""

import os
import shutil
import sys

from tests.support.postgres import programs

PACKAGES = {"ip": "iproute2", "unshare": "util-linux", "nsenter": "util-linux", "haproxy": "haproxy",
            "redis-server": "redis-server"}  # fmt: skip


def missing() -> str:
    """One sentence that says what to do first; empty if this machine can run it."""
    if sys.platform != "linux":
        return "make failover needs Linux: hosts are its network namespaces."
    packages = {package for program, package in PACKAGES.items() if not shutil.which(program)}
    if programs() is None:
        packages.add("postgresql")
    if packages:
        return (
            f"make failover needs more programs. On Debian or Ubuntu: sudo apt-get install {' '.join(sorted(packages))}"
        )
    if os.geteuid() != 0:
        return "make failover needs root, for network namespaces: sudo make failover"
    return ""
