"""The dot on the app's icon while something is due."""

import pytest
from playwright.sync_api import Page, expect

from ..support.phones import Envelope
from .conftest import NewDevice
from .device import Device
from .logbook import add_records, open_with, practice, reps
from .planning import ITEM, TODAY, planned

pytestmark = pytest.mark.no_worker

BADGE = """Object.assign(navigator, {
  setAppBadge: async () => { window.badge = 'on'; },
  clearAppBadge: async () => { window.badge = 'off'; },
});"""
REFUSED = """Object.assign(navigator, {
  setAppBadge: async () => { window.badge = 'refused'; throw new DOMException('no', 'NotAllowedError'); },
  clearAppBadge() { window.badge = 'refused'; throw new DOMException('no', 'SecurityError'); },
});"""


def open_after_the_plan(device: Device, path: str, *records: Envelope) -> Page:
    """The page at `path`, after one that has read the plan."""
    page = open_with(device, "/plan/", *records)
    expect(page.get_by_test_id("plan")).to_be_visible()
    device.open(path)
    return page


def expect_badge(page: Page, state: str) -> None:
    page.wait_for_function("(state) => window.badge === state", arg=state)


def test_the_icon_has_a_dot_while_something_is_due(device: Device) -> None:
    device.context.add_init_script(BADGE)
    page = open_after_the_plan(device, "/", planned())
    expect_badge(page, "on")
    add_records(page, practice(TODAY, guide="hip-hinge", sets=reps(both=15)))
    expect_badge(page, "off")


def test_the_dot_comes_with_the_day(device: Device) -> None:
    device.context.add_init_script(BADGE)
    page = open_after_the_plan(device, "/", planned(items=[{**ITEM, "days": [1]}]))
    expect_badge(page, "off")
    page.clock.run_for("06:00:00")
    expect_badge(page, "on")


def test_a_person_can_do_without_the_dot(device: Device) -> None:
    device.context.add_init_script(BADGE)
    page = open_after_the_plan(device, "/settings/", planned())
    expect_badge(page, "on")
    page.get_by_label("A dot on the app’s icon").click()
    expect_badge(page, "off")
    page.reload()
    expect_badge(page, "off")
    expect(page.get_by_label("A dot on the app’s icon")).not_to_be_checked()


def test_a_browser_without_it_or_that_refuses_it_is_left_alone(new_device: NewDevice) -> None:
    none, refusing = new_device(), new_device()
    none.context.add_init_script("delete Navigator.prototype.setAppBadge; delete Navigator.prototype.clearAppBadge")
    refusing.context.add_init_script(REFUSED)
    page = open_after_the_plan(none, "/settings/", planned())
    expect(page.get_by_text("Ready offline").or_(page.get_by_role("heading", name="Settings"))).to_be_visible()
    expect(page.get_by_label("A dot on the app’s icon")).to_be_hidden()
    page = open_after_the_plan(refusing, "/settings/", planned())
    expect_badge(page, "refused")
    expect(page.get_by_label("A dot on the app’s icon")).to_be_visible()
    page.get_by_label("A dot on the app’s icon").click()
    expect(page.get_by_label("A dot on the app’s icon")).not_to_be_checked()
