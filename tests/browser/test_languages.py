"""The pages in the language that a person reads: by the browser, by choice, and with no network."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewDevice
from .device import Device
from .phone import OFFLINE
from .practising import press, press_begin
from .server import Server
from .site import build

KEPT = """async () => {
  const [name] = await caches.keys();
  const requests = await (await caches.open(name)).keys();
  return requests.map(({ url }) => new URL(url).pathname);
}"""


def language(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()  # not check(): where there is no way, it goes back at once


@pytest.fixture
def french(new_device: NewDevice) -> Device:
    """A phone whose browser prefers French."""
    return new_device(locale="fr-FR")


def test_a_french_browser_is_led_to_the_french_page_that_it_asked_for(french: Device) -> None:
    french.open("/guides/hip-hinge/?source=homescreen#steps")
    expect(french.page).to_have_url(f"{french.server.url}/fr/guides/hip-hinge/?source=homescreen#steps")
    assert language(french.page) == "fr"


def test_a_page_that_was_asked_for_in_french_stays_french(device: Device) -> None:
    device.open("/fr/safety/")
    expect(device.page).to_have_url(f"{device.server.url}/fr/safety/")
    assert language(device.page) == "fr"
    device.page.locator(".brand").click()
    expect(device.page).to_have_url(f"{device.server.url}/fr/")


def test_the_choice_goes_before_the_browser_and_is_kept(french: Device) -> None:
    french.open("/settings/")
    choose(french.page, "English")
    expect(french.page).to_have_url(f"{french.server.url}/settings/")
    french.open("/fr/history/")
    expect(french.page).to_have_url(f"{french.server.url}/history/")
    french.open("/settings/")
    choose(french.page, "Français")
    expect(french.page).to_have_url(f"{french.server.url}/fr/settings/")


def test_an_address_that_does_not_exist_leads_nowhere_else(french: Device) -> None:
    french.expect_problem("404")
    french.open("/nowhere/")
    expect(french.page).to_have_url(f"{french.server.url}/nowhere/")


def test_all_of_french_is_there_with_the_server_gone_and_nothing_of_english(french: Device, server: Server) -> None:
    french.open("/")
    french.wait_until_offline_ready()
    kept = french.page.evaluate(KEPT)
    wanted = build(server, "fr")
    assert sorted(kept) == sorted(wanted)
    server.stop()
    for path in (url for url in wanted if url.endswith("/")):
        french.open(path)
        expect(french.page.locator("main h1").first).to_be_attached()
    french.open("/")
    expect(french.page).to_have_url(f"{french.server.url}/fr/?here")
    french.open("/fr/practice/hip-hinge/")
    press_begin(french.page)
    press(french.page, 15)
    expect(french.find("saved")).to_be_visible()
    french.open("/fr/history/")
    expect(french.find("session")).to_have_attribute("data-reps", "15")


def test_a_language_that_is_not_here_needs_a_connection_once(device: Device) -> None:
    device.open("/settings/")
    device.wait_until_offline_ready()
    device.expect_problem(OFFLINE)
    device.context.set_offline(True)
    choose(device.page, "Français")
    expect(device.page.get_by_text("They need a connection once.")).to_be_visible()
    expect(device.page.get_by_role("radio", name="English")).to_be_checked()
    device.context.set_offline(False)
    choose(device.page, "Français")
    expect(device.page).to_have_url(f"{device.server.url}/fr/settings/")
    device.wait_until_offline_ready()

    device.context.set_offline(True)
    choose(device.page, "English")
    expect(device.page).to_have_url(re.compile("[^r]/settings/$"))
    choose(device.page, "Français")
    expect(device.page).to_have_url(f"{device.server.url}/fr/settings/")


def test_a_page_of_a_language_that_is_not_here_is_shown_in_one_that_is(device: Device) -> None:
    device.open("/")
    device.wait_until_offline_ready()
    device.expect_problem(OFFLINE)
    device.context.set_offline(True)
    device.open("/fr/guides/hip-hinge/")
    expect(device.page).to_have_url(f"{device.server.url}/guides/hip-hinge/?here")
