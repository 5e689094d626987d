"""A new version comes when the person takes it, and never into a practice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import NewDevice
from .device import Device
from .filming import get_pack
from .server import Server
from .versions import copy_hinge, release

PRACTISE = "document.documentElement.dataset.practising = 'true'"
REST = "delete document.documentElement.dataset.practising"


@pytest.fixture(scope="module")
def changing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of a tree of its own, that tests change; starting one for each would cost more than all that they do."""
    server = Server(tmp_path_factory.mktemp("server"), copy_hinge(tmp_path_factory.mktemp("hinge") / "tree"))
    yield server
    server.close()


@pytest.fixture
def server(changing_server: Server) -> Server:
    if not changing_server.running:
        changing_server.start()
    changing_server.was_stopped = False
    return changing_server


@pytest.fixture
def device(server: Server, new_device: NewDevice) -> Device:
    """A phone that has the version of before the test."""
    device = new_device()
    device.open()
    device.wait_until_offline_ready()
    return device


@pytest.fixture
def old(device: Device) -> str:
    """What its pages say."""
    return device.find("offline-ready").inner_text()


def test_a_new_version_waits_until_it_is_taken(server: Server, device: Device, old: str) -> None:
    new = release(server)
    device.open("/guides/")
    expect(device.find("update")).to_be_visible()
    device.open("/history/")
    expect(device.find("offline-ready")).to_have_text(old)

    device.find("update").click()
    expect(device.find("offline-ready")).to_have_text(new)
    expect(device.find("update")).to_be_hidden()
    assert device.page.url == f"{server.url}/history/"
    assert len(device.page.evaluate("caches.keys()")) == 1

    server.stop()
    device.open("/settings/")
    expect(device.find("offline-ready")).to_have_text(new)


def test_an_update_fetches_only_what_changed(server: Server, device: Device) -> None:
    names = "caches.keys().then((names) => names[0])"
    before = device.page.evaluate(names)
    fetched: list[str] = []
    device.context.on("request", lambda request: fetched.append(request.url) if request.service_worker else None)
    release(server)
    device.open("/guides/")
    expect(device.find("update")).to_be_visible()
    assert device.page.evaluate(names) == before
    paths = [url.removeprefix(server.url) for url in fetched]
    assert "/pack/en.json" in paths  # of a change on every page: less than half the bytes of the pages
    assert [path for path in paths if path.startswith(("/static/", "/guides/"))] == []


def test_a_practice_is_not_interrupted(server: Server, device: Device) -> None:
    device.open("/practice/hip-hinge/")
    device.page.evaluate(PRACTISE)
    release(server)
    wait_for_new_version(device.page)
    expect(device.find("update")).to_be_hidden()

    device.page.evaluate(REST)
    expect(device.find("update")).to_be_visible()


def test_another_tab_goes_on_as_it_is(server: Server, device: Device) -> None:
    practice = device.tab("/practice/hip-hinge/")
    practice.evaluate(f"window.untouched = true; {PRACTISE}")
    new = release(server)
    device.open("/guides/")
    device.find("update").click()
    expect(device.find("offline-ready")).to_have_text(new)
    practice.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    assert practice.evaluate("window.untouched")
    practice.evaluate(REST)
    expect(practice.get_by_test_id("update")).to_be_hidden()
    assert practice.evaluate("window.untouched")

    practice.reload()
    expect(practice.get_by_test_id("offline-ready")).to_have_text(new)


def test_a_page_that_opens_while_a_new_version_arrives_shows_it(server: Server, device: Device) -> None:
    held: list[Route] = []
    device.context.route("**/pack/en.json", lambda route: held.append(route))
    release(server)
    with device.context.expect_event("request", lambda request: request.url.endswith("/pack/en.json")):
        device.page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    device.open("/guides/")
    device.page.wait_for_function("() => navigator.serviceWorker.ready.then(({ installing }) => !!installing)")
    expect(device.find("update")).to_be_hidden()
    assert held
    for route in held:
        route.continue_()
    expect(device.find("update")).to_be_visible()


def test_a_broken_new_version_leaves_the_old_one_whole(server: Server, device: Device, old: str) -> None:
    device.context.route("**/pack/en.json", lambda route: route.fulfill(body="[]"))
    device.context.route("**/history/", lambda route: route.fulfill(body="half a pa"))
    release(server)
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

    server.stop()
    device.open("/history/")
    expect(device.find("offline-ready")).to_have_text(old)


def wait_for_new_version(page: Page) -> None:
    """Look for a new version as an app that comes to the foreground does, until it waits."""
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    page.wait_for_function("() => navigator.serviceWorker.ready.then((registration) => !!registration.waiting)")


def test_an_update_keeps_the_pack_of_the_camera(server: Server, device: Device) -> None:
    get_pack(device)
    fetched: list[str] = []
    device.context.on("request", lambda request: fetched.append(request.url))
    new = release(server)
    device.open("/guides/")
    device.find("update").click()
    expect(device.find("offline-ready")).to_have_text(new)
    device.open("/settings/")
    expect(device.find("camera-pack")).to_have_attribute("data-state", "ready")
    assert not [url for url in fetched if "/static/camera/" in url and not url.endswith("pack.json")]
