"""What one press is: of a finger whose contact bounces, of several, of a key that is held, of a button."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Position, expect

from .device import Device
from .practising import act, begin, expect_count, only_session, press, reps_of, state, stored_reps

pytestmark = pytest.mark.no_worker


def test_fifteen_presses_at_once_are_fifteen(device: Device) -> None:
    page = begin(device)
    device.find("rep").evaluate("(zone) => { for (let i = 0; i < 7; i += 1) zone.click(); }")
    press(page, 7)
    expect_count(page, 14, "left")
    assert stored_reps(page) == [14, 0]
    press(page, 16)
    expect(device.find("saved")).to_be_visible()
    assert reps_of(only_session(page)) == [("left", 15), ("right", 15)]


Touch = Callable[[int, str, Position | None], None]


@pytest.fixture
def touch(device: Device) -> Touch:
    """Sends a touch event of a type (Start, End, Cancel) that happened so many milliseconds after the first."""
    devtools = device.context.new_cdp_session(device.page)
    first = time.time()

    def send(at: int, kind: str, place: Position | None = None) -> None:
        points = [{"x": place["x"], "y": place["y"]}] if place else []
        event = {"type": f"touch{kind}", "touchPoints": points, "timestamp": first + at / 1000}
        devtools.send("Input.dispatchTouchEvent", event)

    return send


def test_a_contact_that_bounces_is_one_press_and_taps_in_turn_all_count(device: Device, touch: Touch) -> None:
    page = begin(device)

    def tap(at: int, x: int = 200) -> None:
        touch(at, "Start", {"x": x, "y": 300})
        touch(at + 5, "End", None)

    for at in (0, 30, 60):
        tap(at)
    expect_count(page, 1)
    for at in (1_000, 1_160, 1_320):
        tap(at)
    expect_count(page, 4)
    for at in (2_000, 2_100, 2_200, 2_300):
        tap(at, x=100 if at % 200 else 290)
    expect_count(page, 8)
    press(page)
    assert stored_reps(page) == [9, 0]


def test_a_touch_that_the_browser_cancels_does_not_count(device: Device, touch: Touch) -> None:
    page = begin(device)
    here: Position = {"x": 200, "y": 300}
    touch(0, "Start", here)
    touch(50, "Cancel", None)
    expect_count(page, 0)
    state(page, "ready")
    press(page, 15)
    expect_count(page, 0, "right")
    for at in (5_000, 6_000):
        touch(at, "Start", here)
        touch(at + 50, "Cancel", None)
    press(page)
    expect_count(page, 1, "right")
    assert stored_reps(page) == [15, 1]


def test_while_a_wet_screen_is_wiped_nothing_is_taken_back(device: Device, touch: Touch) -> None:
    page = begin(device)
    press(page, 3)
    act(page, "pause")
    touch(0, "Start", {"x": 200, "y": 300})
    touch(50, "Cancel", None)
    act(page, "resume")
    press(page)
    expect_count(page, 4)
    assert stored_reps(page) == [4, 0]


def test_a_button_whose_contact_bounces_acts_once(device: Device, touch: Touch) -> None:
    page = begin(device)
    press(page, 5)
    box = device.find("undo").bounding_box()
    assert box is not None
    for at in (0, 30, 1_000):
        touch(at, "Start", {"x": box["x"] + 20, "y": box["y"] + 20})
        touch(at + 5, "End", None)
    expect_count(page, 3)
    for _ in range(2):
        device.find("undo").click()
    expect_count(page, 1)


def test_space_counts_u_undoes_p_pauses_enter_goes_on(device: Device) -> None:
    page = begin(device)
    keyboard = page.keyboard
    keyboard.press("Enter")
    expect_count(page, 1)
    for _ in range(2):
        keyboard.press("Space")
    expect_count(page, 3)
    keyboard.press("u")
    expect_count(page, 2)
    keyboard.press("p")
    state(page, "paused")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    keyboard.press("p")
    state(page, "set")
    keyboard.press("p")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    keyboard.press("Space")  # presses what has the focus, and counts nothing
    state(page, "set")
    expect(device.find("rep")).to_be_focused()
    expect_count(page, 2)
    for _ in range(13):
        keyboard.press("Space")
    state(page, "switch")
    act(page, "go")
    expect(device.find("rep")).to_be_focused()
    for name in ("Enter", "PageDown", "ArrowRight", "ArrowDown"):
        keyboard.press(name)
    expect_count(page, 4, "right")
    for name in ("PageUp", "ArrowLeft"):
        keyboard.press(name)
    expect_count(page, 2, "right")
    for _ in range(13):
        keyboard.press("Space")
    expect(device.find("saved")).to_be_visible()
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert reps_of(only_session(page)) == [("left", 15), ("right", 15)]


def test_a_button_that_has_the_focus_keeps_its_keys(device: Device) -> None:
    page = begin(device)
    press(page, 3)
    device.find("undo").focus()
    page.keyboard.press("Space")
    expect_count(page, 2)
    device.find("rep").focus()
    page.keyboard.press("Enter")
    expect_count(page, 3)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_that_is_held_counts_once(device: Device, key: str) -> None:
    page = begin(device)
    press(page, 2)
    device.find("rep").focus()
    for _ in range(5):
        page.keyboard.down(key)
    page.keyboard.up(key)
    page.keyboard.press("Space")
    expect_count(page, 4)
