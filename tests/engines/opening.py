"""Opens browsers on profile folders."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Playwright

from .chromium import Chromium
from .display import Display
from .firefox import Firefox
from .tab import Tab
from .webkit import WebKit

OpenTab = Callable[[Path], Tab]


@contextmanager
def opener(engine: str, playwright: Callable[[], Playwright]) -> Iterator[OpenTab]:
    """Yields a function that opens a tab of the engine on a profile folder. Calls `playwright` only for Chromium."""
    if engine == "chromium":
        started = playwright()
        yield lambda profile: Chromium(started, profile)
    elif engine == "webkit":
        display = Display()
        try:
            yield lambda profile: WebKit(display.name, profile)
        finally:
            display.close()
    else:
        yield Firefox
