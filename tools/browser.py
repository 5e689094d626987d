"""Finds a Chromium for the browser tests, or gets one: $CHROMIUM, the PATH, Playwright's own, apt-get."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NO_BROWSER = """
The browser tests have no Chromium to drive.
Install one (Debian: apt-get install chromium), or say where it is: make test CHROMIUM=/path/to/chromium
"""


def main() -> None:
    named = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if named:
        if not starts(named):
            sys.exit(f"{named} does not start.{NO_BROWSER}")
        return
    if starts(None):
        return
    print("No Chromium on the PATH: downloading the one that Playwright brings ...", flush=True)
    attempt(sys.executable, "-m", "playwright", "install", "chromium")
    if starts(None):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("It is not to be had, or does not start: installing Debian's ...", flush=True)
        attempt("apt-get", "update", "-qq")
        attempt("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        if (found := shutil.which("chromium")) and starts(found):
            return
    sys.exit(NO_BROWSER)


def starts(executable: str | None) -> bool:
    """Whether this browser (None: Playwright's own) really starts here."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
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


def attempt(*command: str) -> None:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    main()
