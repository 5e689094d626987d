"""Finds the browsers that the tests drive, or gets them: Chromium, which they need, and WebKit and Firefox.

As root on Debian or Ubuntu apt-get installs what is missing. Elsewhere Playwright downloads its Chromium, and the tests
in WebKit and Firefox are skipped. With the word `packages` it does only what apt-get does, for which Python alone is
enough: `make test` does it while .venv is made.
"""

from __future__ import annotations  # a person may start this with any Python

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for a start by the path of this file

from tools.locks import alone_with_packages

PACKAGES = {
    "chromium": ("chromium", "chromium-headless-shell"),
    "webkit": ("webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb"),
    "firefox": ("firefox-esr",),
}
"""Debian's packages, by engine."""

NAMES = {"chromium": "Chromium", "webkit": "WebKit", "firefox": "Firefox"}
WEBKIT_DRIVER = "WebKitWebDriver"
XVFB = "Xvfb"
IMPORT_WEBKIT = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')"
OLDEST_FIREFOX = 128  # WebDriver BiDi with all that tests/engines asks of it

NO_CHROMIUM = """
The browser tests have no Chromium to drive.
Install one (Debian: apt-get install chromium), or say where it is: make test CHROMIUM=/path/to/chromium
"""


def main() -> None:
    get_packages()
    named = chromium()
    if named and not starts(named):
        sys.exit(f"{named} does not start.{NO_CHROMIUM}")
    if not named and not starts(None):
        print("No Chromium on the PATH: downloading the one that Playwright brings ...", flush=True)
        attempt(sys.executable, "-m", "playwright", "install", "chromium")
        if not starts(None):
            sys.exit(NO_CHROMIUM)


def get_packages() -> None:
    if not_here() and can_install():
        with alone_with_packages():
            install(not_here())  # less, where another set-up has been at it


def chromium() -> str | None:
    """The one to drive: $CHROMIUM, else the one on the PATH, else (None) Playwright's own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def headless_chromium() -> str | None:
    """The one to drive where no test needs a window: it computes a third less than the whole one does unseen."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or chromium()


@cache
def firefox() -> str | None:
    """The one on the PATH, if it is new enough."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        return None
    version = re.search(r"\d+", subprocess.run([program, "--version"], capture_output=True, text=True).stdout)
    return program if version and int(version[0]) >= OLDEST_FIREFOX else None


@cache
def python_with_webkit() -> str | None:
    """A Python that can open windows with WebKit in them. That of .venv sees no packages of the system."""
    for python in ("/usr/bin/python3", shutil.which("python3")):
        if python and Path(python).exists():
            done = subprocess.run(
                [python, "-c", f"{IMPORT_WEBKIT}; from gi.repository import WebKit2"], capture_output=True
            )
            if done.returncode == 0:
                return python
    return None


def is_here(engine: str) -> bool:
    if engine == "chromium":
        return chromium() is not None or starts(None)
    if engine == "firefox":
        return firefox() is not None
    return bool(shutil.which(WEBKIT_DRIVER) and shutil.which(XVFB) and python_with_webkit())


def not_here() -> list[str]:
    firefox.cache_clear()
    python_with_webkit.cache_clear()
    return [engine for engine in PACKAGES if not is_here(engine)]


def how_to_install(engine: str) -> str:
    return f"Debian and Ubuntu: apt-get install --no-install-recommends {' '.join(PACKAGES[engine])}"


def starts(executable: str | None) -> bool:
    """Whether this Chromium (None: Playwright's own) really starts here."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return False  # .venv is not made yet
    try:
        with sync_playwright() as playwright:
            own = Path(playwright.chromium.executable_path)
            if executable is None and not own.exists():
                return False
            playwright.chromium.launch(executable_path=executable, args=arguments).close()
    except Error as error:
        print(error.message.splitlines()[0], file=sys.stderr)
        return False
    return True


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(engines: list[str]) -> None:
    """Install what the archive of this system has of them: a name that it does not know would stop apt-get."""
    if not engines:
        return
    print(f"Installing {', '.join(NAMES[engine] for engine in engines)} ...", flush=True)
    attempt("apt-get", "update", "-qq")
    packages = [package for engine in engines for package in PACKAGES[engine] if is_known(package)]
    if packages:
        attempt("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def is_known(package: str) -> bool:
    return subprocess.run(["/usr/bin/apt-cache", "show", package], capture_output=True).returncode == 0


def attempt(*command: str) -> None:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    get_packages() if sys.argv[1:] == ["packages"] else main()
