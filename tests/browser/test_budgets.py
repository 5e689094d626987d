"""What a visit costs on the network. docs/budgets.md says the same in words."""

import json
from collections.abc import Callable

import pytest

from .conftest import NewDevice
from .server import Server
from .site import GUIDES, build, get

KB = 1000
FIRST_VISIT = 60 * KB
PRECACHE = 250 * KB


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Callable[[str, int, int], None]:
    """Has pytest print how many bytes were measured, and how many are allowed."""

    def say(what: str, measured: int, allowed: int) -> None:
        record_property("measured", f"{what}: {measured / KB:.1f} kB of {allowed / KB:.0f} kB")

    return say


@pytest.mark.parametrize("path", ["/", *(f"/guides/{slug}/" for slug in GUIDES), "/practice/foam-roller-deadlift/"])
def test_a_first_visit_is_small(new_device: NewDevice, report: Callable[[str, int, int], None], path: str) -> None:
    device = new_device(service_workers="block")  # what the worker fetches later has a budget of its own
    device.expect_problem("Service Worker registration blocked")
    devtools = device.context.new_cdp_session(device.page)
    devtools.send("Network.enable")
    sizes: list[int] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    device.open(path)
    device.page.wait_for_load_state("networkidle")
    assert len(sizes) > 3
    report(f"First visit to {path}, {len(sizes)} requests with their headers", sum(sizes), FIRST_VISIT)
    assert sum(sizes) <= FIRST_VISIT


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
