"""One person's phone or computer: a browser context that records all problems in it."""

import re
from typing import Protocol
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

# Console messages for a request while the server is down, and for an update check of the worker that was aborted.
CUT_SHORT = "error occurred when fetching the script"
UNREACHABLE = f"net::ERR_|{CUT_SHORT}"


class Origin(Protocol):
    """A Server, or a Proxy in front of it. `was_stopped`: failed requests are no problems."""

    url: str
    was_stopped: bool


class Device:
    """A browser context; `page` is its first page.

    `problems` collects script errors, errors and warnings of the console, and requests to other hosts. The test fails
    if there is one that no call of `expect_problem` allows.
    """

    def __init__(self, context: BrowserContext, server: Origin) -> None:
        self.context = context
        self.server = server
        self.problems: list[str] = []
        self._expected: list[str] = []
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.on("request", self._on_request)
        self.page: Page = context.pages[0] if context.pages else context.new_page()

    def open(self, path: str = "/", page: Page | None = None) -> Response | None:
        """Navigate to `path`."""
        return (page or self.page).goto(self.server.url + path)

    def tab(self, path: str = "/") -> Page:
        """Open another tab at `path`."""
        page = self.context.new_page()
        self.open(path, page)
        return page

    def find(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    def wait_until_offline_ready(self) -> None:
        """Wait until the page says that all of Hinge is on the device."""
        self.find("offline-ready").wait_for(state="attached", timeout=120_000)

    def expect_problem(self, pattern: str) -> None:
        """Allow problems that match the regular expression `pattern`."""
        self._expected.append(pattern)

    def unexpected_problems(self) -> list[str]:
        def expected(text: str) -> bool:
            return any(re.search(pattern, text) for pattern in self._expected)

        return [text for text in self.problems if not expected(text)]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if self.server.was_stopped and re.search(UNREACHABLE, message.text):
            return
        self.problems.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and f"http://{parts.netloc}" != self.server.url:
            self.problems.append(f"request to another host: {request.url}")
