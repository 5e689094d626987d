"""The interface to a browser that the tests use, the same for every engine."""

import json
import time
from pathlib import Path
from typing import Any, Protocol

TIMEOUT_SECONDS = 60.0  # two busy cores
POLL_SECONDS = 0.05
LANGUAGE = "en-GB"
WIDTH, HEIGHT = 390, 844  # CSS pixels: a phone


class NoAnswer(Exception):
    """The script returned nothing: the page is being left, or the script raised an error."""


class Tab(Protocol):
    """The only tab of a browser, whose data is in a profile folder.

    Selectors are CSS and stand for the first matching element.
    """

    downloads: Path
    """The folder for downloads."""

    def goto(self, url: str) -> None:
        """Open `url`, which must be another document, and wait until the page has loaded."""

    def reload(self) -> None: ...

    def click(self, selector: str) -> None:
        """Tap the middle of an element. It must be visible after scrolling to it."""

    def type(self, selector: str, text: str) -> None:
        """Type `text` key by key, after the existing text."""

    def upload(self, selector: str, path: Path) -> None:
        """Choose a file in a file input."""

    def screenshot(self, path: Path) -> None:
        """Save a PNG of the visible part of the page to `path`."""

    def console(self) -> list[str]:
        """Every error, warning and violation of the Content-Security-Policy so far, one a line."""

    def kill_page(self) -> None:
        """Kill the process of the page, as a phone that is short of memory does. Then only `close` may be called."""

    def close(self) -> None:
        """End the browser. Its data stays in the profile folder."""

    def run(self, script: str) -> Any:
        """Returns what `script`, the body of an async function, returns, as JSON.

        Raises NoAnswer.
        """

    def js(self, body: str, *args: object) -> Any:
        """Like `run`, with `args` as a variable in `body`."""
        return self.run(f"const args = {json.dumps(args)}; {body}")

    def until(self, expression: str, *args: object, seconds: float = TIMEOUT_SECONDS) -> Any:
        """Wait until a JavaScript expression is true, on the current or a later page; returns its value.

        Raises AssertionError after `seconds`.
        """
        end = time.monotonic() + seconds
        while True:
            answer: object
            try:
                answer = self.js(f"return {expression}", *args)
                if answer:
                    return answer
            except NoAnswer as error:
                answer = error
            assert time.monotonic() < end, f"after {seconds} s still {answer!r}: {expression} {args or ''}"
            time.sleep(POLL_SECONDS)
