"""That the screen stays on is said where it is so; where it goes dark, a set that nobody touches says so before."""

import pytest
from playwright.sync_api import Page, expect

from .agents import HOME_SCREEN, iphone, on_home_screen
from .coached import begin_led, choose, heard
from .conftest import NewDevice
from .device import Device
from .practising import press_begin

pytestmark = pytest.mark.no_worker

STAYS = "The screen stays on."
GOES_DARK = "Here the screen turns off by itself"


def phone(new_device: NewDevice, os: str, *, installed: bool) -> Device:
    device = new_device(user_agent=iphone(os, HOME_SCREEN) if installed else iphone(os))
    device.context.add_init_script(on_home_screen(installed))
    return device


def said_on_stage(page: Page) -> bool:
    return page.get_by_text(STAYS).is_visible()


def test_an_iphones_app_whose_lock_does_nothing_says_how_to_keep_the_screen_on(new_device: NewDevice) -> None:
    device = phone(new_device, "17_6_1", installed=True)
    page = choose(device, "pace")
    expect(page.get_by_text(GOES_DARK)).to_be_visible()
    page.locator('input[name="counter"][value="tap"]').check()
    expect(page.get_by_text(GOES_DARK)).to_be_hidden()  # each tap keeps it on
    page.locator('input[name="counter"][value="pace"]').check()
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    expect(page.get_by_text("Hinge counts. A tap adds one.")).to_be_visible()
    assert not said_on_stage(page)
    assert [one for one in heard(page) if one["what"] == "awake"] == []


@pytest.mark.parametrize(("os", "installed"), [("18_4", True), ("17_6_1", False)])
def test_where_the_lock_works_the_stage_says_so(new_device: NewDevice, os: str, installed: bool) -> None:
    page = begin_led(phone(new_device, os, installed=installed))
    expect(page.get_by_text(STAYS)).to_be_visible()


def test_a_browser_without_the_lock_says_that_the_screen_may_go_dark(device: Device) -> None:
    device.context.add_init_script("delete Navigator.prototype.wakeLock")
    page = choose(device, "motion")
    expect(page.get_by_text(GOES_DARK)).to_be_visible()
    page = choose(device, "pace")
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    assert not said_on_stage(page)
