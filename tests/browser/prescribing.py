"""Functions for tests of prescriptions: what a clinician fills in, and what her patient takes."""

from typing import Any

from playwright.sync_api import Page, expect

from .device import Device
from .phone import living

WORDS = "Slowly, and hold on to the table. If your leg tingles, stop and ring me: the right side will follow the left. "
NAME = "Zoë Becker, Physio am Park"
ACTIVITY = "putting on socks"
DRILL = "foam-roller-deadlift"


def prescribe(device: Device, path: str = "/prescribe/") -> Page:
    """Two guides with all that a prescription may have."""
    device.open(path)
    page = device.page
    page.locator("[name=guide][value=hip-hinge]").check()
    drill = page.locator(f".rx-guide[data-guide={DRILL}]")
    drill.locator("[name=guide]").check()
    drill.locator("[name=reps]").fill("10")
    drill.locator("[name=rounds]").fill("3")
    drill.locator("[name=tempo]").select_option("133")
    for box in drill.locator("[name=days]").all():
        box.check()
    page.locator("[name=activities]").first.fill(ACTIVITY)
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=given_by]").fill(NAME)
    expect(page.get_by_test_id("prescription-link")).to_be_visible()
    return page


def link_on(page: Page) -> str:
    return page.get_by_test_id("prescription-link").get_attribute("href") or ""


def in_force(page: Page) -> list[dict[str, Any]]:
    return [plan for plan in living(page, "plan") if plan["ended_on"] is None]


def take(device: Device, link: str) -> Page:
    device.page.goto(link)
    device.find("plan-take").click()
    expect(device.find("plan")).to_be_visible()
    return device.page
