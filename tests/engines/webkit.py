"""WebKitGTK, by WebKitWebDriver, in the browser window of phone_window.py."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tools.browsers import WEBKIT_DRIVER, python_with_webkit

from . import processes
from .tab import HEIGHT, LANGUAGE, WIDTH, NoAnswer, Tab
from .webdriver import Session, WebDriverError

WINDOW = Path(__file__).with_name("phone_window.py")
START_SECONDS = 60.0
SCREENSHOT_SECONDS = 20.0
SCRIPT_SECONDS = 10.0  # a page that enters the back/forward cache meanwhile never answers

# WebKit writes console messages and violations to the log of the process that started it.
PROBLEM = r"\bCONSOLE .*(ERROR|WARN)"
# A page that is left while it looks for a file in a cache needs the answer no more.
NO_PROBLEM = "Unrecognized Content-Security-Policy directive 'manifest-src'|Cache API .*: Context is stopped"

ENVIRONMENT = {
    "LIBGL_ALWAYS_SOFTWARE": "1",  # Xvfb has no graphics card
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "NO_AT_BRIDGE": "1",  # nor a bus for assistive technology
    # bubblewrap cannot make a sandbox for root in a container.
    **({"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"} if os.geteuid() == 0 else {}),
}


class WebKit(Tab):
    def __init__(self, display: str, profile: Path) -> None:
        self.downloads = profile / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        self._log = profile / "driver.log"
        self._picture = profile / "picture.png"
        with socket.socket() as reserved:
            # Bound but never listening: no other process gets this port, and the driver can still listen on it.
            reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            reserved.bind(("127.0.0.1", 0))
            port = reserved.getsockname()[1]
            self._driver = self._start(port, {**os.environ, **ENVIRONMENT, "DISPLAY": display})
        try:
            self._session = Session(self._address(port), self._capabilities(profile / "browser"))
        except BaseException:
            self._end()
            raise

    def goto(self, url: str) -> None:
        self._leave(lambda: self._session.post("url", url=url))

    def reload(self) -> None:
        self._leave(lambda: self._session.post("refresh"))

    def click(self, selector: str) -> None:
        self.js("document.querySelector(args[0]).scrollIntoView({ block: 'center' })", selector)
        self._session.post(f"{self._session.element(selector)}/click")

    def type(self, selector: str, text: str) -> None:
        self._session.post(f"{self._session.element(selector)}/value", text=text)

    def upload(self, selector: str, path: Path) -> None:
        self.type(selector, str(path))

    def screenshot(self, path: Path) -> None:
        """By phone_window.py: the driver's own screenshot sometimes never arrives (2.50)."""
        self._picture.unlink(missing_ok=True)
        os.kill(self._window(), signal.SIGUSR1)
        end = time.monotonic() + SCREENSHOT_SECONDS
        while not self._picture.exists():
            assert time.monotonic() < end, "no picture of the window"
            time.sleep(0.05)
        self._picture.rename(path)

    def console(self) -> list[str]:
        lines = self._log.read_text(errors="replace").splitlines()
        return [line for line in lines if re.search(PROBLEM, line) and not re.search(NO_PROBLEM, line)]

    def kill_page(self) -> None:
        below = processes.descendants(self._driver.pid)
        processes.kill(pid for pid, line in below.items() if "WebKitWebProcess" in line)

    def close(self) -> None:
        with suppress(WebDriverError, OSError):
            self._session.end()
        self._end()

    def run(self, script: str) -> Any:
        call = """const say = arguments[0];
          (async () => { %s })().then((value) => say({ value }), (error) => say({ error: String(error) }));"""
        try:
            answer = self._session.execute(call % script, SCRIPT_SECONDS)
        except (WebDriverError, TimeoutError) as error:
            raise NoAnswer(str(error)) from error
        if "error" in answer:
            raise NoAnswer(answer["error"])
        return answer.get("value")

    def _start(self, port: int, environ: dict[str, str]) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [WEBKIT_DRIVER, f"--port={port}"],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _address(self, port: int) -> str:
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"{address}/status", timeout=5).close()
                return address
            except urllib.error.URLError:
                if self._driver.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"WebKitWebDriver did not start: {self._log}") from None
                time.sleep(0.05)

    def _end(self) -> None:
        below = processes.descendants(self._driver.pid)
        self._driver.terminate()
        self._driver.wait()
        processes.wait_or_kill(below)  # the driver may leave a window open

    def _capabilities(self, folder: Path) -> dict[str, object]:
        python = python_with_webkit()
        assert python
        options = {
            "profile": folder,
            "size": f"{WIDTH}x{HEIGHT}",
            "language": LANGUAGE,
            "downloads": self.downloads,
            "picture": self._picture,
        }
        arguments = [str(WINDOW), *(f"--{name}={value}" for name, value in options.items())]
        return {
            "pageLoadStrategy": "none",  # tests leave pages that have not loaded
            "webkitgtk:browserOptions": {"binary": python, "args": arguments},
        }

    def _leave(self, go: Callable[[], None]) -> None:
        self.js("window.isOld = true")
        go()
        self.until("!window.isOld && document.readyState === 'complete'")

    def _window(self) -> int:
        below = processes.descendants(self._driver.pid)
        return next(pid for pid, line in below.items() if str(WINDOW) in line)
