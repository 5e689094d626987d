"""A call, a crash, an empty battery: whatever ends the page, no repetition is lost."""

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewDevice
from .device import Device
from .phone import records
from .practising import (
    DRILL,
    act,
    begin,
    expect_count,
    press,
    press_begin,
    reps_of,
    stored_reps,
    stored_run,
    wait_for_start,
)

pytestmark = pytest.mark.no_worker

# What was done before the end: presses, then a button; and the repetitions left and right.
PHASES: dict[str, tuple[int, str, list[int]]] = {
    "in the left set": (7, "", [7, 0]),
    "in a pause": (7, "pause", [7, 0]),
    "at the switch": (15, "", [15, 0]),
    "after one more": (15, "more", [16, 0]),
    "in the right set": (19, "", [15, 4]),
    "with the right side not begun": (15, "go", [15, 0]),
}


def reopen(device: Device, path: str = DRILL) -> Page:
    """Close the page as a swipe does, and open it again."""
    device.page.close()
    device.page = device.context.new_page()
    device.open(path)
    return device.page


def go_on_to_the_end(device: Device, done: list[int]) -> None:
    page = device.page
    press_begin(device.page)
    side = "right" if done[1] else "left"
    expect(device.find("side")).to_have_attribute("data-side", "right" if done[0] >= 15 else side)
    assert stored_reps(page) == done
    press(page, 30 - min(15, done[0]) - done[1])
    expect(device.find("saved")).to_be_visible()
    assert reps_of(records(page)[0]) == [("left", max(15, done[0])), ("right", 15)]


@pytest.mark.parametrize("phase", PHASES)
def test_a_page_that_was_closed_goes_on_where_it_was(device: Device, phase: str) -> None:
    presses, action, done = PHASES[phase]
    page = begin(device)
    press(page, presses)
    if action:
        act(page, action)
    expect_count(page, 0 if phase.endswith("not begun") else done[1] or done[0])
    page = reopen(device)
    offer = page.get_by_role("region", name="You were in the middle of it")
    expect(offer).to_contain_text("Foam-roller deadlift")
    expect(offer).to_contain_text(f"left {done[0]}")
    go_on_to_the_end(device, done)


def test_it_can_be_finished_and_kept_as_it_is(device: Device) -> None:
    press(begin(device), 19)
    expect_count(device.page, 4)
    page = reopen(device)
    act(page, "keep")
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    (session,) = records(page)
    assert reps_of(session) == [("left", 15), ("right", 4)]
    assert stored_run(page) is None
    expect(page.get_by_role("button", name="Begin")).to_be_enabled()


def test_it_is_dropped_only_after_asking(device: Device) -> None:
    press(begin(device), 3)
    expect_count(device.page, 3)
    page = reopen(device)
    act(page, "drop")
    expect(page.get_by_role("heading", name="Delete 3 repetitions?")).to_be_visible()
    page.get_by_role("button", name="Leave it").click()
    assert stored_reps(page) == [3, 0]
    act(page, "drop")
    page.keyboard.press("Escape")
    assert stored_reps(page) == [3, 0]
    act(page, "drop")
    page.get_by_role("dialog").get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    assert stored_run(page) is None
    assert records(page) == []


def test_the_page_of_another_guide_leads_back_to_it(device: Device) -> None:
    press(begin(device), 7)
    expect_count(device.page, 7)
    page = reopen(device, "/practice/hip-hinge/")
    expect(page.get_by_role("region", name="You were in the middle of it")).to_contain_text("Foam-roller deadlift")
    press_begin(device.page)
    expect(page).to_have_url(device.server.url + DRILL)
    expect_count(page, 7, "left")
    press(page)
    expect_count(page, 8, "left")


def test_the_first_page_offers_to_go_on(device: Device) -> None:
    press(begin(device), 7)
    expect_count(device.page, 7)
    page = reopen(device, "/")
    expect(page.get_by_role("heading", name="Go on where you stopped")).to_be_visible()
    device.find("start-practice").click()
    expect(page).to_have_url(device.server.url + DRILL)
    press_begin(device.page)
    expect_count(page, 7, "left")


def test_a_practice_that_did_not_begin_is_not_offered(device: Device) -> None:
    begin(device)
    page = reopen(device)
    wait_for_start(page)
    expect(page.locator(".unfinished")).to_be_hidden()
    press_begin(device.page)
    press(page)
    expect_count(page, 1)


def test_what_was_reached_is_kept_though_nobody_pressed_finish(device: Device) -> None:
    page = begin(device)
    press(page, 30)
    expect(device.find("saved")).to_be_visible()
    page = reopen(device)
    wait_for_start(page)
    expect(page.locator(".unfinished")).to_be_hidden()
    assert reps_of(records(page)[0]) == [("left", 15), ("right", 15)]


def test_a_killed_browser_loses_no_repetition(new_device: NewDevice, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    for already in (0, 5):
        device = new_device(profile=profile)
        device.open(DRILL)
        press_begin(device.page)
        expect_count(device.page, already, "left")
        for count in range(already + 1, already + 6):
            press(device.page)
            expect_count(device.page, count)
        kill(profile)
    device = new_device(profile=profile)
    device.open(DRILL)
    go_on_to_the_end(device, [10, 0])


def kill(profile: Path) -> None:
    """End the browser of this profile as an empty battery does."""
    wanted = f"--user-data-dir={profile}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in arguments and not any(one.startswith(b"--type=") for one in arguments):
            os.kill(int(process.name), signal.SIGKILL)


def test_a_month_later_it_is_still_a_valid_session(device: Device) -> None:
    press(begin(device), 4)
    expect_count(device.page, 4)
    before = stored_run(device.page)
    assert before is not None
    page = reopen_at(device, "2100-01-01T12:00:00Z")
    press_begin(device.page)
    press(page, 2)
    expect_count(page, 6)
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    (session,) = records(page)
    check = "async (data) => (await import('/static/js/records/check.js')).checkSession(data)"
    assert page.evaluate(check, session["data"]) is None
    assert session["data"]["started_at"] == before["startedAt"]
    assert session["data"]["ended_at"][:10] == before["startedAt"][:10]


def reopen_at(device: Device, time: str) -> Page:
    """Open the practice again at another time."""
    device.page.close()
    device.page = device.context.new_page()
    device.page.clock.install(time=time)
    device.open(DRILL)
    return device.page
