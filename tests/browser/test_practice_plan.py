"""A practice by the plan: its dose, rounds with a rest between them, a dose for this once, one's own activity."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .coached import RECORDER, REP_MS
from .conftest import NewDevice
from .device import Device
from .fitting import faults
from .phone import records, stop_clock
from .practising import (
    CHOOSE,
    DRILL,
    act,
    choose_pain,
    expect_stored,
    finish,
    go_to_begin,
    only_session,
    press,
    press_begin,
    state,
    stored_run,
    wait_for_start,
)

pytestmark = pytest.mark.no_worker

HINGE = "/practice/hip-hinge/"
PUT_PLAN = """async ([item, more]) => {
  const { openStore } = await import('/static/js/records/store.js');
  const plan = {
    items: [{ guide: 'hip-hinge', reps: 2, rounds: 2, tempo: 100, days: [1], ...item }],
    starts_on: '2020-01-01', review_on: null, ended_on: null, remind_at: null,
    activities: [], given_by: '', words: '', ...more,
  };
  return (await (await openStore()).putPlan(plan)).id;
}"""


def put_plan(device: Device, item: dict[str, Any], **more: Any) -> str:
    """Keep a plan with one item on the device; returns its id."""
    device.open("/guides/")
    return str(device.page.evaluate(PUT_PLAN, [item, more]))


def sessions(page: Page) -> list[dict[str, Any]]:
    return [record for record in records(page) if record["kind"] == "session"]


def lead(page: Page, words: str) -> None:
    expect(page.locator("#start .lead:visible")).to_have_text(words, use_inner_text=True)


def target(page: Page, words: str) -> None:
    expect(page.locator(".stage-target")).to_have_text(words, use_inner_text=True)


def test_a_practice_takes_the_dose_of_the_plan_and_names_it(device: Device) -> None:
    id = put_plan(device, {"guide": "foam-roller-deadlift", "reps": 1, "tempo": 125})
    device.open(DRILL)
    page = device.page
    lead(page, "Your plan: 2 rounds of 1 on each side. 7½ seconds each.")
    press_begin(page)
    state(page, "ready")
    target(page, "of 1 Round 1 of 2")
    press(page, 2)
    state(page, "rest")
    expect_stored(page, [1, 1, 0, 0])
    expect(page.get_by_test_id("side")).to_have_text("Rest", use_inner_text=True)
    target(page, "Then round 2 of 2")
    act(page, "go")
    target(page, "of 1 Round 2 of 2")
    press(page, 2)
    finish(page)
    session = sessions(page)[0]
    assert session["data"]["plan"] == id
    assert [(part["side"], part["reps"], part["target"]) for part in session["data"]["sets"]] == [
        ("left", 1, 1),
        ("right", 1, 1),
        ("left", 1, 1),
        ("right", 1, 1),
    ]
    expect(page.locator('[data-part="left"] b')).to_have_text("2")
    expect(page.get_by_text("Next: the same again, on the next day of your plan.")).to_be_visible()


def test_who_advised_it_is_named_and_one_tap_takes_the_dose_of_the_guide(device: Device) -> None:
    put_plan(device, {"rounds": 1, "reps": 9}, given_by="Anna Lind")
    device.open(HINGE)
    page = device.page
    lead(page, "Advised by Anna Lind: 9 slow repetitions.")
    page.get_by_role("button", name="Today as the guide says").click()
    lead(page, "15 slow repetitions.")
    press_begin(page)
    press(page)
    finish(page)
    session = sessions(page)[0]["data"]
    assert session["sets"][0]["target"] == 15
    assert "plan" not in session
    device.open(HINGE)
    lead(page, "Advised by Anna Lind: 9 slow repetitions.")
    page.get_by_role("button", name="Today as the guide says").click()
    page.get_by_role("button", name="Today as planned").click()
    lead(page, "Advised by Anna Lind: 9 slow repetitions.")


@pytest.mark.parametrize("more", [{"ended_on": "2020-02-01"}, {"starts_on": "2999-01-01"}, {}])
def test_a_plan_that_is_not_in_force_or_of_another_guide_changes_nothing(device: Device, more: dict[str, str]) -> None:
    put_plan(device, {} if more else {"guide": "wall-tap"}, **more)
    device.open(HINGE)
    lead(device.page, "15 slow repetitions.")
    expect(device.page.locator('[data-action="other-dose"]')).to_be_hidden()


def test_without_a_plan_nothing_of_it_is_fetched(device: Device) -> None:
    fetched: list[str] = []
    device.context.on("request", lambda request: fetched.append(request.url))
    device.open(HINGE)
    wait_for_start(device.page)
    assert [url for url in fetched if "/plan/" in url or "doses" in url] == []
    lead(device.page, "15 slow repetitions.")


def test_a_dose_in_the_address_is_for_this_once(device: Device) -> None:
    id = put_plan(device, {"rounds": 2, "reps": 10})
    device.open(f"{HINGE}#dose=reps:3,rounds:1,tempo:150")
    page = device.page
    lead(page, "Just for today: 3 slow repetitions. 9 seconds each.")
    page.get_by_role("button", name="Today as planned").click()
    lead(page, "Your plan: 2 rounds of 10.")
    page.get_by_role("button", name="Today as the guide says").click()
    page.get_by_role("button", name="Back to the dose for today").click()
    press_begin(page)
    press(page, 3)
    finish(page)
    session = sessions(page)[0]["data"]
    assert (session["sets"][0]["target"], session["plan"]) == (3, id)
    page.reload()
    lead(page, "Your plan: 2 rounds of 10.")


def test_an_odd_address_is_ignored(device: Device) -> None:
    device.open(f"{HINGE}#dose=reps:0,rounds:1,tempo:100")
    expect(device.page).to_have_url(f"{device.server.url}{HINGE}")
    lead(device.page, "15 slow repetitions.")


def test_in_a_rest_a_press_skips_and_counts_nothing(device: Device) -> None:
    put_plan(device, {"reps": 1})
    device.open(HINGE)
    page = device.page
    page.clock.install()
    press_begin(page)
    stop_clock(page)
    press(page)
    device.find("rep").click()
    expect(page.locator("[data-over]")).to_be_visible()
    page.clock.run_for(5_000)
    state(page, "rest")
    expect(page.get_by_role("button", name="Skip the rest")).to_be_visible()
    device.find("rep").click()
    state(page, "switch")
    device.find("rep").click()
    expect_stored(page, [1, 0])
    page.clock.run_for(2_000)
    device.find("rep").click()
    state(page, "reached")
    assert [part["reps"] for part in sessions(page)[0]["data"]["sets"]] == [1, 1]


def test_a_rest_that_was_chosen_is_remembered_paused_and_survives_the_page(device: Device) -> None:
    put_plan(device, {"reps": 1})
    device.open(HINGE)
    page = device.page
    go_to_begin(page)
    device.open(HINGE)
    wait_for_start(page)
    page.evaluate("document.querySelector('[name=rest][value=\"90\"]').click()")
    device.open(HINGE)
    page.clock.install()
    press_begin(page)
    stop_clock(page)
    press(page)
    page.clock.run_for(30_000)
    expect(device.find("rest")).to_have_text("60")
    act(page, "hold")
    state(page, "paused")
    page.clock.run_for(300_000)
    run = stored_run(page)
    assert run is not None
    assert (run["phase"], run["rest"], 59_000 < run["restLeft"] < 61_000) == ("rest", 90_000, True)
    device.open(HINGE)
    press_begin(page)
    state(page, "rest")
    page.clock.run_for(1_000)
    expect(device.find("rest")).to_have_text("59")


def test_led_rounds_need_no_hand_and_are_told(device: Device) -> None:
    put_plan(device, {"reps": 1, "tempo": 50})
    page = device.page
    device.context.add_init_script(RECORDER)
    page.clock.install()
    device.open(HINGE)
    wait_for_start(page)
    page.evaluate(CHOOSE, "pace")
    go_to_begin(page)
    stop_clock(page)
    page.get_by_test_id("begin").click()
    state(page, "ready")
    page.clock.run_for(5_000 + REP_MS // 2 + 500)
    expect_stored(page, [1, 0])
    page.clock.run_for(60_000 + REP_MS // 2)
    state(page, "reached")
    page.clock.run_for(9_000)
    expect(page.locator('[data-screen="done"]')).to_be_visible()
    said = page.evaluate("heard.filter(({ what }) => what === 'said').map(({ text }) => text)")
    assert "1. Round 1 of 2 is done. Rest." in said
    assert said.count("Get ready. Feet as wide as your hips.") == 2
    assert [part["seconds"] for part in sessions(page)[0]["data"]["sets"]] == [REP_MS / 2000, REP_MS / 2000]


def test_leaving_it_because_of_pain_is_a_check(device: Device) -> None:
    device.open(HINGE)
    page = device.page
    choose_pain(page, 7)
    act(page, "leave-it")
    expect(page.locator('[data-left="kept"]')).to_be_visible()
    record = only_session(page)
    assert record["kind"] == "check"
    data = record["data"]
    assert (data["pain"], data["session"], data["note"], data["tilts"]) == (7, None, "", [])


def test_the_activity_that_is_practised_begins_the_note(device: Device) -> None:
    put_plan(device, {}, activities=["putting on shoes", "the <b>dishwasher</b>"])
    device.open("/practice/own-activity/")
    page = device.page
    wait_for_start(page)
    page.evaluate("[...document.querySelectorAll('[name=activity]')][1].click()")
    expect(page.locator("[data-activities]")).to_contain_text("the <b>dishwasher</b>")
    press_begin(page)
    press(page, 5)
    finish(page)
    assert sessions(page)[0]["data"]["note"] == "the <b>dishwasher</b>"
    expect(page.locator("[name=note]")).to_have_value("the <b>dishwasher</b>")
    choose_pain(page, 2)
    expect(page.locator('[data-line="added"]')).to_be_visible()
    session = sessions(page)[0]["data"]
    assert (session["note"], session["pain_after"]) == ("the <b>dishwasher</b>", 2)


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_every_state_of_a_round_fits(new_device: NewDevice, locale: str) -> None:
    device = new_device(locale=locale, reduced_motion="reduce")
    put_plan(device, {"guide": "foam-roller-deadlift", "reps": 1}, given_by="Physiothérapie de la Gare, Anna Lind")
    page = device.page
    device.open(f"{'/fr' if locale == 'fr-FR' else ''}{DRILL}")
    wait_for_start(page)
    found = faults(page, "before")
    press_begin(page)
    press(page)
    found += faults(page, "between the sides")
    act(page, "go")
    found += faults(page, "set")
    press(page)
    state(page, "rest")
    found += faults(page, "rest")
    act(page, "go")
    found += faults(page, "before the second round")
    assert not found, "\n".join(found)
