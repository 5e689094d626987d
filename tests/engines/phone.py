"""Functions for what a person does with Hinge, in a browser of any engine."""

import re
import time
from pathlib import Path

from ..browser.server import Server
from .tab import POLL_SECONDS, TIMEOUT_SECONDS, Tab

READY_SECONDS = 90.0  # to fetch all of Hinge
DRILL = "foam-roller-deadlift"
UNFINISHED = (".part", ".wkdownload", ".crdownload")  # suffixes of incomplete downloads
BOUNCE_MS = 150  # a second tap at the same place within this time is ignored (static/js/counters/tap.js)
TARGET = 15  # repetitions on each side of the drill
COUNT = "document.querySelector('[data-testid=count]').textContent"
SIDE = "document.querySelector('[data-testid=side]').dataset.side"
STATE = "document.querySelector('[data-screen=stage]').dataset.state"
SESSIONS = "[...document.querySelectorAll('[data-testid=session]')].map(({ dataset }) => ({ ...dataset }))"
IS_SEEN = "[...document.querySelectorAll(args[0])].some((one) => one.checkVisibility({ visibilityProperty: true }))"
KNOWS_WHAT_TO_ASK = "document.querySelector('[data-screen=start]:not([data-start])') !== null"
CAN_BE_PRESSED = f"{IS_SEEN} && !document.querySelector(args[0]).disabled"


def by_testid(name: str) -> str:
    return f'[data-testid="{name}"]'


class Phone:
    """A browser on a profile, and its server.

    `problems`: after `close`, the lines of its console that no call of `expect_problem` allows.
    """

    def __init__(self, name: str, tab: Tab, server: Server) -> None:
        self.name = name
        self.tab = tab
        self.server = server
        self.problems: list[str] = []
        self._expected: list[str] = []
        self._is_closed = False

    def expect_problem(self, pattern: str) -> None:
        """Allow lines of the console that match the regular expression `pattern`."""
        self._expected.append(pattern)

    def close(self) -> None:
        """End the browser; the profile stays."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            expected = re.compile("|".join(self._expected) or r"(?!)")
            self.problems = [line for line in self.tab.console() if not expected.search(line)]
        finally:
            self.tab.close()

    def kill(self) -> None:
        """Kill the page's process, then end the browser."""
        self.tab.kill_page()
        self.close()

    def describe(self) -> str:
        """The URL, the path of a screenshot and the console, for the report of a failed test."""
        if self._is_closed:
            return "closed"
        picture = self.tab.downloads.with_name("failed.png")
        try:
            place = self.tab.js("return location.href")
            self.tab.screenshot(picture)
        except Exception as error:
            return f"it does not answer: {error!r}"
        return "\n".join([place, str(picture), *self.tab.console()])

    def open(self, path: str = "/") -> None:
        self.tab.goto(self.server.url + path)

    def see(self, selector: str, seconds: float = TIMEOUT_SECONDS) -> None:
        """Wait until the element is visible."""
        self.tab.until(IS_SEEN, selector, seconds=seconds)

    def see_no(self, selector: str) -> None:
        self.tab.until(f"!{IS_SEEN}", selector)

    def sees(self, selector: str) -> bool:
        return bool(self.tab.js(f"return {IS_SEEN}", selector))

    def press(self, selector: str) -> None:
        """Press the element as soon as it is visible and enabled."""
        self.tab.until(CAN_BE_PRESSED, selector)
        self.tab.click(selector)

    def wait_until_offline_ready(self) -> None:
        self.tab.until("document.querySelector(args[0]) !== null", by_testid("offline-ready"), seconds=READY_SECONDS)

    # A practice

    def begin(self, guide: str = DRILL, counter: str = "tap", faster: int = 0) -> None:
        """Open a practice and begin it, `faster` steps above the guide's tempo. A practice in progress is continued."""
        self.press_begin(guide, counter, faster)
        self.see(by_testid("rep"))

    def press_begin(self, guide: str, counter: str, faster: int = 0) -> None:
        """The same, where it may not begin."""
        self.open(f"/practice/{guide}/")
        self.tab.until(KNOWS_WHAT_TO_ASK)
        self._answer(counter, faster)
        while self.sees(by_testid("ask-next")):
            self.press(by_testid("ask-next"))
            self._answer(counter, faster)
        self.press(by_testid("begin"))

    def _answer(self, counter: str, faster: int) -> None:
        if self.sees("[data-counting]"):
            self.press(f"label:has(> input[name=counter][value={counter}])")
            for _ in range(faster):
                self.press("[data-faster='1']")

    def tap(self, times: int = 1) -> None:
        """Count repetitions by tapping; waits after each until the count has changed."""
        for _ in range(times):
            shown = self.tab.js(f"return {COUNT} + {SIDE}")
            self.press(by_testid("rep"))
            pressed = self.tab.js("return performance.now()")
            self.tab.until(f"{COUNT} + {SIDE} !== args[0]", shown)
            self.tab.until(f"performance.now() - args[0] > {BOUNCE_MS}", pressed)

    def go_to_the_other_side(self) -> None:
        self.tab.until(f"{STATE} === 'switch'")
        self.press("[data-action=go]")
        self.tab.until(f"{STATE} === 'set'")

    def count(self) -> int:
        return int(self.tab.js(f"return {COUNT}"))

    def expect_count(self, count: int) -> None:
        self.tab.until(f"{COUNT} === args[0]", str(count))

    def finish(self) -> None:
        """End the practice, where it has not ended by itself, and wait until the page says that it is saved."""
        self.tab.js("document.querySelector('[data-testid=finish]').click()")
        self.expect_saved()

    def expect_saved(self) -> None:
        self.see(by_testid("saved"))
        assert not self.sees("[data-unkept]")

    # History and sync

    def sessions(self) -> list[dict[str, str]]:
        """Open the history; returns the data attributes of each session."""
        self.open("/history/")
        self.tab.until("document.querySelector('[data-history]').dataset.history !== 'unknown'")
        return self.sessions_in_sight()

    def sessions_in_sight(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.tab.js(f"return {SESSIONS}")
        return found

    def expect_session(self, **data: str) -> None:
        """Wait until the open history shows a session with these data attributes."""
        test = "Object.entries(args[0]).every(([name, value]) => session[name] === value)"
        self.tab.until(f"{SESSIONS}.some((session) => {test})", data)

    def expect_sync(self, state: str) -> None:
        self.tab.until("document.querySelector('[data-testid=sync-status]').dataset.state === args[0]", state)

    def text(self, selector: str) -> str:
        return str(self.tab.js("return document.querySelector(args[0]).innerText", selector))

    def downloaded(self, suffix: str) -> Path:
        """Wait until a file with this suffix is completely downloaded."""
        end = time.monotonic() + TIMEOUT_SECONDS
        while True:
            self.tab.js("return null")  # Playwright delivers downloads during commands
            files = list(self.tab.downloads.glob("*")) if self.tab.downloads.exists() else []
            arrived = [file for file in files if file.suffix == suffix and file.stat().st_size]
            if arrived and not any(file.suffix in UNFINISHED for file in files):
                return arrived[0]
            assert time.monotonic() < end, f"no {suffix} among {files}"
            time.sleep(POLL_SECONDS)
