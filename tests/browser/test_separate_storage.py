"""An iPhone's app has nothing of what its browser keeps: both say so in time, and there are ways across."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .agents import HOME_SCREEN, NO_WORKER, iphone, on_home_screen
from .axe import violations
from .conftest import NewDevice
from .device import Device
from .phone import expect_status, practise, records
from .practising import DRILL, expect_count, press, press_begin

INSTAGRAM = iphone(end="Mobile/22F76 Instagram 335.0.8.30.97 (iPhone14,5; iOS 18_5; en_GB)")


def in_safari(new_device: NewDevice) -> Device:
    device = new_device(user_agent=iphone(), permissions=["clipboard-read", "clipboard-write"])
    device.context.add_init_script(on_home_screen(False))
    return device


def on_home(new_device: NewDevice) -> Device:
    device = new_device(user_agent=iphone(end=HOME_SCREEN))
    device.context.add_init_script(on_home_screen(True))
    return device


def better_place(page: Page) -> Locator:
    return page.get_by_role("region", name="Better")


@pytest.mark.no_worker
def test_safari_says_once_that_the_app_is_the_better_place_and_lets_one_begin(new_device: NewDevice) -> None:
    device = in_safari(new_device)
    page = device.page
    device.open(DRILL)
    expect(better_place(page)).to_contain_text("Tap Share, then Add to Home Screen")
    expect(device.find("begin")).to_be_enabled()
    assert violations(page) == []
    press_begin(device.page)
    press(page)
    expect_count(page, 1)

    device.open("/practice/hip-hinge/")
    expect(device.find("begin")).to_be_enabled()
    page.wait_for_load_state("networkidle")
    expect(better_place(page)).to_be_hidden()


@pytest.mark.no_worker
def test_an_app_with_a_browser_of_its_own_is_said_to_be_no_good_place(new_device: NewDevice) -> None:
    device = new_device(user_agent=INSTAGRAM)
    device.context.add_init_script(NO_WORKER)
    device.open(DRILL)
    expect(better_place(device.page)).to_contain_text("then Open in browser")
    expect(device.page.get_by_text("Add to Home Screen")).to_be_hidden()


@pytest.mark.no_worker
def test_who_has_records_or_the_app_is_not_told(new_device: NewDevice) -> None:
    safari, app = in_safari(new_device), on_home(new_device)
    safari.open("/settings/")
    practise(safari.page)
    for device in (safari, app):
        device.open(DRILL)
        expect(device.find("begin")).to_be_enabled()
        device.page.wait_for_load_state("networkidle")
        expect(better_place(device.page)).to_be_hidden()


@pytest.mark.no_worker
def test_two_taps_on_each_side_bring_everything_along(new_device: NewDevice) -> None:
    safari, app = in_safari(new_device), on_home(new_device)
    safari.open("/settings/")
    session = practise(safari.page)
    safari.open()
    safari.page.get_by_role("link", name="Show a code").click()
    expect(safari.page.get_by_text("This turns sync on: your practices go to this server")).to_be_visible()
    expect_status(safari.page, "off")
    safari.find("show-code").click()
    code = safari.find("pair-code")
    expect(code).to_be_visible()
    expect_status(safari.page, "synced", 0)

    app.open()
    bring = app.page.get_by_role("region", name="Did you practise in the browser before?")
    assert violations(app.page) == []
    bring.get_by_role("link", name="Type the code").click()
    expect(app.find("join-code")).to_be_focused()
    app.find("join-code").fill(code.inner_text())
    app.find("join").click()
    expect_status(app.page, "synced", 0)
    assert [record["id"] for record in records(app.page) if record["kind"] == "session"] == [session]
    app.open()
    expect(app.page.get_by_text("Last time: today")).to_be_visible()
    expect(bring).to_be_hidden()


@pytest.mark.no_worker
def test_a_device_that_syncs_shows_a_code_without_a_word_of_turning_it_on(new_device: NewDevice) -> None:
    device = in_safari(new_device)
    device.open("/settings/#show-code")
    device.find("show-code").click()
    first = device.find("pair-code")
    expect(first).to_be_visible()
    device.open("/settings/?again#show-code")
    expect(device.page.get_by_text("This turns sync on")).to_be_hidden()
    expect(device.find("show-code")).to_have_accessible_name("Show a code")
    device.find("show-code").click()
    expect(device.find("pair-code")).to_be_visible()


@pytest.mark.no_worker
def test_an_app_says_no_once(new_device: NewDevice) -> None:
    app = on_home(new_device)
    app.open()
    bring = app.page.get_by_role("region", name="Did you practise in the browser before?")
    expect(bring.get_by_role("link", name="Open the copy")).to_have_attribute("href", "/history/#copies")
    bring.get_by_role("button", name="No").click()
    expect(bring).to_be_hidden()
    app.open()
    expect(app.page.locator("[data-today='new']")).to_be_attached()
    app.page.wait_for_load_state("networkidle")
    expect(bring).to_be_hidden()


@pytest.mark.no_worker
def test_safari_without_records_advises_to_install_before_the_first(new_device: NewDevice) -> None:
    device = in_safari(new_device)
    device.open()
    expect(device.page.get_by_text("Do it before your first practice")).to_be_visible()
    expect(device.page.get_by_role("link", name="Show a code")).to_be_hidden()
