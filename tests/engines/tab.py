"""What the suite asks of a browser, in one small interface for every engine."""

import json
import time
from pathlib import Path
from typing import Any, Protocol

TIMEOUT_SECONDS = 30.0  # two busy cores
POLL_SECONDS = 0.05
LANGUAGE = "en-GB"
WIDTH, HEIGHT = 390, 844  # CSS pixels: a phone


class Unanswered(Exception):
    """The page gave no answer: it is on its way to another one, or what was asked went wrong in it."""


class Tab(Protocol):
    """The one tab of a browser on a profile folder, which holds all that it keeps.

    Selectors are CSS, and mean the first element that fits.
    """

    downloads: Path
    """Where files that a page hands out arrive."""

    def goto(self, url: str) -> None:
        """Open `url`, and wait until the page has loaded. `url` is another document, not a place in this one."""

    def reload(self) -> None: ...

    def click(self, selector: str) -> None:
        """Press the middle of an element, as a finger does. It must be in sight once it is scrolled to."""

    def type(self, selector: str, text: str) -> None:
        """Type `text` key by key, after what stands there."""

    def upload(self, selector: str, path: Path) -> None:
        """Choose a file in a file input."""

    def screenshot(self, path: Path) -> None:
        """Write what is in sight to `path` as PNG."""

    def console(self) -> list[str]:
        """Every error, warning and violation of the Content-Security-Policy so far, one a line."""

    def kill_page(self) -> None:
        """End the process that runs the page, as a phone does that is short of memory. Only `close` may follow."""

    def close(self) -> None:
        """End the browser. What it keeps stays in the profile folder."""

    def run(self, script: str) -> Any:
        """What the body of an async function returns, by way of JSON.

        Raises Unanswered.
        """

    def js(self, body: str, *args: object) -> Any:
        """As `run`; `body` finds `args` under that name."""
        return self.run(f"const args = {json.dumps(args)}; {body}")

    def until(self, expression: str, *args: object, seconds: float = TIMEOUT_SECONDS) -> Any:
        """Wait until a JavaScript expression is true, on whatever page there is by then, and give its value.

        Raises AssertionError after `seconds`.
        """
        end = time.monotonic() + seconds
        while True:
            answer: object
            try:
                answer = self.js(f"return {expression}", *args)
                if answer:
                    return answer
            except Unanswered as unanswered:
                answer = unanswered
            assert time.monotonic() < end, f"after {seconds} s still {answer!r}: {expression} {args or ''}"
            time.sleep(POLL_SECONDS)
