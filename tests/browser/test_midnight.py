"""The day turns while a page stays open: at midnight, on waking, in another time zone, and when the clock is set."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewDevice
from .device import Device
from .logbook import add_records, practice

pytestmark = pytest.mark.no_worker

WAKE = "document.dispatchEvent(new Event('visibilitychange'))"


def open_at(device: Device, now: str, path: str) -> Page:
    """A page whose clock stands at `now`, on a device with a practice of the hour before."""
    device.context.clock.install(time=now)
    device.open("/history/")
    began = f"{now[:11]}22:30:00.000{now[19:]}"
    add_records(device.page, practice(started_at=began, ended_at=began))
    device.open(path)
    return device.page


def expect_today(page: Page, day: str) -> None:
    expect(page.get_by_text(f"Last time: {day}")).to_be_visible()
    enough = page.get_by_text("That is enough for one day")
    expect(enough).to_be_visible() if day == "today" else expect(enough).to_be_hidden()


@pytest.mark.parametrize(
    ("zone", "now"),
    [
        ("Pacific/Kiritimati", "2026-11-22T23:59:00+14:00"),
        ("Pacific/Pago_Pago", "2026-11-22T23:59:00-11:00"),
        ("Europe/Berlin", "2026-03-29T23:59:00+02:00"),  # a day of 23 hours
    ],
)
def test_the_day_turns_at_midnight(new_device: NewDevice, zone: str, now: str) -> None:
    device = new_device(timezone_id=zone)
    page = open_at(device, now, "/")
    expect_today(page, "today")
    history = device.tab("/history/")
    day = history.locator(".log-day h2")
    week = history.locator(".totals").get_by_role("row").nth(1).get_by_role("cell").first
    expect(day).to_have_text("Today")
    expect(week).to_have_text("1")
    page.clock.run_for(70_000)
    expect(day).to_have_text("Yesterday")
    expect(week).to_have_text("0")  # both were Sundays
    expect_today(page, "yesterday")


def test_a_phone_that_slept_over_midnight_knows_the_day_when_it_wakes(new_device: NewDevice) -> None:
    device = new_device()
    page = open_at(device, "2026-11-22T23:00:00+01:00", "/")
    expect_today(page, "today")
    page.clock.set_system_time("2026-11-23T07:00:00+01:00")  # no timer ran
    page.evaluate(WAKE)
    expect_today(page, "yesterday")
    page.clock.set_system_time("2026-11-24T07:00:00+01:00")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect_today(page, "Sunday 22 November")


def test_another_time_zone_turns_the_day_both_ways(new_device: NewDevice) -> None:
    device = new_device(timezone_id=None)
    session = device.context.new_cdp_session(device.page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "Europe/Berlin"})
    page = open_at(device, "2026-11-22T23:00:00+01:00", "/")
    expect_today(page, "today")
    for zone, day in (("Asia/Tokyo", "yesterday"), ("America/New_York", "today")):
        session.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
        page.clock.run_for(20_000)
        expect_today(page, day)


def test_a_clock_that_ran_ahead_is_set_while_the_app_is_open(new_device: NewDevice) -> None:
    device = new_device()
    page = open_at(device, "2036-05-01T23:00:00+02:00", "/")
    expect_today(page, "today")
    page.clock.set_system_time("2026-11-22T18:30:00+01:00")
    page.clock.run_for(20_000)
    expect(page.get_by_text("What was practised bears a date that has not come.")).to_be_visible()
    expect(page.get_by_text("That is enough for one day")).to_be_hidden()


def test_the_settings_know_that_the_last_sync_was_not_today(device: Device) -> None:
    device.context.clock.install(time="2026-11-22T23:50:00+01:00")
    device.open("/settings/")
    device.find("sync-on").click()
    last = device.page.locator("[data-field='synced']")
    expect(last).to_have_text("23:50")
    device.page.clock.run_for(20 * 60_000)
    expect(last).to_have_text("22 Nov 2026, 23:50")
