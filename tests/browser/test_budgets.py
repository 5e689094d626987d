"""What a visit costs on the network. docs/budgets.md says the same in words."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from .conftest import NewDevice
from .server import Server
from .site import GUIDES, PAGES, build, get

KB = 1000
FIRST_VISIT = 46 * KB
REQUESTS = 8
LARGE_VISIT = 60 * KB
LARGE_REQUESTS = 10
PRECACHE = 250 * KB

FIRST_PAGES = ("/", *(f"/guides/{slug}/" for slug in GUIDES), "/practice/foam-roller-deadlift/")
LARGE_PAGES = ("/history/", "/settings/", "/plan/", "/depth/", "/report/", "/prescribe/")
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value;
}).observe({ type: 'layout-shift', buffered: true });
"""
"""How much the page moved under the reader's eyes (CLS)."""


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Callable[[str, int, int], None]:
    """Has pytest print how many bytes were measured, and how many are allowed."""

    def say(what: str, measured: int, allowed: int) -> None:
        record_property("measured", f"{what}: {measured / KB:.1f} kB of {allowed / KB:.0f} kB")

    return say


@pytest.mark.parametrize(
    ("path", "size", "requests"),
    [
        *((path, FIRST_VISIT, REQUESTS) for path in FIRST_PAGES),
        *((path, LARGE_VISIT, LARGE_REQUESTS) for path in LARGE_PAGES),
    ],
)
def test_a_first_visit_is_small(
    new_device: NewDevice, report: Callable[[str, int, int], None], path: str, size: int, requests: int
) -> None:
    device = new_device(service_workers="block")  # what the worker fetches later has a budget of its own
    device.expect_problem("Service Worker registration blocked")
    device.context.add_init_script(SHIFTS)
    devtools = device.context.new_cdp_session(device.page)
    devtools.send("Network.enable")
    sizes: list[int] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    device.open(path)
    device.page.wait_for_load_state("networkidle")
    assert len(sizes) >= 3
    report(f"First visit to {path}, {len(sizes)} requests with their headers", sum(sizes), size)
    assert sum(sizes) <= size
    assert len(sizes) <= requests
    assert device.page.evaluate("window.shifts") == 0
    assert_painted_without_scripts(device.page)


def assert_painted_without_scripts(page: Page) -> None:
    """Opens the page again. It is painted while all scripts are held back; and when they come, nothing moves."""
    held: list[Route] = []
    is_painted = False
    page.route("**/*.js", lambda route: route.continue_() if is_painted else held.append(route))
    page.reload(wait_until="commit")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
    is_painted = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifts") == 0


def test_nothing_but_the_page_is_fetched_before_it_is_painted(server: Server) -> None:
    """Styles and the first script stand in the page; all other scripts are modules, below what is read."""
    for path in PAGES:
        html = get(server, path).decode()
        assert 'rel="stylesheet"' not in re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL), path
        before, _, after = html.partition("</main>")
        scripts = [tag for tag in re.findall(r"<script[^>]*>", before) if "application/json" not in tag]
        assert scripts == ['<script data-languages="en fr">'], path
        assert all('type="module"' in tag for tag in re.findall(r"<script[^>]* src=[^>]*>", after)), path
        (early,) = re.findall(r'<script data-languages="en fr">(.*?)</script>', html, re.DOTALL)
        assert len(early) < 2 * KB


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_hinge_is_small(server: Server, report: Callable[[str, int, int], None], language: str) -> None:
    """A first installation: the worker, the pack, and the files that are not in it."""
    pack = f"/pack/{language}.json"
    files = build(server, language)
    single = set(files) - {file["url"] for file in json.loads(get(server, pack))}
    assert all(url.endswith(".png") for url in single)
    total = sum(len(get(server, url, Accept_Encoding="br")) for url in ["/sw.js", pack, *single])
    report(f"All of Hinge on a phone in {language}, {len(files)} files", total, PRECACHE)
    assert total <= PRECACHE
