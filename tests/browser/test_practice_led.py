"""The coached set: Hinge leads and counts, and nobody touches the phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from .coached import HINGE_READY_MS, LEAD_MS, READY_MS, REP_MS, REST_MS, begin_led, choose, heard, pass_time, said
from .conftest import NewDevice
from .device import Device
from .phone import records, stop_clock
from .practising import (
    DRILL,
    act,
    expect_count,
    expect_stored,
    go_to_counting,
    press,
    press_begin,
    reps_of,
    stored_reps,
    stored_run,
)

pytestmark = pytest.mark.no_worker


CHOICE = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await openStore()).setting('counting');
}"""


def phase(page: Page, name: str) -> None:
    expect(page.locator("[data-phase]:visible")).to_have_attribute("data-phase", name)


def figure_time(page: Page) -> float:
    """Seconds into the movement that the figure shows."""
    seconds: float = page.evaluate("document.querySelector('[data-mover] svg').getCurrentTime()")
    return seconds


def test_both_sides_are_led_and_counted_without_a_touch(device: Device) -> None:
    page = begin_led(device)
    expect(page.get_by_text("Starts in 15", exact=True)).to_be_visible()
    pass_time(page, READY_MS + 14 * REP_MS)
    expect_count(page, 14, "left")
    pass_time(page, REP_MS)
    expect_count(page, 15, "left")
    pass_time(page, 2_000)
    expect_count(page, 0, "right")
    assert stored_reps(page) == [15, 0]
    pass_time(page, REST_MS - 2_000 + 15 * REP_MS)
    expect(device.find("saved")).to_be_visible()
    data = records(page)[0]["data"]
    assert [(part["side"], part["reps"], part["counter"], part["seconds"]) for part in data["sets"]] == [
        ("left", 15, "pace", 90),
        ("right", 15, "pace", 90),
    ]


def test_ring_word_and_figure_go_with_the_phases(device: Device) -> None:
    page = begin_led(device)
    expect(page.locator("[data-mover] svg")).to_be_attached()
    pass_time(page, READY_MS + 1_500)
    phase(page, "eccentric")
    assert figure_time(page) == pytest.approx(1.5, abs=0.25)
    pass_time(page, 2_000)
    phase(page, "pause")
    pass_time(page, 1_500)
    phase(page, "concentric")
    assert figure_time(page) == pytest.approx(5, abs=0.25)
    for width in (768, 800):  # a tablet: the figure is as large as the ring
        page.set_viewport_size({"width": width, "height": 1024})
        figure, ring = (page.locator(place).bounding_box() for place in ("[data-mover] svg", ".stage-ring"))
        assert figure
        assert ring
        assert min(figure["width"], figure["height"]) >= ring["height"] > 250
    expect(page.locator("[data-mover]")).not_to_have_attribute("data-mirrored", "")
    pass_time(page, 15 * REP_MS)
    expect(page.locator("[data-mover]")).to_have_attribute("data-mirrored", "")


def test_the_coach_says_what_to_do_and_counts_aloud(device: Device) -> None:
    page = begin_led(device)
    pass_time(page, READY_MS + 2 * REP_MS + 500)
    assert said(page) == [
        "Get ready. Left. Left foot with left hand. Stand on your right leg.",
        *("3", "2", "1"),
        *("Down", "Hold", "Up"),
        *("1. Down", "Hold", "Up"),
        "2. Down",
    ]
    pass_time(page, 13 * REP_MS + REST_MS)
    words = said(page)
    assert "12. Last three. Down" in words
    assert "15. Left is done. Now Right. Right foot with right hand. Stand on your left leg." in words
    pass_time(page, 15 * REP_MS)
    assert said(page)[-1] == "15. That was the last one. Hinge finishes by itself."
    expect_each_when_due(page)


def expect_each_when_due(page: Page) -> None:
    """Of both sides, said whole: every "Down" came in its millisecond, so no delay adds up."""
    downs = [one["at"] for one in heard(page) if one["what"] == "said" and str(one["text"]).endswith("Down")]
    assert len(downs) == 30
    left, right = downs[:15], downs[15:]
    for begun in (left, right):
        for rep, at in enumerate(begun):
            assert at - begun[0] == pytest.approx(rep * REP_MS, abs=20)
    assert right[0] - left[0] == pytest.approx(15 * REP_MS + REST_MS, abs=20)


