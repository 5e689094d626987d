"""Pain over time, the month of practice, and a full history on every screen."""

import pytest
from playwright.sync_api import expect

from ..support.phones import plan
from .axe import violations
from .conftest import NewDevice
from .device import Device
from .logbook import open_with, practice, reps

pytestmark = pytest.mark.no_worker


def test_pain_over_time_is_drawn_and_said(device: Device) -> None:
    page = open_with(
        device,
        "/history/",
        practice("2026-11-01", pain_before=6, pain_after=6),
        practice("2026-11-10", pain_before=7, pain_after=4),
        practice("2026-11-15", pain_before=None, pain_after=1),
        practice("2026-11-20", pain_before=2, pain_after=None),
    )
    line = page.get_by_role("img", name="Pain before practising")
    expect(line).to_have_accessible_name(
        "Pain before practising, from 1 Nov to 20 Nov: 6 at first, 2 the last time, between 2 and 7."
    )
    drawn = line.locator("polyline").get_attribute("points")
    assert drawn
    heights = [float(point.split(",")[1]) for point in drawn.split()]
    assert len(heights) == 3
    assert heights[1] < heights[0] < heights[2]  # the worst is at the top
    expect(line.locator("circle")).to_have_count(3)


def test_one_day_of_pain_is_no_line(device: Device) -> None:
    page = open_with(device, "/history/", practice(pain_before=4), practice(pain_before=2))
    expect(page.get_by_test_id("session")).to_have_count(2)
    expect(page.locator(".pain-line")).to_be_hidden()


def test_the_month_shows_the_days_of_practice(device: Device) -> None:
    page = open_with(device, "/history/", practice("2026-11-03"), practice("2026-11-22"), practice("2026-09-30"))
    month = page.get_by_role("table", name="November 2026")
    expect(month.get_by_role("columnheader").first).to_have_text("M")
    expect(month.get_by_role("cell", name="practised")).to_have_text(["3 practised", "22 practised"])
    before = page.get_by_role("button", name="The month before")
    before.click()
    before.click()
    expect(page.get_by_role("table", name="September 2026").get_by_role("cell", name="practised")).to_have_text(
        ["30 practised"]
    )
    expect(before).to_be_disabled()  # nothing was practised before
    page.get_by_role("button", name="The month after").click()
    expect(page.get_by_role("table", name="October 2026")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_full_history_keeps_nobody_out(new_device: NewDevice, scheme: str, width: int) -> None:
    device = new_device(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = open_with(
        device,
        "/history/",
        practice(
            sets=reps(left=900, right=1000, both=1000),
            note="word" * 200,
            guide="a-name-of-sixty-four-letters-" + "x" * 35,
        ),
        practice(sets=reps(left=900, right=1000, both=1000)),
        practice("2026-11-20", sets=reps(left=15, right=15), pain_before=9),
    )
    found = violations(page)
    page.locator("summary").first.click()
    page.get_by_test_id("session").last.get_by_role("button", name="Edit").click()
    found += violations(page)
    page.get_by_role("button", name="Delete this practice").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    found += violations(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    device.open("/")
    expect(page.get_by_role("heading", name="Lately")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_printed_history_has_what_was_practised_and_nothing_to_press(device: Device) -> None:
    practices = (practice(f"2026-11-{day:02}") for day in range(1, 21))
    page = open_with(device, "/history/", plan(starts_on="2026-11-01", review_on=None), *practices)
    expect(page.get_by_test_id("session")).to_have_count(20)
    page.emulate_media(media="print")
    expect(page.locator("button, .site-nav, .site-header, .copies").and_(page.locator(":visible"))).to_have_count(0)
    expect(page.get_by_test_id("session").last).to_be_visible()
    darkness = "cell => getComputedStyle(cell).backgroundColor"
    assert page.locator(".month .practised > :first-child").first.evaluate(darkness) == "rgb(0, 0, 0)"
    filled = page.locator(".pain-key.after").first.evaluate("key => getComputedStyle(key).printColorAdjust")
    assert filled == "exact"
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    device.open("/plan/")
    expect(device.find("plan")).to_be_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
