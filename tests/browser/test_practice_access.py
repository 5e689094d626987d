"""Everyone can use every phase of a practice."""

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import NewDevice
from .practising import (
    DRILL,
    act,
    begin,
    choose_pain,
    expect_count,
    finish,
    press,
    press_begin,
    wait_for_start,
)

pytestmark = pytest.mark.no_worker


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_phase_keeps_anyone_out(new_device: NewDevice, scheme: str) -> None:
    device = new_device(color_scheme=scheme, reduced_motion="reduce")
    page = device.page
    device.open(DRILL)
    wait_for_start(page)
    expect_access(page, "signs")
    page.get_by_role("button", name="One of these", exact=True).click()
    expect(page.get_by_role("heading", name="What to do now")).to_be_focused()
    expect_access(page, "advice")
    page.get_by_role("button", name="Back to the signs").click()
    expect(page.get_by_role("heading", name="Before your first practice")).to_be_focused()
    choose_pain(page, 4)
    expect_access(page, "pain")
    device.find("ask-next").click()
    expect_access(page, "who counts")
    device.find("ask-next").click()
    expect(page.get_by_role("heading", name="How to stand")).to_be_focused()
    expect_access(page, "how to stand")
    act(page, "back")
    press_begin(device.page)
    expect(device.find("rep")).to_be_focused()
    expect_access(page, "ready")
    press(page, 9)
    expect_count(page, 9)
    expect_access(page, "set")
    act(page, "pause")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    expect_access(page, "paused")
    act(page, "resume")
    press(page, 6)
    expect_count(page, 0, "right")
    expect_access(page, "switch")
    press(page, 4)
    expect_count(page, 4, "right")

    device.open(DRILL)
    expect(page.get_by_role("region", name="You were in the middle of it")).to_be_visible()
    expect_access(page, "a practice that was cut short")
    act(page, "drop")
    expect_access(page, "asking")
    page.keyboard.press("Escape")
    press_begin(device.page)
    press(page, 11)
    expect(device.find("saved")).to_be_visible()
    finish(page)
    expect(page.get_by_role("heading", name="Done")).to_be_focused()
    expect_access(page, "done")
    act(page, "reopen")  # now it does not end by itself
    expect_access(page, "reached")


def expect_access(page: Page, phase: str) -> None:
    assert violations(page) == [], phase


def test_words_twice_as_large_still_leave_room_to_press(new_device: NewDevice) -> None:
    device = new_device(viewport={"width": 390, "height": 844})
    page = begin(device)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    press(page, 3)
    expect_count(page, 3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("undo", "finish"):
        expect(device.find(name)).to_be_in_viewport(ratio=1)
