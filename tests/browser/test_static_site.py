"""All of Hinge as files at a host that knows nothing of it: the main job, from the first visit to an update."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hinge_pwa import create_app, guides
from hinge_pwa.pwa import static_site

from .conftest import NewDevice
from .device import Device
from .phone import records
from .practising import begin, finish, press
from .static_host import StaticHost

SYNC_OF_OLD = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  const agreement = { on: true, account: 'a', cursor: 'c', leaving: true };
  await (await openStore()).alter((tx) => tx.objectStore('settings').put(agreement, 'sync'));
}"""
TAKES_HTML = """() => {
  try { document.createElement('p').innerHTML = '<b>'; return true; } catch { return false; }
}"""


@pytest.fixture(scope="module")
def write_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a site to a folder; each has the same built assets."""
    instance = tmp_path_factory.mktemp("instance")

    def write(folder: Path, **settings: object) -> Path:
        static_site.write(create_app({**static_site.SETTINGS, "INSTANCE_PATH": instance, **settings}), folder)
        return folder

    return write


@pytest.fixture
def new_host() -> Iterator[Callable[[Path], StaticHost]]:
    hosts: list[StaticHost] = []

    def make(folder: Path) -> StaticHost:
        hosts.append(StaticHost(folder))
        return hosts[-1]

    yield make
    for host in hosts:
        host.stop()


def asked_of(device: Device) -> list[str]:
    """The addresses that the device asks for from now on, its worker too."""
    found: list[str] = []
    device.context.on("request", lambda request: found.append(request.url))
    return found


def test_the_main_job_at_the_root_of_a_host(
    write_site: Callable[..., Path],
    new_host: Callable[[Path], StaticHost],
    new_device: NewDevice,
    tmp_path: Path,
) -> None:
    host = new_host(write_site(tmp_path / "site"))
    device = new_device(host)
    asked = asked_of(device)
    page = device.page

    device.open()
    device.wait_until_offline_ready()
    page.evaluate(SYNC_OF_OLD)  # a server stood at this address once
    host.stop()
    begin(device, "/practice/wall-tap/")
    press(page, 3)
    finish(page)
    expect(device.find("saved")).to_be_visible()
    device.open("/history/")
    expect(device.find("session")).to_have_attribute("data-reps", "3")
    device.open("/settings/")
    expect(page.get_by_text("There is no sync at this address.")).to_be_visible()
    expect(device.find("sync-status")).to_have_attribute("data-state", "off")

    device.open("/prescribe/")
    page.locator("[name=guide][value=hip-hinge]").check()
    link = device.find("prescription-link").get_attribute("href") or ""
    assert link.startswith(f"{host.url}/plan/#")
    page.goto(link)
    device.find("plan-take").click()
    expect(device.find("plan")).to_have_attribute("data-guides", "hip-hinge")

    clinic = tmp_path / "guides"
    clinic.mkdir()
    shutil.copy(guides.CONTENT / "hip-hinge.toml", clinic / "clinic-hinge.toml")
    host.folder = write_site(tmp_path / "newer", GUIDES_DIR=clinic)
    host.start()
    device.open("/guides/")
    device.find("update").click()
    expect(page.locator("main a[href='/guides/clinic-hinge/']").first).to_be_visible()
    device.wait_until_offline_ready()
    host.stop()
    device.open("/practice/clinic-hinge/")
    expect(device.find("begin").or_(device.find("ask-next")).locator("visible=true")).to_be_enabled()
    assert sorted(one["kind"] for one in records(page)) == ["plan", "session"]
    host.start()
    assert [url for url in asked if "/api/" in url] == []


def test_a_french_phone_finds_its_place_below_a_path(
    write_site: Callable[..., Path],
    new_host: Callable[[Path], StaticHost],
    new_device: NewDevice,
    tmp_path: Path,
) -> None:
    host = new_host(tmp_path)
    write_site(tmp_path / "hinge", APPLICATION_ROOT="/hinge")
    device = new_device(host, locale="fr-FR")
    asked = asked_of(device)
    page = device.page

    device.open("/hinge/")
    page.wait_for_url("**/hinge/fr/")
    device.expect_problem("requires 'TrustedHTML'")
    assert page.evaluate(TAKES_HTML) is False  # the policy in the page is heeded
    device.wait_until_offline_ready()
    assert page.evaluate("async () => (await navigator.serviceWorker.ready).scope") == f"{host.url}/hinge/"
    host.stop()
    device.open("/hinge/plan")
    page.wait_for_url("**/hinge/fr/plan/\\?here")
    device.find("plan-suggest").click()
    expect(device.find("plan")).to_be_visible()
    device.open("/hinge/nowhere/")
    expect(page.get_by_role("heading", name="Cette page n’est pas sur cet appareil")).to_be_visible()
    page.locator("main a").first.click()
    page.wait_for_url("**/hinge/fr/practice/**")
    host.start()
    assert [url for url in asked if not url.startswith(f"{host.url}/hinge/")] == []
    assert [url for url in asked if "/api/" in url] == []