def test_after_a_minute_in_the_background_the_set_is_where_it_should_be(device: Device) -> None:
    page = begin_led(device)
    pass_time(page, READY_MS + REP_MS + 1_000)
    expect_count(page, 1, "left")
    page.clock.fast_forward(60_000)  # as after a locked screen: each timer fires once, and late
    expect_count(page, 11, "left")
    pass_time(page, REP_MS)
    expect_count(page, 12, "left")


def test_a_page_that_slept_longer_waits_for_its_person(device: Device) -> None:
    page = begin_led(device)
    pass_time(page, READY_MS + 2 * REP_MS + 1_000)
    page.clock.fast_forward(20 * 60_000)
    expect(page.locator('[data-screen="stage"]')).to_have_attribute("data-state", "paused")
    assert stored_reps(page) == [2, 0]
    act(page, "resume")
    pass_time(page, LEAD_MS + REP_MS)
    expect_count(page, 3, "left")


def test_a_pause_holds_the_coach_and_going_on_begins_a_whole_repetition(device: Device) -> None:
    page = begin_led(device)
    pass_time(page, READY_MS + REP_MS + 4_500)
    act(page, "pause")
    before = said(page)
    pass_time(page, 30_000)
    assert said(page) == before
    act(page, "resume")
    phase(page, "wait")
    pass_time(page, LEAD_MS + REP_MS - 100)
    expect_count(page, 1, "left")
    pass_time(page, 200)
    expect_count(page, 2, "left")
    assert said(page)[len(before) :] == ["3", "2", "1", "Down", "Hold", "Up", "2. Down"]


def test_the_screen_reader_is_told_what_the_voice_does_not_say(device: Device) -> None:
    page = begin_led(device)
    live = page.locator("[data-live]")
    expect(live).to_have_text(re.compile("^Left"))  # how to stand
    before = live.text_content()
    pass_time(page, READY_MS + 2 * REP_MS)
    expect_count(page, 2, "left")
    expect(live).to_have_text(before or "")  # the voice counts: two at once are none
    act(page, "pause")
    expect(live).to_have_text("Paused at 2, Left")


def test_a_tap_adds_one_and_undo_takes_it_back_while_the_beat_goes_on(device: Device) -> None:
    page = begin_led(device)
    pass_time(page, READY_MS + REP_MS + 1_000)
    press(page)
    expect_count(page, 2, "left")
    device.find("undo").click()
    expect_count(page, 1, "left")
    press(page)
    pass_time(page, REP_MS - 1_000)
    expect_count(page, 3, "left")
    run = stored_run(page)
    assert run is not None
    assert [rep["by"] for rep in run["sets"][0]["log"]] == ["pace", "tap", "pace"]


def test_tempo_and_counter_are_remembered(device: Device) -> None:
    page = choose(device, "pace")
    page.get_by_role("button", name="Faster").click(click_count=3)
    expect(page.get_by_text("1½ s down, ½ s hold, 1 s up")).to_be_visible()
    expect(page.get_by_role("button", name="Faster")).to_be_disabled()
    assert page.evaluate(CHOICE) == {
        "counter": None,  # nothing else than the first choice of the guide
        "percent": 200,
        "guides": {},
    }
    device.open(DRILL)
    go_to_counting(page)
    expect(page.locator('input[name="counter"][value="pace"]')).to_be_checked()
    expect(page.get_by_text("1½ s down, ½ s hold, 1 s up")).to_be_visible()
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    pass_time(page, READY_MS + REP_MS + 500)
    expect_count(page, 2, "left")
    assert "Hold" not in said(page), "half a second has no time for a word"


def test_a_set_that_is_tapped_is_silent(device: Device) -> None:
    page = choose(device, "tap")
    press_begin(device.page, None)
    press(page, 16)
    expect_count(page, 1, "right")
    assert said(page) == []


