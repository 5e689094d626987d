"""After one visit, all of Hinge is on the device, and it says so only when that is true."""

import json
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, Route, expect

from .conftest import NewDevice
from .device import Device
from .practising import DRILL, act, expect_count, press, press_begin
from .server import Server
from .site import PAGES, build, get


def cached(device: Device, script: str) -> object:
    """Runs `script` with `cache`, the worker's own."""
    find = "(await caches.keys()).find((name) => name.startsWith('hinge-'))"
    return device.page.evaluate(f"async () => {{ const cache = await caches.open({find}); {script} }}")


def cut_short(request: Request) -> bool:
    """Whether the page was left before the answer came: the icon of its tab is asked for last."""
    return request.failure == "net::ERR_ABORTED"


WORKER_START = "performance.getEntriesByType('navigation')[0].workerStart"  # ms; 0: it did not have to be started


def test_every_page_is_the_same_with_the_server_gone(server: Server, device: Device) -> None:
    pages = {url for url in build(server) if url.endswith("/")}
    assert pages == set(PAGES)
    online = {path: get(server, path) for path in pages}
    device.open()
    before = device.page.locator("footer").bounding_box()
    device.wait_until_offline_ready()
    assert device.page.locator("footer").bounding_box() == before  # what it says had its place
    failed: list[str] = []
    device.context.on("requestfailed", lambda request: None if cut_short(request) else failed.append(request.url))

    server.stop()
    for path in sorted(pages):
        response = device.open(path)
        assert response
        assert response.from_service_worker
        assert response.body() == online[path], path
        assert device.page.evaluate(WORKER_START) == 0, f"{path} waited for the worker"
        expect(device.page.locator("main h1").first).to_be_attached()
        device.wait_until_offline_ready()
        broken = "[...document.images].filter((image) => image.src && !image.naturalWidth).map((image) => image.src)"
        assert device.page.evaluate(broken) == []
    assert [url for url in failed if not url.endswith("/sw.js") and "/api/" not in url] == []


def test_a_whole_practice_works_with_the_server_gone(server: Server, device: Device) -> None:
    device.open()
    device.wait_until_offline_ready()
    server.stop()
    page = device.page
    device.find("start-practice").first.click()
    page.wait_for_url("**/practice/**")
    device.open(DRILL)
    press_begin(device.page)
    press(page, 15)
    expect_count(page, 0, "right")
    act(page, "go")
    press(page, 15)
    expect(device.find("saved")).to_be_visible()

    device.open("/history/")
    session = device.find("session")
    expect(session).to_have_attribute("data-reps", "30")
    expect(session).to_have_attribute("data-guide", "foam-roller-deadlift")
    expect(session).to_have_attribute("data-synced", "false")
    page.reload()
    expect(session).to_have_count(1)


def test_whatever_way_a_page_is_opened_it_opens_offline(server: Server, device: Device) -> None:
    device.open("/history/")
    device.wait_until_offline_ready()
    server.stop()
    device.page.reload()
    expect(device.page.locator("h1")).to_be_visible()
    device.open("/?source=homescreen")
    expect(device.find("start-practice").first).to_be_visible()
    device.open("/guides/hip-hinge")  # without its last slash
    assert device.page.url == f"{server.url}/guides/hip-hinge/"
    device.open("/guides/nowhere/")
    nowhere = get_text(device)
    device.open("/offline/")
    assert get_text(device) == nowhere


def test_pages_open_while_the_network_hangs(server: Server, device: Device) -> None:
    device.open("/guides/")
    device.wait_until_offline_ready()
    server.hang()
    device.open("/guides/hip-hinge/")
    expect(device.page.locator("h1")).to_be_visible()
    device.wait_until_offline_ready()


def test_ready_is_not_said_without_every_file(server: Server, device: Device) -> None:
    device.open()
    device.wait_until_offline_ready()
    assert cached(device, "return cache.delete('/history/')")

    server.stop()
    device.page.reload()
    status = device.page.locator("#offline-line")
    asked_without_answer(device)
    expect(status).to_have_text("")

    server.start()
    device.page.reload()
    device.wait_until_offline_ready()
    assert cached(device, "return (await cache.match('/history/')).text()") == get(server, "/history/").decode()


