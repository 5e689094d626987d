"""What is shown is on the phone; where the phone refuses, the count goes on and nothing is lost."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .device import Device
from .phone import records, stop_clock
from .practising import DRILL, act, begin, expect_count, finish, press, press_begin, reps_of, stored_reps, stored_run
from .server import Server

pytestmark = pytest.mark.no_worker

FULL = """() => {
  const { prototype } = IDBObjectStore;
  prototype.reallyPut ??= prototype.put;
  prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
}"""
ROOM = "() => { IDBObjectStore.prototype.put = IDBObjectStore.prototype.reallyPut; }"

# Another transaction keeps the store busy until release() is called, so nothing can be written.
BUSY = """() => new Promise((busy) => {
  const opening = indexedDB.open('hinge');
  opening.onsuccess = () => {
    const store = opening.result.transaction('runs', 'readwrite').objectStore('runs');
    let released = false;
    window.release = () => { released = true; };
    const spin = () => { store.get('x').onsuccess = () => released || spin(); };
    spin();
    busy();
  };
})"""

# Two hundred turns of the event loop, in which whatever does not wait for the phone would happen.
TURNS = """() => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  let turns = 0;
  port1.onmessage = () => (++turns < 200 ? port2.postMessage(0) : done());
  port2.postMessage(0);
})"""


def fill_up(page: Page) -> None:
    """The phone has no room left."""
    page.evaluate(FULL)


def notice(page: Page) -> None:
    expect(page.get_by_text("Not kept yet. The count goes on.")).to_be_visible()


def test_a_repetition_is_shown_only_once_it_is_on_the_phone(device: Device) -> None:
    page = begin(device)
    press(page)
    expect_count(page, 1)
    page.clock.install()
    stop_clock(page)
    page.evaluate(BUSY)
    for _ in range(3):
        device.find("rep").click()
    page.evaluate(TURNS)
    assert page.get_by_test_id("count").inner_text() == "1"
    page.evaluate("release()")
    expect_count(page, 4)
    assert stored_reps(page) == [4, 0]


def test_when_the_phone_gets_full_in_mid_set_the_count_goes_on(device: Device) -> None:
    page = begin(device)
    press(page, 3)
    expect_count(page, 3)
    fill_up(page)
    press(page, 4)
    expect_count(page, 7)
    notice(page)
    expect(page.get_by_text("This device is full.")).to_be_visible()
    page.evaluate(ROOM)
    press(page)
    expect_count(page, 8)
    expect(page.get_by_text("Not kept yet. The count goes on.")).to_be_hidden()
    expect(page.get_by_text("This device is full.")).to_be_hidden()
    assert stored_reps(page) == [8, 0]


def test_a_practice_that_can_not_be_kept_can_be_taken_as_a_copy(device: Device, tmp_path: Path) -> None:
    page = begin(device)
    press(page, 3)
    fill_up(page)
    press(page, 27)
    notice(page)
    expect(device.find("saved")).to_be_hidden()
    device.find("finish").click()
    expect(page.get_by_text("This practice is not on this device yet.")).to_be_visible()
    expect(device.find("saved")).to_be_hidden()
    with page.expect_download() as found:
        act(page, "copy")
    copy = tmp_path / "copy.json"
    found.value.save_as(copy)
    (record,) = json.loads(copy.read_text())["records"]
    assert reps_of(record) == [("left", 15), ("right", 15)]

    page.evaluate(ROOM)
    act(page, "retry")
    expect(device.find("saved")).to_be_visible()
    expect(page.get_by_text("This practice is not on this device yet.")).to_be_hidden()
    assert reps_of(records(page)[0]) == [("left", 15), ("right", 15)]

    device.open("/history/")
    page.locator("[data-import]").set_input_files(copy)
    expect(page.get_by_text("already here")).to_be_visible()
    assert len(records(page)) == 1


def test_without_any_storage_it_can_still_be_practised(device: Device) -> None:
    device.page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    page = begin(device)
    press(page, 30)
    finish(page)
    expect(page.get_by_text("30 repetitions")).to_be_visible()
    with page.expect_download():
        act(page, "copy")


@pytest.mark.worker
def test_a_practice_needs_no_network(device: Device, server: Server) -> None:
    device.open("/")
    device.wait_until_offline_ready()
    server.stop()
    page = begin(device)
    press(page, 30)
    expect(device.find("saved")).to_be_visible()
    finish(page)
    expect(page.get_by_text("30 repetitions")).to_be_visible()
    assert stored_run(page) is None
    page.get_by_role("link", name="See your history").click()
    expect(device.find("session")).to_have_attribute("data-reps", "30")


def test_of_two_tabs_one_counts(device: Device) -> None:
    first = begin(device)
    press(first, 5)
    expect_count(first, 5)
    second = device.tab(DRILL)
    offer = second.get_by_role("region", name="You were in the middle of it")
    expect(offer).to_contain_text("left 5")
    expect(offer).to_contain_text("It is counting in another tab.")
    press(first)
    expect(offer).to_contain_text("left 6")  # it follows

    press_begin(second)
    expect_count(second, 6, "left")
    expect(first.get_by_role("heading", name="It goes on in another tab")).to_be_visible()
    press(second, 2)
    expect_count(second, 8)
    assert stored_reps(second) == [8, 0]

    first.bring_to_front()
    first.get_by_role("button", name="Go on here instead").click()
    expect(first.get_by_role("region", name="You were in the middle of it")).to_contain_text("left 8")
    press_begin(first)
    expect_count(first, 8, "left")
    expect(second.get_by_role("heading", name="It goes on in another tab")).to_be_visible()
    press(first, 22)
    expect(first.get_by_test_id("saved")).to_be_visible()
    assert [reps_of(record) for record in records(first)] == [[("left", 15), ("right", 15)]]


def test_a_tab_in_trouble_gives_way_to_one_that_counted_on(device: Device) -> None:
    first = begin(device)
    press(first, 5)
    expect_count(first, 5)
    fill_up(first)
    press(first)
    expect_count(first, 6)
    notice(first)
    second = device.tab(DRILL)
    press_begin(second)
    press(second, 3)
    expect_count(second, 8)
    press(first)
    expect(first.get_by_role("heading", name="It goes on in another tab")).to_be_visible()
    first.evaluate(ROOM)
    press(second)
    expect_count(second, 9)
    assert stored_reps(second) == [9, 0]


def test_a_practice_that_another_tab_keeps_stops_here(device: Device) -> None:
    first = begin(device)
    press(first, 5)
    expect_count(first, 5)
    second = device.tab(DRILL)
    act(second, "keep")
    expect(first.get_by_role("heading", name="It goes on in another tab")).to_be_visible()
    expect(second.get_by_text("Kept on this device.")).to_be_visible()
    assert [reps_of(record) for record in records(second)] == [[("left", 5)]]
    first.get_by_role("button", name="Go on here instead").click()
    expect(first.get_by_role("button", name="Begin")).to_be_enabled()


def test_a_tab_that_was_opened_before_sees_what_another_began(device: Device) -> None:
    device.open(DRILL)
    first = device.page
    second = device.tab(DRILL)
    press_begin(second)
    press(second, 3)
    expect(first.get_by_role("region", name="You were in the middle of it")).to_contain_text("left 3")
