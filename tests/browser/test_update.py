"""A new version comes when the person takes it, and never into a practice."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import NewDevice, NewServer
from .device import Device
from .server import Server
from .versions import NEW, OLD, copy_hinge, release

PRACTISE = "document.documentElement.dataset.practising = 'true'"
REST = "delete document.documentElement.dataset.practising"


@pytest.fixture
def old(new_server: NewServer, tmp_path: Path) -> Server:
    """A server of a tree of its own, that a test may change."""
    return new_server(root=copy_hinge(tmp_path / "tree"))


@pytest.fixture
def device(old: Server, new_device: NewDevice) -> Device:
    """A phone that has the old version, and has met the new one."""
    device = new_device(server=old)
    device.open()
    device.wait_until_offline_ready()
    return device


def test_a_new_version_waits_until_it_is_taken(old: Server, device: Device) -> None:
    release(old)
    device.open("/guides/")
    expect(device.find("update")).to_be_visible()
    device.open("/history/")
    expect(device.find("offline-ready")).to_have_text(OLD)

    device.find("update").click()
    expect(device.find("offline-ready")).to_have_text(NEW)
    expect(device.find("update")).to_be_hidden()
    assert device.page.url == f"{old.url}/history/"
    assert len(device.page.evaluate("caches.keys()")) == 1

    old.stop()
    device.open("/settings/")
    expect(device.find("offline-ready")).to_have_text(NEW)


def test_an_update_fetches_only_what_changed(old: Server, device: Device) -> None:
    names = "caches.keys().then((names) => names[0])"
    before = device.page.evaluate(names)
    fetched: list[str] = []
    device.context.on("request", lambda request: fetched.append(request.url) if request.service_worker else None)
    release(old)
    device.open("/guides/")
    expect(device.find("update")).to_be_visible()
    assert device.page.evaluate(names) == before
    paths = [url.removeprefix(old.url) for url in fetched]
    assert "/guides/" in paths
    assert [path for path in paths if path.startswith("/static/")] == []


def test_a_practice_is_not_interrupted(old: Server, device: Device) -> None:
    device.open("/practice/hip-hinge/")
    device.page.evaluate(PRACTISE)
    release(old)
    wait_for_new_version(device.page)
    expect(device.find("update")).to_be_hidden()

    device.page.evaluate(REST)
    expect(device.find("update")).to_be_visible()


def test_another_tab_goes_on_as_it_is(old: Server, device: Device) -> None:
    practice = device.tab("/practice/hip-hinge/")
    practice.evaluate(f"window.untouched = true; {PRACTISE}")
    release(old)
    device.open("/guides/")
    device.find("update").click()
    expect(device.find("offline-ready")).to_have_text(NEW)
    practice.wait_for_function("navigator.serviceWorker.controller?.state === 'activated'")
    assert practice.evaluate("window.untouched")
    practice.evaluate(REST)
    expect(practice.get_by_test_id("update")).to_be_hidden()
    assert practice.evaluate("window.untouched")

    practice.reload()
    expect(practice.get_by_test_id("offline-ready")).to_have_text(NEW)


def test_a_page_that_opens_while_a_new_version_arrives_shows_it(old: Server, device: Device) -> None:
    held: list[Route] = []
    device.context.route("**/history/", lambda route: held.append(route))
    release(old)
    device.page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    device.open("/guides/")
    device.page.wait_for_function("navigator.serviceWorker.ready.then((registration) => !!registration.installing)")
    expect(device.find("update")).to_be_hidden()
    for route in held:
        route.continue_()
    expect(device.find("update")).to_be_visible()


def test_a_broken_new_version_leaves_the_old_one_whole(old: Server, device: Device) -> None:
    device.context.route("**/history/", lambda route: route.fulfill(body="half a pa"))
    release(old)
    state = device.page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.ready;
            await registration.update();
            const { installing } = registration;
            await new Promise((resolve) => installing.addEventListener('statechange', resolve, { once: true }));
            return installing.state;
        }"""
    )
    assert state == "redundant"
    expect(device.find("update")).to_be_hidden()
    device.context.unroute_all()

    old.stop()
    device.open("/history/")
    expect(device.find("offline-ready")).to_have_text(OLD)


def wait_for_new_version(page: Page) -> None:
    """Look for a new version as an app that comes to the foreground does, until it waits."""
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    page.wait_for_function("navigator.serviceWorker.ready.then((registration) => !!registration.waiting)")