def test_a_file_that_went_bad_is_found_and_mended(server: Server, device: Device) -> None:
    device.open()
    device.wait_until_offline_ready()
    cached(device, "await cache.put('/history/', new Response('half a pa'))")
    device.page.evaluate("localStorage.removeItem('verified')")  # as on the next day

    server.stop()
    device.page.reload()
    asked_without_answer(device)
    expect(device.find("offline-ready")).to_have_count(0)

    server.start()
    device.page.evaluate("dispatchEvent(new Event('online'))")
    device.wait_until_offline_ready()
    assert cached(device, "return (await cache.match('/history/')).text()") == get(server, "/history/").decode()


@pytest.mark.parametrize("answer", [{"body": "not what the build made"}, {"status": 503, "body": ""}])
def test_a_build_that_arrives_damaged_is_not_installed(
    server: Server, new_device: NewDevice, answer: dict[str, object]
) -> None:
    device = new_device(bypass_csp=True)  # the test registers the worker, which no page may do by hand
    device.expect_problem("503")

    def damage(route: Route) -> None:
        route.fulfill(**answer)  # type: ignore[arg-type]

    for path in ("**/pack/en.json", "**/history/"):
        device.context.route(path, damage)
    device.open()
    device.page.evaluate(
        """async () => {
            const { installing } = await navigator.serviceWorker.register('/sw.js');
            await new Promise((resolve) => installing.addEventListener('statechange', resolve, { once: true }));
            if (installing.state !== 'redundant') throw new Error(`The worker became ${installing.state}`);
        }"""
    )
    expect(device.find("offline-ready")).to_have_count(0)

    device.context.unroute("**/history/", damage)
    device.page.reload()
    device.wait_until_offline_ready()


def test_a_first_installation_fetches_one_pack(server: Server, device: Device) -> None:
    asked: list[str] = []
    device.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
    device.open("/safety/")
    device.wait_until_offline_ready()
    assert asked.count("/pack/en.json") == 1
    assert "/history/" not in asked
    assert sorted(kept_paths(device)) == sorted(build(server))


@pytest.mark.parametrize(
    "answer",
    [
        {"body": "[", "content_type": "application/json"},
        {"body": json.dumps([{"url": "/history/", "headers": {}, "body": "half a pa"}])},
        {"status": 503, "body": ""},
    ],
    ids=["cut", "another", "503"],
)
def test_what_a_damaged_pack_lacks_is_fetched_file_by_file(
    server: Server, device: Device, answer: dict[str, object]
) -> None:
    device.context.route("**/pack/en.json", lambda route: route.fulfill(**answer))
    device.open()
    device.wait_until_offline_ready()
    assert sorted(kept_paths(device)) == sorted(build(server))
    assert cached(device, "return (await cache.match('/history/')).text()") == get(server, "/history/").decode()


def test_a_page_out_of_a_pack_has_every_header_of_the_page(server: Server, device: Device) -> None:
    device.open()
    device.wait_until_offline_ready()
    kept = cached(device, "return Object.fromEntries((await cache.match('/history/')).headers)")
    assert isinstance(kept, dict)
    with urllib.request.urlopen(f"{server.url}/history/") as answer:
        sent = {name.lower(): value for name, value in answer.headers.items()}
    assert kept.items() <= sent.items()
    assert sent.keys() - kept.keys() <= {"date", "server", "connection", "content-length", "etag", "link", "vary"}


def test_nothing_personal_and_no_api_is_kept(server: Server, device: Device) -> None:
    device.open()
    device.wait_until_offline_ready()
    device.page.evaluate("fetch('/healthz')")
    kept = kept_paths(device)
    assert sorted(kept) == sorted(build(server))
    assert not [path for path in kept if path.startswith("/api/")]


def kept_paths(device: Device) -> list[str]:
    kept = cached(device, "return (await cache.keys()).map((request) => new URL(request.url).pathname)")
    assert isinstance(kept, list)
    return kept


def asked_without_answer(device: Device) -> None:
    """Wait until the worker has looked at every file, and what lacks could not be had."""
    device.page.evaluate(
        """async () => {
            const { active } = await navigator.serviceWorker.ready;
            const { port1, port2 } = new MessageChannel();
            const answer = new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });
            active.postMessage({ type: 'verify', deep: true }, [port2]);
            if ((await answer).ready) throw new Error('The worker says that all is there');
        }"""
    )


def get_text(device: Device) -> str:
    return device.page.locator("main").inner_text()