def test_the_screen_stays_on_as_long_as_the_set_goes_and_says_so(device: Device) -> None:
    page = begin_led(device)
    expect(page.get_by_text("The screen stays on.")).to_be_visible()
    page.evaluate("lock.release()")  # as the browser does when the page is hidden
    expect(page.get_by_text("The screen stays on.")).to_be_hidden()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("The screen stays on.")).to_be_visible()
    device.find("finish").click()
    expect(page.locator('[data-screen="start"]')).to_be_visible()
    assert [one["what"] for one in heard(page) if one["what"] in ("awake", "asleep")][-1] == "asleep"


WHEN = {
    "getting ready": (1_000, [0, 0]),
    "going down": (READY_MS + 3 * REP_MS + 1_000, [3, 0]),
    "holding": (READY_MS + 3 * REP_MS + 3_500, [3, 0]),
    "coming up": (READY_MS + 3 * REP_MS + 5_000, [3, 0]),
    "resting between the sides": (READY_MS + 15 * REP_MS + 4_000, [15, 0]),
    "on the right": (READY_MS + 15 * REP_MS + REST_MS + 2 * REP_MS + 500, [15, 2]),
}


@pytest.mark.parametrize("moment", WHEN)
def test_a_set_that_was_killed_is_led_on(device: Device, moment: str) -> None:
    ms, done = WHEN[moment]
    page = begin_led(device)
    pass_time(page, ms)
    if sum(done):
        expect(page.get_by_test_id("side")).to_have_attribute("data-side", "right" if done[0] == 15 else "left")
        expect_stored(page, done)
    page.close()
    page = device.page = device.context.new_page()
    page.clock.install()
    device.open(DRILL)
    expect(device.find("begin")).to_be_enabled()
    stop_clock(page)
    if not sum(done):
        expect(page.get_by_text("You were in the middle of it")).to_be_hidden()
        return
    expect(page.get_by_text("You were in the middle of it")).to_be_visible()
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    assert stored_reps(page) == done
    rest = REST_MS if done == [15, 0] else LEAD_MS
    pass_time(page, rest + REP_MS + 500)
    expected = [done[0] + 1, 0] if done[0] < 15 else [15, done[1] + 1]
    expect_count(page, max(expected[1], 0) if done[0] == 15 else expected[0])
    assert stored_reps(page) == expected


def test_a_finished_set_says_how_it_compares_and_keeps_how_hard_it_was(device: Device) -> None:
    page = begin_led(device, "/practice/hip-hinge/")
    pass_time(page, HINGE_READY_MS + 2 * REP_MS + 500)
    expect_count(page, 2, "both")
    device.find("finish").click()
    expect(page.get_by_text(": your first of this guide")).to_be_visible()
    page.get_by_role("link", name="Back to Today").click()

    device.open("/practice/hip-hinge/")
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    pass_time(page, HINGE_READY_MS + 5 * REP_MS + 500)
    expect_count(page, 5, "both")
    device.find("finish").click()
    expect(page.get_by_text(", 3 more than last time")).to_be_visible()
    page.get_by_text("How hard it was, and a note").click()
    page.get_by_role("radio", name="Hard", exact=True).check()
    expect(page.get_by_text("Added to this practice.")).to_be_visible()
    page.get_by_role("link", name="See your history").click()
    page.get_by_role("button", name="Edit").first.click()
    expect(page.locator("[data-effort]:visible")).to_have_text("Hard")
    assert "effort" not in records(page)[0]["data"]


def test_a_voice_that_fails_leaves_the_tones(new_device: NewDevice) -> None:
    device = new_device()
    page = choose(device, "pace")
    page.evaluate(
        """() => {
          speechSynthesis.getVoices = () => [];
          globalThis.tones = 0;
          const start = OscillatorNode.prototype.start;
          OscillatorNode.prototype.start = function (...at) { tones += 1; return start.apply(this, at); };
        }"""
    )
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    pass_time(page, READY_MS)
    page.wait_for_function("() => tones > 0")
    assert said(page) == []


def test_reps_reach_the_record_in_time(device: Device) -> None:
    """The run is on the phone before the screen shows the count."""
    page = begin_led(device)
    pass_time(page, READY_MS + 4 * REP_MS + 10)
    expect_count(page, 4, "left")
    assert stored_reps(page) == [4, 0]
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    assert reps_of(records(page)[0]) == [("left", 4)]
