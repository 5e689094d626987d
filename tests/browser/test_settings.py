"""What the settings say of this device, and light and dark."""

import tomllib

import pytest
from playwright.sync_api import expect

from .device import Device
from .phone import practise
from .server import ROOT

pytestmark = pytest.mark.no_worker

GROUND = "getComputedStyle(document.documentElement).backgroundColor"


def test_a_theme_is_kept_and_there_before_the_first_paint(device: Device) -> None:
    device.page.emulate_media(color_scheme="light")
    device.open("/settings/")
    light = device.page.evaluate(GROUND)
    device.page.get_by_role("radio", name="Dark").check()
    dark = device.page.evaluate(GROUND)
    assert dark != light
    device.open("/history/")
    assert device.page.evaluate(GROUND) == dark
    assert device.page.evaluate("document.documentElement.dataset.theme") == "dark"

    device.open("/settings/")
    expect(device.page.get_by_role("radio", name="Dark")).to_be_checked()
    device.page.get_by_role("radio", name="Automatic").check()
    assert device.page.evaluate(GROUND) == light
    device.page.emulate_media(color_scheme="dark")
    assert device.page.evaluate(GROUND) == dark


def test_the_choice_of_a_theme_works_by_keys(device: Device) -> None:
    device.open("/settings/")
    device.page.get_by_role("radio", name="Automatic").focus()
    device.page.keyboard.press("ArrowRight")
    assert device.page.evaluate("document.documentElement.dataset.theme") == "light"


def test_the_settings_count_what_is_on_this_device(device: Device) -> None:
    device.open("/settings/")
    section = device.page.locator("#device")
    expect(section.locator('[data-field="sessions"]')).to_have_text("0")
    practise(device.page, count=3)
    expect(section.locator('[data-field="sessions"]')).to_have_text("3")
    expect(section.locator('[data-field="used"]')).to_contain_text("B")


@pytest.mark.worker
def test_a_browser_that_does_not_speak_of_its_storage_is_not_asked_twice(device: Device) -> None:
    device.context.add_init_script(
        "for (const name of ['persisted', 'persist', 'estimate'])"
        " StorageManager.prototype[name] = async () => { throw new TypeError('no') }"
    )
    device.open("/settings/")
    device.wait_until_offline_ready()
    practise(device.page, count=3)
    expect(device.page.locator('#device [data-field="sessions"]')).to_have_text("3")
    expect(device.page.locator("[data-storage]")).to_be_hidden()


@pytest.mark.worker
def test_the_settings_say_when_all_of_hinge_is_here(device: Device) -> None:
    device.open("/settings/")
    device.wait_until_offline_ready()
    expect(device.page.get_by_text("All of it is here: it works with no signal.")).to_be_visible()


def test_the_settings_name_the_version(device: Device) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    device.open("/settings/")
    expect(device.page.get_by_text(f"Version {version}", exact=True)).to_be_visible()


def test_the_emergency_number_of_the_place_is_chosen_once_for_every_page(device: Device) -> None:
    device.open("/settings/")
    page = device.page
    field = page.get_by_label("Where you are, it is")
    expect(field).to_have_value("999")
    field.fill("12a")
    field.press("Tab")
    expect(page.get_by_text("Two to six digits, please.")).to_be_visible()
    device.open("/safety/")
    expect(page.locator("[data-emergency]")).to_have_text("999")
    device.open("/settings/")
    field.fill("144")
    field.press("Tab")
    expect(page.get_by_text("Every page names it from now on.")).to_be_visible()
    device.open("/safety/")
    expect(page.locator("[data-emergency]")).to_have_text("144")
    expect(page.locator("[data-emergency]")).to_have_attribute("href", "tel:144")
    device.open("/settings/")
    field.fill("")
    field.press("Tab")
    expect(field).to_have_value("999")
