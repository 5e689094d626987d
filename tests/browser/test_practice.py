"""Being counted through a practice."""

import re

import pytest
from playwright.sync_api import Page, expect

from .coached import READY_MS
from .conftest import NewDevice
from .device import Device
from .phone import records, stop_clock
from .practising import (
    DRILL,
    act,
    begin,
    choose_pain,
    expect_count,
    finish,
    only_session,
    press,
    press_begin,
    reps_of,
    state,
    stored_reps,
    stored_run,
)

pytestmark = pytest.mark.no_worker


def test_a_practice_is_left_switch_right_done_and_kept(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    choose_pain(page, 3)
    press_begin(device.page)
    state(page, "ready")
    expect(page.get_by_role("paragraph").filter(has_text="Left foot with left hand.", visible=True)).to_be_visible()
    expect_count(page, 0, "left")
    for count in range(1, 15):
        press(page)
        expect_count(page, count, "left")
    press(page)
    expect_count(page, 15, "left")
    expect_count(page, 0, "right")  # by itself, after a moment
    state(page, "switch")
    expect(page.get_by_role("paragraph").filter(has_text="Right foot with right hand.", visible=True)).to_be_visible()
    act(page, "go")
    state(page, "set")
    for count in range(1, 16):
        press(page)
        expect_count(page, count, "right")
    expect(device.find("saved")).to_be_visible()
    assert reps_of(only_session(page)) == [("left", 15), ("right", 15)]

    finish(page)
    expect(page.get_by_role("heading", name="Done")).to_be_focused()
    expect(device.find("saved")).to_be_visible()
    expect(page.get_by_text("30 repetitions")).to_be_visible()
    choose_pain(page, 5)
    expect(page.get_by_text("Added to this practice.")).to_be_visible()
    page.get_by_text("How hard it was, and a note").click()
    page.get_by_label("A note").fill("Stiff at first.")
    page.get_by_role("link", name="See your history").click()  # the note is still being typed
    expect(device.find("session")).to_have_attribute("data-reps", "30")
    data = only_session(page)["data"]
    assert (data["guide"], data["pain_before"], data["pain_after"]) == ("foam-roller-deadlift", 3, 5)
    assert data["note"] == "Stiff at first."
    assert {part["counter"] for part in data["sets"]} == {"tap"}
    assert stored_run(page) is None


def test_a_guide_for_both_legs_has_no_switch(device: Device) -> None:
    page = begin(device, "/practice/hip-hinge/")
    press(page, 15)
    expect_count(page, 15, "both")
    expect(device.find("saved")).to_be_visible()
    assert reps_of(only_session(page)) == [("both", 15)]


def test_the_count_is_read_out_once(device: Device) -> None:
    page = begin(device)
    press(page, 2)
    expect(page.locator("[data-live]")).to_have_text("2, Left")
    assert not page.get_by_test_id("count").evaluate("(count) => count.matches('output, [aria-live], [role=status]')")


def test_undo_goes_back_across_the_switch(device: Device) -> None:
    page = begin(device)
    press(page, 16)
    expect_count(page, 1, "right")
    device.find("undo").click()
    state(page, "switch")
    device.find("undo").click()
    expect_count(page, 14, "left")
    assert stored_reps(page) == [14, 0]
    press(page)
    expect_count(page, 15, "left")


def test_one_more_counts_past_the_target(device: Device) -> None:
    device.page.clock.install()
    page = begin(device)
    stop_clock(page)  # or it would end by itself
    press(page, 15)
    page.get_by_role("button", name="One more left").click()
    expect_count(page, 16, "left")
    assert stored_reps(page) == [16, 0]
    press(page, 15)
    expect_count(page, 15, "right")
    expect(device.find("saved")).to_be_visible()
    page.get_by_role("button", name="One more right").click()
    expect_count(page, 16, "right")
    finish(page)
    expect(page.get_by_text("32 repetitions")).to_be_visible()
    assert reps_of(only_session(page)) == [("left", 16), ("right", 16)]


def test_undo_after_the_last_repetition_changes_what_was_kept(device: Device) -> None:
    device.page.clock.install()
    page = begin(device)
    stop_clock(page)  # or it would end by itself
    press(page, 30)
    expect(device.find("saved")).to_be_visible()
    device.find("undo").click()
    expect_count(page, 14, "right")
    finish(page)
    expect(page.get_by_text("29 repetitions")).to_be_visible()
    assert reps_of(only_session(page)) == [("left", 15), ("right", 14)]


def test_each_side_starts_by_itself(device: Device) -> None:
    device.page.clock.install()
    page = begin(device)
    stop_clock(page)
    page.clock.run_for(READY_MS)
    state(page, "set")
    press(page, 15)
    expect_count(page, 15, "left")
    page.clock.run_for(1_600)
    state(page, "switch")
    expect(page.get_by_text(re.compile(r"Starts in 1\d"))).to_be_visible()
    page.clock.run_for(14_000)
    state(page, "set")
    expect_count(page, 0, "right")


def test_time_in_a_pause_or_in_another_app_is_left_out(device: Device) -> None:
    device.page.clock.install()
    page = begin(device)
    act(page, "go")
    state(page, "set")
    stop_clock(page)
    press(page)
    expect_count(page, 1)
    before = stored_run(page)
    assert before is not None
    page.clock.run_for(10_000)
    act(page, "pause")
    state(page, "paused")
    page.clock.run_for(600_000)
    act(page, "resume")
    state(page, "set")
    page.clock.run_for(5_000)
    hide(page, True)
    page.clock.run_for(300_000)
    hide(page, False)
    page.clock.run_for(2_000)
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    seconds = only_session(page)["data"]["sets"][0]["seconds"]
    assert seconds == pytest.approx(before["sets"][0]["ms"] / 1000 + 17, abs=0.11)


def hide(page: Page, hidden: bool) -> None:
    """Another app comes to the front, or goes."""
    page.evaluate(
        """(hidden) => {
          Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        hidden,
    )


def test_finishing_early_keeps_what_was_done(device: Device) -> None:
    page = begin(device)
    press(page, 4)
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    assert reps_of(only_session(page)) == [("left", 4)]


def test_a_side_can_be_left_for_the_other(device: Device) -> None:
    page = begin(device)
    press(page, 4)
    act(page, "pause")
    page.get_by_role("button", name="Go to the right side").click()
    expect_count(page, 0, "right")
    press(page, 2)
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    assert reps_of(only_session(page)) == [("left", 4), ("right", 2)]


def test_who_hurts_is_told_to_stop_and_nothing_else(device: Device) -> None:
    page = begin(device)
    press(page)
    device.find("finish").click()
    again, onward = page.get_by_role("button", name="Go on counting"), page.get_by_text("tomorrow or the day after")
    expect(again).to_be_visible()
    choose_pain(page, 6)
    expect(again).to_be_hidden()
    expect(onward).to_be_hidden()
    choose_pain(page, 5)  # smaller and slower: not the same again
    expect(again).to_be_visible()
    expect(onward).to_be_hidden()
    choose_pain(page, 3)
    expect(onward).to_be_visible()


def test_finish_pressed_by_mistake_can_be_taken_back(device: Device) -> None:
    page = begin(device)
    press(page, 4)
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    choose_pain(page, 2)
    page.get_by_role("button", name="Go on counting").click()
    press(page, 3)
    expect_count(page, 7, "left")
    device.find("finish").click()
    expect(page.get_by_text("7 repetitions")).to_be_visible()
    session = only_session(page)
    assert reps_of(session) == [("left", 7)]
    assert session["data"]["pain_after"] == 2


def test_a_practice_without_a_repetition_is_not_kept(device: Device) -> None:
    page = begin(device)
    device.find("finish").click()
    expect(page.get_by_text("Nothing was counted, so nothing was kept.")).to_be_visible()
    assert records(page) == []
    assert stored_run(page) is None
    press_begin(device.page)
    press(page)
    expect_count(page, 1)


def test_the_pain_rule_says_what_a_number_means(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    for level, words in ((3, "Go on."), (4, "smaller and slower"), (6, "Leave it"), (10, "Leave it")):
        choose_pain(page, level)
        expect(page.locator("[data-meant]:visible")).to_contain_text(words)
    choose_pain(page, "skip")
    expect(page.locator("[data-meant]:visible")).to_have_count(0)


def test_nothing_but_the_set_is_on_the_screen_while_it_is_under_way(device: Device) -> None:
    page = begin(device)
    practising = page.locator("html[data-practising='true']")
    navigation = page.get_by_role("navigation", name="Main")
    expect(practising).to_have_count(1)
    expect(navigation).to_be_hidden()
    press(page)
    device.find("finish").click()
    expect(navigation).to_be_visible()
    expect(practising).to_have_count(0)


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (320, 568), (568, 320), (1280, 800)])
def test_the_buttons_are_large_and_apart_and_nothing_moves(new_device: NewDevice, size: tuple[int, int]) -> None:
    width, height = size
    device = new_device(viewport={"width": width, "height": height})
    page = begin(device)
    press(page)
    state(page, "set")
    zone, undo, finish = (box(page, f'[data-testid="{name}"]') for name in ("rep", "undo", "finish"))
    pause = box(page, '[data-action="pause"]')
    assert zone["width"] * zone["height"] > 0.5 * width * height
    buttons = [undo, pause, finish]
    assert all(button["width"] >= 56 and button["height"] >= 56 for button in buttons)
    assert all(distance(zone, button) >= 12 for button in buttons)
    assert distance(undo, pause) >= 12
    assert distance(pause, finish) >= 12
    act(page, "pause")
    state(page, "paused")
    assert box(page, '[data-testid="rep"]') == zone
    assert box(page, '[data-action="resume"]') == pause
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).bounding_box()
    assert found
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def distance(a: dict[str, float], b: dict[str, float]) -> float:
    """The gap between two boxes, in pixels."""
    across = max(a["x"] - b["x"] - b["width"], b["x"] - a["x"] - a["width"])
    down = max(a["y"] - b["y"] - b["height"], b["y"] - a["y"] - a["height"])
    return max(across, down)


def test_the_screen_stays_on_while_a_set_is_under_way(device: Device) -> None:
    device.page.add_init_script(
        """const held = (by) => {
          const { dataset } = document.documentElement;
          dataset.held = Number(dataset.held ?? 0) + by;
        };
        navigator.wakeLock.request = async () => {
          held(1);
          return { released: false, async release() { this.released = true; held(-1); } };
        };"""
    )
    page = begin(device)
    press(page)
    html = page.locator("html")
    expect(html).to_have_attribute("data-held", "1")
    act(page, "pause")
    expect(html).to_have_attribute("data-held", "0")
    act(page, "resume")
    expect(html).to_have_attribute("data-held", "1")
    device.find("finish").click()
    expect(html).to_have_attribute("data-held", "0")


def test_a_screen_reader_hears_the_count_and_the_side(device: Device) -> None:
    page = begin(device)
    heard = page.locator("[data-live]")
    press(page, 2)
    expect(heard).to_have_text("2, Left")
    press(page, 13)
    expect(heard).to_have_text("15. Left is done. Now Right. Right foot with right hand. Stand on your left leg.")
    expect(device.find("rep")).to_have_accessible_name("Count a repetition")
