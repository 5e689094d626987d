"""Uses Hinge at random, and checks that no repetition or session is lost that a page showed as saved.

    .venv/bin/python -m tests.engines.soak webkit --walks 200 --seed 7

The same seed makes the same choices, but their timing depends on the machine. Exits with status 1 if something is lost.
"""

import argparse
import secrets
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from playwright.sync_api import sync_playwright

from tools.browsers import NAMES

from ..browser.server import Server
from .opening import OpenTab, opener
from .phone import COUNT, Phone
from .walking import leave

GUIDE = "hip-hinge"  # one side, so that its count is that of the whole practice
PAGES = ("/", "/guides/", f"/guides/{GUIDE}/", f"/practice/{GUIDE}/", "/history/", "/settings/", "/depth/", "/why/")
SPEEDS = (0, 0, 20, 50, 100, 200, 400)  # milliseconds on a page
MOST_REPS = 10  # four more and an unseen one are still fewer than 15, at which it would be saved by itself
ENDINGS = {"finish": 8, "leave": 4, "leave with a press": 3, "reload": 3, "kill": 1}
PRESS_AND_LEAVE = """
document.querySelector('[data-testid=rep]').click();
document.querySelector('a[href="/history/"]').click();
"""


class Walker:
    """A person, and what Hinge has shown as saved.

    `saved`: the repetitions of each session that a page said was saved. `counted`: the repetitions that were shown
    without an error in the practice in progress. `unseen`: presses since then whose result was not shown: any may
    count or not.
    """

    def __init__(self, open_tab: OpenTab, profile: Path, server: Server, random: Random) -> None:
        self.saved: list[int] = []
        self.counted = 0
        self.unseen = 0
        self.done: Counter[str] = Counter()
        self._random = random
        self._open_tab = open_tab
        self._profile = profile
        self._server = server
        self.phone = self._open()
        self.phone.open()
        self.phone.wait_until_offline_ready()

    def walk(self) -> None:
        for _ in range(self._random.randint(2, 5)):
            self._leave()
        if self._random.random() < 0.6:
            self._practise()

    def check(self) -> None:
        """Finish the practice in progress, and compare the history with `saved`."""
        self._begin()
        self.phone.tap()
        self.counted += 1
        self._end("finish")
        self.phone.sessions()
        while self.phone.sees("[data-action=earlier]"):
            self.phone.press("[data-action=earlier]")
        shown = sorted(int(session["reps"]) for session in self.phone.sessions_in_sight())
        assert shown == sorted(self.saved), f"the history shows {shown}, and the pages said {sorted(self.saved)}"

    def _open(self) -> Phone:
        return Phone("soak", self._open_tab(self._profile), self._server)

    def _leave(self) -> None:
        here = self.phone.tab.js("return location.pathname")
        path = self._random.choice([page for page in PAGES if page != here])
        leave(self.phone, path, self._random.choice(SPEEDS))
        self.done["pages"] += 1

    def _practise(self) -> None:
        self._begin()
        for _ in range(self._random.randint(1, 4)):
            self.phone.tap()
            assert not self.phone.sees("[data-unkept]"), "a repetition is not saved"
            self.counted += 1
            self.done["repetitions"] += 1
        ending = self._random.choices(list(ENDINGS), list(ENDINGS.values()))[0]
        self._end("finish" if self.counted >= MOST_REPS else ending)

    def _begin(self) -> None:
        self.phone.begin(GUIDE)
        expected = list(range(self.counted, self.counted + self.unseen + 1))
        self.phone.tab.until(f"args[0].includes(Number({COUNT}))", expected, seconds=10)
        self.counted, self.unseen = self.phone.count(), 0

    def _end(self, ending: str) -> None:
        self.done[ending] += 1
        if ending == "finish":
            self.phone.finish()
            self.saved.append(self.counted)
            self.counted = 0
        elif ending == "leave":
            self._leave()
        elif ending == "leave with a press":
            self.phone.tab.js(PRESS_AND_LEAVE)
            self.phone.tab.until("location.pathname === '/history/'")
            self.unseen = 1
        elif ending == "reload":
            self.phone.tab.reload()
        else:
            self.phone.kill()
            self.phone = self._open()
            self.phone.open()


def main() -> None:
    parser = argparse.ArgumentParser(description="Uses Hinge at random, and checks that nothing is lost.")
    parser.add_argument("engine", choices=NAMES)
    parser.add_argument("--walks", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    options = parser.parse_args()
    print(f"{NAMES[options.engine]}, seed {options.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="hinge-soak-"))  # stays when something is lost
    profile = folder / "profile"
    profile.mkdir()
    server = Server(folder / "server")
    server.start()
    try:
        with sync_playwright() as playwright, opener(options.engine, lambda: playwright) as open_tab:
            soak(Walker(open_tab, profile, server, Random(options.seed)), options.walks)
    finally:
        server.close()
    shutil.rmtree(folder)


def soak(walker: Walker, walks: int) -> None:
    start, done = time.monotonic(), 0
    try:
        for done in range(1, walks + 1):
            walker.walk()
            if done % 20 == 0:
                print(f"{done} walks, {time.monotonic() - start:.0f} s", flush=True)
        walker.check()
    except AssertionError as error:
        print(walker.phone.describe())
        sys.exit(f"Lost in walk {done}: {error}\nin progress {walker.counted} + {walker.unseen}, saved {walker.saved}")
    finally:
        walker.phone.close()
    done_in_all = ", ".join(f"{number} {name}" for name, number in walker.done.items())
    print(f"Nothing is lost. {walks} walks in {time.monotonic() - start:.0f} s: {done_in_all}")


if __name__ == "__main__":
    main()
