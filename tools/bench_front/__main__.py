"""`make bench-front`. ROUNDS in the environment: how often each is measured, 9. PAGE: which page, /."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.server import Server
from tools.browsers import chromium

from .link import Link
from .visits import PHONE, Figures, cold, install, offline

ROUNDS = int(os.environ.get("ROUNDS") or 9)
PAGE = os.environ.get("PAGE") or "/"

Side = Literal["hinge", "limit"]

ROWS = (
    ("cold first paint, ms", "cold", "paint"),
    ("offline first paint, ms", "offline", "paint"),
    ("offline first paint, the worker asleep, ms", "asleep", "paint"),
    ("cold until all scripts have run and a tap is answered, ms", "cold", "answer"),
    ("main thread, cold, ms", "cold", "main thread"),
    ("main thread, offline, ms", "offline", "main thread"),
    ("requests of a first visit", "cold", "requests"),
    ("KiB of a first visit", "cold", "KiB"),
)


def main() -> None:
    with ExitStack() as stack:
        hinge = Server(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        stack.callback(hinge.close)
        hinge.start()
        links = {"limit": Link(stack.enter_context(limit_page())), "hinge": Link(hinge.port)}
        urls = {"limit": f"{links['limit'].url}/", "hinge": f"{links['hinge'].url}{PAGE}"}
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        stack.callback(browser.close)
        context = stack.enter_context(browser.new_context(**PHONE))

        for url in urls.values():
            install(context, url)
        for link in links.values():
            link.is_slow = True
        figures = {"cold": rounds(lambda side: cold(browser, urls[side]))}
        for link in links.values():
            link.close()
        figures["offline"] = rounds(lambda side: offline(context, urls[side], is_asleep=False))
        figures["asleep"] = rounds(lambda side: offline(context, urls[side], is_asleep=True))
        print(table(figures))


def rounds(measure: Callable[[Side], dict[str, float]]) -> dict[Side, Figures]:
    """Each side begins as often as the other, so that a machine that slows down slows both."""
    figures: dict[Side, Figures] = {"hinge": Figures(), "limit": Figures()}
    for turn in range(-1, ROUNDS):
        sides: tuple[Side, Side] = ("hinge", "limit") if turn % 2 else ("limit", "hinge")
        for side in sides:
            measured = measure(side)
            if turn >= 0:  # the one before warms up
                figures[side].add(measured)
    return figures


def table(figures: dict[str, dict[Side, Figures]]) -> str:
    lines = [f"| {PAGE}, medians of {ROUNDS} | Hinge | limit page | times |", "|---|---|---|---|"]
    for words, way, name in ROWS:
        hinge, limit = figures[way]["hinge"][name], figures[way]["limit"][name]
        lines.append(f"| {words} | {hinge:.0f} | {limit:.0f} | {hinge / limit:.2f} |")
    return "\n".join(lines)


@contextmanager
def limit_page() -> Iterator[int]:
    """Serves limit/, and gives the port."""
    folder = Path(__file__).parent / "limit"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing."""


if __name__ == "__main__":
    main()
