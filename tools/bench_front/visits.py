"""One visit in Chromium, measured: with an empty cache, or offline out of the worker's cache."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
SLOWER = 4
"""How many times slower the page's processor is made."""

PAINTED = (
    "() => performance.getEntriesByName('first-contentful-paint').length > 0 && document.readyState === 'complete'"
)
TIMES = """() => ({
  paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  answer: Math.max(
    performance.getEntriesByName('first-contentful-paint')[0].startTime,
    performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
  ),
})"""


@dataclass
class Figures:
    """What several visits measured, by name: times and CPU time in milliseconds, `requests`, `KiB`."""

    _all: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, measured: Mapping[str, float]) -> None:
        for name, value in measured.items():
            self._all[name].append(value)

    def __getitem__(self, name: str) -> float:
        return median(self._all[name])


def cold(browser: Browser, url: str) -> dict[str, float]:
    """A first visit, with nothing of the page on the device. The worker comes after it and is not counted."""
    context = browser.new_context(**PHONE)
    try:
        page = context.new_page()
        devtools = _devtools(context, page)
        devtools.send("Network.enable")
        sizes: list[int] = []
        devtools.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        measured = _visit(page, devtools, url)
        return {**measured, "requests": len(sizes), "KiB": sum(sizes) / 1024}
    finally:
        context.close()


def install(context: BrowserContext, url: str) -> None:
    """Visits, and waits until the worker has all that the page needs."""
    page = context.new_page()
    page.goto(url)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.close()


def offline(context: BrowserContext, url: str, is_asleep: bool) -> dict[str, float]:
    """A visit out of the worker's cache, when the server is gone. `is_asleep`: the browser has to start the worker."""
    page = context.new_page()
    try:
        devtools = _devtools(context, page)
        if is_asleep:
            devtools.send("ServiceWorker.enable")
            devtools.send("ServiceWorker.stopAllWorkers")
        return _visit(page, devtools, url)
    finally:
        page.close()


def _devtools(context: BrowserContext, page: Page) -> CDPSession:
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})  # what other programs take is not counted
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return devtools


def _visit(page: Page, devtools: CDPSession, url: str) -> dict[str, float]:
    before = _cpu(devtools)
    page.goto(url)
    page.wait_for_function(PAINTED)
    page.wait_for_load_state("networkidle")
    times: dict[str, float] = page.evaluate(TIMES)
    return {**times, "main thread": _cpu(devtools) - before}


def _cpu(devtools: CDPSession) -> float:
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(one["value"]) for one in metrics if one["name"] == "TaskDuration")
