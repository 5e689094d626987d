"""Functions for what a person does while practising."""

import time
from typing import Any

from playwright.sync_api import Page, expect

from .device import Device
from .phone import records

TIMEOUT_SECONDS = 20
DRILL = "/practice/foam-roller-deadlift/"

STORED_RUN = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await (await openStore()).run()) ?? null;
}"""


BETWEEN = '[data-screen="stage"]:is([data-state="counted"], [data-state="switch"])'
SHOWN = """() => {
  const [screen] = [...document.querySelectorAll('[data-screen]')].filter((one) => !one.hidden);
  const count = document.querySelector('[data-testid=count]');
  return [screen.dataset.screen, screen.dataset.state, count.textContent].join();
}"""
GO_ON = f"""() => {{
  const buttons = document.querySelectorAll('{BETWEEN} [data-action="go"]');
  [...buttons].find((button) => button.checkVisibility())?.click();
}}"""
PRESS_ON = f"""async (times) => {{
  const shown = {SHOWN};
  const goOn = {GO_ON};
  const zone = document.querySelector('[data-testid=rep]');
  const turn = () => new Promise((go) => {{ // not a timer, which a test may have stopped
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = go;
    port2.postMessage(null);
  }});
  for (let press = 0; press < times; press++) {{
    goOn(); // at once: between two looks the other side may begin
    while (zone.disabled || !zone.checkVisibility()) await turn();
    const before = shown();
    zone.click();
    while (shown() === before) await turn();
  }}
}}"""
CHOOSE = "counter => document.querySelector(`input[name=counter][value=${counter}]`).click()"


def begin(device: Device, path: str = DRILL) -> Page:
    """Open the practice and begin it without answering the pain question."""
    device.open(path)
    press_begin(device.page)
    expect(device.find("rep")).to_be_visible()
    return device.page


def press_begin(page: Page, counter: str | None = "tap") -> None:
    """Go through the questions of a first visit without an answer, but for who counts, and begin."""
    wait_for_start(page)
    if counter and page.locator('[data-asks="waiting"]').count() == 0:
        page.evaluate(CHOOSE, counter)
    go_to_begin(page)
    page.get_by_test_id("begin").click()


def wait_for_start(page: Page) -> None:
    """Wait until the page knows what to ask."""
    begin, ask = page.get_by_test_id("begin"), page.get_by_test_id("ask-next")
    expect(begin.or_(ask).and_(page.locator(":visible"))).to_be_enabled()


def go_to_begin(page: Page) -> None:
    """Pass the questions of a first visit without an answer."""
    wait_for_start(page)
    while (ask := page.get_by_test_id("ask-next")).is_visible():
        ask.click()


def go_to_counting(page: Page) -> None:
    """Pass the questions of a first visit up to the one of who counts."""
    wait_for_start(page)
    while page.locator('[data-asks="signs"], [data-asks="pain"]').count():
        page.get_by_test_id("ask-next").click()


def press(page: Page, times: int = 1) -> None:
    """Press the tap zone as fast as the screen follows, and Start between two sides, where a press may not count.

    The first press is a pointer's, further ones are made in the page, as those of assistive technology are.
    """
    page.evaluate(GO_ON)
    before = page.evaluate(SHOWN)
    page.get_by_test_id("rep").click()
    page.wait_for_function(f"before => ({SHOWN})() !== before", arg=before)
    page.evaluate(PRESS_ON, times - 1)


def expect_count(page: Page, count: int, side: str | None = None) -> None:
    expect(page.get_by_test_id("count")).to_have_text(str(count))
    if side:
        expect(page.get_by_test_id("side")).to_have_attribute("data-side", side)


def act(page: Page, action: str) -> None:
    """Press the visible button for `action`."""
    page.locator(f'[data-action="{action}"]:visible').click()


def finish(page: Page) -> None:
    """End the practice, where it has not ended by itself."""
    page.evaluate("document.querySelector('[data-testid=finish]').click()")
    expect(page.locator('[data-screen="done"]')).to_be_visible()


def choose_pain(page: Page, level: int | str) -> None:
    """Answer how much it hurts, where a first visit needs it after the warning signs."""
    if page.locator('[data-screen="start"]').is_visible():
        wait_for_start(page)
        if page.locator('[data-asks="signs"]').count():
            page.get_by_test_id("ask-next").click()
    page.get_by_role("radio", name=str(level), exact=True).and_(page.locator(":visible")).check()


def stored_run(page: Page) -> dict[str, Any] | None:
    """The practice in progress in the phone's database, or None."""
    run: dict[str, Any] | None = page.evaluate(STORED_RUN)
    return run


def stored_reps(page: Page) -> list[int]:
    run = stored_run(page)
    assert run is not None
    return [part["reps"] for part in run["sets"]]


def expect_stored(page: Page, reps: list[int]) -> None:
    """Wait until the phone has stored these repetitions, by set."""
    end = time.monotonic() + TIMEOUT_SECONDS
    while stored_run(page) is None or stored_reps(page) != reps:
        assert time.monotonic() < end, f"{reps} are not stored"


def reps_of(session: dict[str, Any]) -> list[tuple[str, int]]:
    """The side and the repetitions of each set in the record of a session."""
    return [(part["side"], part["reps"]) for part in session["data"]["sets"]]


def state(page: Page, name: str) -> None:
    expect(page.locator('[data-screen="stage"]')).to_have_attribute("data-state", name)


def only_session(page: Page) -> dict[str, Any]:
    found = records(page)
    assert len(found) == 1
    return found[0]
