"""Chromium, by Playwright."""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Download, Error, Page, Playwright

from tools.browsers import headless_chromium

from ..browser.conftest import FLAGS, PHONE
from . import processes
from .tab import TIMEOUT_SECONDS, NoAnswer, Tab


class Chromium(Tab):
    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self.downloads = profile / "downloads"
        self._folder = profile / "browser"
        self._problems: list[str] = []
        self._context = playwright.chromium.launch_persistent_context(
            self._folder, executable_path=headless_chromium(), args=FLAGS, **PHONE
        )
        self._context.set_default_timeout(TIMEOUT_SECONDS * 1000)
        self._context.on("console", self._on_console)
        self._context.on("weberror", lambda error: self._problems.append(f"script: {error.error}"))
        self._page: Page = self._context.pages[0]
        self._page.on("download", self._on_download)

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def reload(self) -> None:
        self._page.reload()

    def click(self, selector: str) -> None:
        self._page.locator(selector).tap()

    def type(self, selector: str, text: str) -> None:
        self._page.locator(selector).press_sequentially(text)

    def upload(self, selector: str, path: Path) -> None:
        self._page.set_input_files(selector, path)

    def screenshot(self, path: Path) -> None:
        self._page.screenshot(path=path)

    def console(self) -> list[str]:
        self._page.wait_for_timeout(0)  # Playwright delivers events during commands
        return list(self._problems)

    def kill_page(self) -> None:
        below_here = processes.descendants(os.getpid())
        browser = next(pid for pid, line in below_here.items() if f"--user-data-dir={self._folder}" in line)
        below = processes.descendants(browser)
        processes.kill(pid for pid, line in below.items() if "--type=renderer" in line)

    def close(self) -> None:
        self._context.close()

    def run(self, script: str) -> Any:
        try:
            return self._page.evaluate(f"async () => {{ {script} }}")
        except Error as error:
            raise NoAnswer(error.message) from error

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._problems.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _on_download(self, download: Download) -> None:
        part = self.downloads / f"{download.suggested_filename}.part"
        download.save_as(part)
        part.rename(part.with_suffix(""))
