"""Practices whose phone had a wrong clock: with a date that has not come, or of long ago; and setting a day right."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import NewDevice
from .device import Device
from .logbook import NOW, add_records, open_with, practice, reps, session_data
from .phone import expect_status, records, sync, turn_on
from .practising import press_begin

pytestmark = pytest.mark.no_worker

COPY = Path(__file__).parents[1] / "cases" / "copy-future.json"
WORDS = "This bears a date that has not come."


def ahead(day: str = "2036-05-01", **changes: Any) -> dict[str, Any]:
    return practice(day, **{"guide": "hip-hinge", "sets": reps(both=15), "note": "ahead", **changes})


def sessions(page: Page) -> Locator:
    return page.get_by_test_id("session")


def set_day(page: Page, day: str, time: str, *, line: Locator | None = None) -> Locator:
    """Open the sheet of a session, by default the one that is ahead, and save another day and time."""
    (line or page.locator("[data-future]")).get_by_role("button", name="Edit").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Day").fill(day)
    sheet.get_by_label("Time").fill(time)
    sheet.get_by_role("button", name="Save").click()
    return sheet


def test_a_copy_with_a_date_that_has_not_come_is_told_and_set_right(device: Device) -> None:
    page = open_with(device, "/history/")
    page.locator("[data-import]").set_input_files(COPY)
    line = sessions(page)
    expect(line).to_have_attribute("data-date", "2036-05-01")
    expect(line).to_have_attribute("data-future", "")
    expect(line).to_contain_text(WORDS)
    rows = page.locator(".totals").get_by_role("row")
    expect(rows.nth(1).get_by_role("cell").first).to_have_text("0")
    expect(rows.nth(2).get_by_role("cell").first).to_have_text("1")

    device.open("/")
    expect(page.get_by_text("What was practised bears a date that has not come.")).to_be_visible()
    expect(page.get_by_text("Last time").filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("That is enough for one day")).to_be_hidden()
    expect(page.locator(".seven .practised")).to_have_count(0)
    page.get_by_role("link", name="Set it in your history").click()

    expect(set_day(page, "2026-11-22", "18:05")).to_be_hidden()
    expect(line).to_have_attribute("data-date", "2026-11-22")
    expect(page.locator("[data-future]")).to_have_count(0)
    expect(page.get_by_text(WORDS).filter(visible=True)).to_have_count(0)
    expect(line.get_by_role("button", name="Edit")).to_be_focused()
    data = session_data(page, line.get_attribute("data-id") or "")
    before = json.loads(COPY.read_text("utf-8"))["records"][0]["data"]
    began = "2026-11-22T18:05:00.000+01:00"
    assert data == {**before, "started_at": began, "ended_at": began}
    device.open("/")
    expect(page.get_by_text("Last time: today, 15 repetitions")).to_be_visible()


def test_it_is_no_practice_of_today_and_not_the_newest(device: Device) -> None:
    page = open_with(
        device,
        "/",
        ahead(pain_before=0, pain_after=0),
        *(practice(f"2026-11-{day}", sets=reps(left=9), pain_before=5, pain_after=4) for day in range(15, 22)),
    )
    expect(page.get_by_text("Last time: yesterday, 9 repetitions")).to_be_visible()
    expect(page.get_by_text("That is enough for one day")).to_be_hidden()
    expect(device.find("start-practice")).to_have_attribute("href", "/practice/foam-roller-deadlift/")
    expect(page.locator("[data-part='trend']")).to_contain_text("5 at first; 5, 5, 5 the last three times")
    expect(page.locator("[data-part='pain']")).to_contain_text("Last time 5 before, 4 after.")

    device.open("/history/")
    expect(sessions(page)).to_have_count(8)
    expect(sessions(page).last).to_have_attribute("data-future", "")
    expect(page.locator("[data-log] [data-future]")).to_have_count(0)
    expect(page.get_by_role("link", name="One practice bears a date that has not come")).to_be_visible()
    week, ever = (page.locator(".totals").get_by_role("row").nth(n).get_by_role("cell") for n in (1, 2))
    expect(week).to_have_text(["6", "54", "0", "0"])  # Monday to Saturday
    expect(ever).to_have_text(["8", "63", "0", "15"])
    expect(page.get_by_role("img", name="Pain before practising")).to_have_accessible_name(
        "Pain before practising, from 15 Nov to 21 Nov: 5 at first, 5 the last time, between 5 and 5."
    )


def test_the_table_for_spreadsheets_ends_with_it(device: Device) -> None:
    page = open_with(device, "/history/", practice("2026-11-20"), ahead(), practice("2026-11-21"))
    with page.expect_download() as found:
        page.get_by_role("button", name="Save a table").click()
    lines = found.value.path().read_text("utf-8-sig").splitlines()
    assert [line[:10] for line in lines[1:]] == ["2026-11-21", "2026-11-20", "2036-05-01"]


def test_a_practice_is_compared_with_the_last_one_whose_date_has_come(device: Device) -> None:
    page = open_with(
        device, "/practice/hip-hinge/", ahead(), practice("2026-11-20", guide="hip-hinge", sets=reps(both=1))
    )
    press_begin(device.page)
    for _ in range(3):
        device.find("rep").click()
        page.clock.run_for(4_000)  # a hasty set would not be praised
    device.find("finish").click()
    expect(page.locator("[data-praise='more']")).to_have_text(", 2 more than last time")


@pytest.mark.parametrize(
    ("zone", "began", "now"),
    [
        ("Pacific/Pago_Pago", "2026-11-22T00:20:00.000+14:00", "2026-11-20T23:30:00-11:00"),  # two days on, an hour ago
        ("Pacific/Kiritimati", "2026-11-20T23:10:00.000-11:00", "2026-11-22T00:20:00+14:00"),
        ("America/Los_Angeles", "2026-11-23T08:30:00.000+13:00", "2026-11-22T12:00:00-08:00"),
    ],
)
def test_the_other_side_of_the_date_line_is_no_wrong_clock(
    new_device: NewDevice, zone: str, began: str, now: str
) -> None:
    device = new_device(timezone_id=zone)
    device.context.clock.install(time=now)
    device.open("/history/")
    add_records(device.page, practice(started_at=began, ended_at=began))
    expect(sessions(device.page)).to_have_attribute("data-date", began[:10])
    expect(device.page.locator("[data-future]")).to_have_count(0)
    expect(device.page.locator(".totals").get_by_role("row").nth(1).get_by_role("cell").first).to_have_text("1")


def test_what_has_not_come_can_not_be_set_and_what_is_missing_is_asked_for(device: Device) -> None:
    done = ahead()
    page = open_with(device, "/history/", done)
    sheet = set_day(page, "2026-11-22", "19:30")
    expect(sheet.get_by_role("alert")).to_have_text("That day and time have not come yet.")
    expect(sheet.get_by_label("Day")).to_be_focused()
    for day, time in (("2026-11-23", "09:00"), ("2040-01-01", "09:00")):
        sheet.get_by_label("Day").fill(day)
        sheet.get_by_label("Time").fill(time)
        sheet.get_by_role("button", name="Save").click()
        expect(sheet.get_by_role("alert")).to_have_text("That day and time have not come yet.")
    sheet.get_by_label("Day").fill("")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_role("alert")).to_have_text("Enter the day and the time at which this practice began.")
    assert session_data(page, done["id"]) == done["data"]
    sheet.get_by_role("button", name="Cancel").click()
    expect(sheet).to_be_hidden()


def test_a_note_can_be_changed_while_the_date_is_left_as_it_is(device: Device) -> None:
    done = ahead()
    page = open_with(device, "/history/", done)
    page.get_by_role("button", name="Edit").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text(WORDS)).to_be_visible()
    sheet.get_by_label("Note").fill("when was it?")
    sheet.get_by_role("button", name="Save").click()
    expect(page.locator(".session-note")).to_have_text("when was it?")
    assert session_data(page, done["id"]) == {**done["data"], "note": "when was it?"}


def test_a_day_that_was_set_goes_to_the_server_and_to_other_devices(new_device: NewDevice) -> None:
    device = new_device()
    device.context.clock.install(time=NOW)
    turn_on(device)
    add_records(
        device.page, ahead(started_at="2036-05-01T10:00:07.120-05:00", ended_at="2036-05-01T10:04:07.120-05:00")
    )
    sync(device.page)
    device.open("/history/")
    expect(set_day(device.page, "2026-11-21", "20:00")).to_be_hidden()
    sync(device.page)
    expect_status(device.page, "synced", 0)
    (record,) = records(device.page)
    assert record["data"]["started_at"] == "2026-11-21T20:00:00.000-05:00"
    assert record["data"]["ended_at"] == "2026-11-21T20:04:00.000-05:00"
    answer = device.context.request.post(device.server.url + "/api/sync", data={"cursor": "", "changes": []})
    assert answer.json()["changes"] == [record]


def test_the_calendar_reaches_every_month_that_holds_a_practice(device: Device) -> None:
    days = ("0001-01-01", "1970-01-01", "2019-02-28", "2026-11-22", "2036-05-01", "2099-12-31", "9999-12-31")
    page = open_with(device, "/history/", *(practice(day, hour="00:30") for day in days))
    expect(page.locator("#month-name")).not_to_be_empty()
    seen = set[str]()
    for name in ("The month before", "The month after"):
        button = page.get_by_role("button", name=name)
        presses = 0
        while True:
            heading = page.locator("#month-name").inner_text()
            for cell in page.locator(".month .practised [data-field='date']").all_inner_texts():
                seen.add(f"{cell} {heading}")
            if button.get_attribute("aria-disabled") == "true":
                break
            button.click()
            presses += 1
            assert presses < 2 * len(days)
    assert seen == {
        "1 January 1", "1 January 1970", "28 February 2019", "22 November 2026", "1 May 2036", "31 December 2099",
        "31 December 9999",
    }  # fmt: skip


def test_a_clock_that_is_behind_now_breaks_nothing_and_all_is_well_once_it_is_set(new_device: NewDevice) -> None:
    device = new_device()
    device.context.clock.install(time="1970-01-01T12:00:00+01:00")
    device.open("/history/")
    page = device.page
    add_records(page, practice("2026-11-21"), practice("2026-11-22"))
    expect(page.locator("[data-future]")).to_have_count(2)
    device.open("/")
    expect(page.get_by_text("What was practised bears a date that has not come.")).to_be_visible()
    device.context.clock.set_system_time(NOW)
    device.context.clock.run_for(20_000)
    expect(page.get_by_text("Last time: today, 29 repetitions")).to_be_visible()
    device.open("/history/")
    expect(sessions(page)).to_have_count(2)
    expect(page.locator("[data-future]")).to_have_count(0)
