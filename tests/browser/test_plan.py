"""The plan: made in a few presses, changed, ended, and put into a calendar."""

from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import NewDevice
from .device import Device
from .fitting import faults
from .logbook import add_records, open_with, practice, reps
from .phone import expect_quiet, living, pair, records, sync
from .planning import ITEM, TODAY, body, edit, planned, save

pytestmark = pytest.mark.no_worker


def calendar(page: Page) -> Any:
    with page.expect_download() as download:
        page.get_by_test_id("plan-calendar").click()
    assert download.value.suggested_filename == "hinge.ics"
    return icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes())


def test_the_first_suggestion_becomes_the_plan_in_two_presses(device: Device) -> None:
    page = open_with(device, "/")
    page.get_by_role("link", name="Your plan").first.click()
    expect(page.locator("[data-plan-part=suggestion] b")).to_have_text("Wall tap")
    expect(page.get_by_text("Tuesday, Thursday and Sunday")).to_be_visible()
    page.get_by_test_id("plan-suggest").click()
    shown = page.get_by_test_id("plan")
    expect(shown).to_have_attribute("data-guides", "wall-tap")
    expect(shown).to_have_attribute("data-given-by", "")
    expect(shown).to_contain_text("0 of one practice done")
    (made,) = living(page, "plan")
    item = {"guide": "wall-tap", "reps": 10, "rounds": 1, "tempo": 100, "days": [2, 4, 7]}
    assert made == body(items=[item], starts_on=TODAY, review_on="2027-01-03", remind_at=None, activities=[])
    page.reload()
    expect(shown).to_have_attribute("data-id", records(page)[0]["id"])


def test_two_presses_at_once_make_one_plan(device: Device) -> None:
    """In one tab, and in two."""
    page = open_with(device, "/plan/")
    for tab in (page, device.tab("/plan/")):
        expect(tab.get_by_test_id("plan-suggest")).to_be_enabled()
        tab.get_by_test_id("plan-suggest").evaluate("""(button) => {
          window.presses = new BroadcastChannel('presses');
          window.presses.onmessage = () => { button.click(); button.click(); };
        }""")
    device.tab("/history/").evaluate("() => new BroadcastChannel('presses').postMessage(null)")
    for tab in device.context.pages[:2]:
        expect(tab.get_by_test_id("plan")).to_be_visible()
    assert len(living(page, "plan")) == 1


def test_who_has_practised_is_suggested_what_comes_next(device: Device) -> None:
    well = [practice(f"2026-11-{day}", guide="wall-tap", sets=reps(both=15), pain_after=1) for day in (18, 19, 20)]
    page = open_with(device, "/plan/", *well)
    expect(page.locator("[data-plan-part=suggestion]")).not_to_contain_text("Wall tap")
    page.get_by_test_id("plan-suggest").click()
    expect(page.get_by_test_id("plan")).to_be_visible()
    assert living(page, "plan")[0]["items"][0]["guide"] != "wall-tap"


def test_a_plan_is_made_in_detail(device: Device) -> None:
    page = open_with(device, "/plan/")
    edit(page)
    page.get_by_role("button", name="Add a guide").click()
    first, second = page.locator("[data-item]").all()
    first.get_by_label("Repetitions").fill("8")
    first.get_by_label("Rounds").fill("2")
    first.get_by_label("Speed").select_option("75%")
    for day in ("Tuesday", "Thursday", "Monday"):
        first.get_by_label(day, exact=True).dispatch_event("click")
    second.get_by_label("Guide").select_option("Foam-roller deadlift")
    page.get_by_label("Time of day").fill("07:30")
    page.get_by_label("Look back on").fill("2026-12-20")
    for text in ("putting on socks ", "an hour in the car 🦵"):
        page.get_by_role("textbox", name="What you want to do again").last.fill(text)
    assert violations(page) == []
    save(page)
    assert violations(page) == []
    (made,) = living(page, "plan")
    assert [(one["guide"], one["reps"], one["rounds"], one["tempo"]) for one in made["items"]] == [
        ("wall-tap", 8, 2, 133),
        ("foam-roller-deadlift", 15, 1, 100),
    ]
    assert made["items"][0]["days"] == [1, 7]
    assert (made["remind_at"], made["review_on"]) == ("07:30", "2026-12-20")
    assert made["activities"] == ["putting on socks", "an hour in the car 🦵"]
    shown = page.get_by_test_id("plan")
    expect(shown).to_contain_text("8 repetitions, 2 rounds, at 75% of the guide’s speed")
    expect(shown).to_contain_text("15 repetitions a side")
    expect(shown).to_contain_text("putting on socks")


def test_each_fault_is_told_at_its_field_and_nothing_is_lost(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    edit(page)
    page.get_by_label("Repetitions").fill("101")
    page.get_by_label("Rounds").fill("")
    for day in ("Monday", "Sunday"):
        page.get_by_label(day, exact=True).dispatch_event("click")
    page.get_by_label("Look back on").fill("2026-11-21")
    activities = page.get_by_role("textbox", name="What you want to do again")
    activities.nth(0).fill("é" * 81)
    page.get_by_role("button", name="Add a guide").click()
    page.get_by_label("Guide").last.select_option("Hip hinge")
    page.get_by_role("button", name="Save").click()
    for words in (
        "Repetitions: a whole number from 1 to 100.",
        "Rounds: a whole number from 1 to 10.",
        "Choose at least one day.",
        "This guide is listed twice: choose another.",
        "Choose a day that comes after the plan begins.",
        "At most 80 characters each, please.",
    ):
        expect(page.get_by_text(words).filter(visible=True)).to_be_visible()
    expect(page.get_by_label("Repetitions").first).to_be_focused()
    expect(page.get_by_label("Repetitions").first).to_have_value("101")
    expect(activities.nth(0)).to_have_value("é" * 81)
    assert violations(page) == []
    assert living(page, "plan") == [body()]


def test_a_new_dose_ends_the_plan_and_begins_another(device: Device) -> None:
    page = open_with(device, "/plan/", planned(given_by="Dr. A", words="slowly"))
    expect(page.get_by_text("Advised by Dr. A")).to_be_visible()
    expect(page.get_by_text("slowly")).to_be_visible()
    expect(page.get_by_test_id("plan")).to_have_attribute("data-given-by", "Dr. A")
    edit(page)
    page.get_by_label("Repetitions").fill("8")
    save(page)
    old, new = living(page, "plan")
    assert old == body(given_by="Dr. A", words="slowly", ended_on=TODAY)
    assert new == body(starts_on=TODAY, items=[{**ITEM, "reps": 8}])
    expect(page.get_by_test_id("plan")).to_have_attribute("data-given-by", "")
    page.get_by_text("Earlier plans").click()
    expect(page.locator("[data-plan-part=earlier]")).to_contain_text("2 Nov 2026 – 22 Nov 2026 Advised by Dr. A")


def test_a_time_changes_the_plan_itself(device: Device) -> None:
    page = open_with(device, "/plan/", planned(given_by="Dr. A"))
    edit(page)
    page.get_by_label("Time of day").fill("18:05")
    save(page)
    expect(page.get_by_text("18:05")).to_be_visible()
    assert living(page, "plan") == [body(given_by="Dr. A", remind_at="18:05")]


def test_an_end_can_be_undone_and_no_older_plan_comes_back(device: Device) -> None:
    older = planned("019ad3f0-0000-7000-8000-000000000001", starts_on="2026-10-01")
    page = open_with(device, "/plan/", planned(), older)
    page.get_by_test_id("plan-end").click()
    expect(page.get_by_test_id("plan-suggest")).to_be_visible()
    assert [one["ended_on"] for one in living(page, "plan")] == [TODAY, TODAY]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("plan")).to_have_attribute("data-id", planned()["id"])
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    assert [one["ended_on"] for one in living(page, "plan")] == [None, None]

    page.get_by_test_id("plan-end").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    add_records(page, planned("019ad3f0-0000-7000-8000-000000000002"))  # another tab's, or another device's
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    assert [one["ended_on"] for one in living(page, "plan")] == [TODAY, TODAY, None]


def test_a_plan_that_starts_later(device: Device) -> None:
    page = open_with(device, "/plan/", planned(starts_on="2026-12-01"))
    expect(page.get_by_text("Begins on Tuesday 1 December")).to_be_visible()
    edit(page)
    page.get_by_label("Repetitions").fill("8")
    save(page)
    assert [(one["starts_on"], one["ended_on"]) for one in living(page, "plan")] == [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01", None),
    ]
    page.get_by_test_id("plan-end").click()
    expect(page.get_by_test_id("plan-suggest")).to_be_visible()
    expect(page.get_by_text("Earlier plans")).to_be_hidden()


def test_a_plan_that_follows_the_one_in_force(device: Device) -> None:
    later = planned("019ad3f0-0000-7000-8000-000000000001", starts_on="2026-12-01")
    page = open_with(device, "/plan/", planned(), later)
    expect(page.get_by_test_id("plan")).to_have_attribute("data-id", planned()["id"])
    expect(page.get_by_role("heading", name="After it")).to_be_visible()
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_role("heading", name="After it")).to_be_hidden()
    assert [one["ended_on"] for one in living(page, "plan")] == [None, "2026-12-01"]


def test_a_guide_that_this_server_does_not_know_is_shown_and_kept(device: Device) -> None:
    items = [ITEM, {**ITEM, "guide": "clinic-bridge", "tempo": 90}]
    page = open_with(device, "/plan/", planned(items=items))
    expect(page.get_by_test_id("plan")).to_contain_text("clinic-bridge")
    assert page.get_by_role("link", name="clinic-bridge").count() == 0
    edit(page)
    page.get_by_label("Time of day").fill("18:05")
    save(page)
    assert living(page, "plan") == [body(items=items, remind_at="18:05")]
    edit(page)
    page.get_by_label("Rounds").first.fill("3")
    save(page)
    assert living(page, "plan")[1]["items"][1] == items[1]


def test_what_was_done_this_week_stands_beside_what_was_planned(device: Device) -> None:
    done = practice(TODAY, guide="hip-hinge", sets=reps(both=15))
    page = open_with(device, "/plan/", planned(), done)
    shown = page.get_by_test_id("plan")
    expect(shown).to_contain_text("1 of 2 practices done")
    expect(shown).to_contain_text("Done for today.")
    expect(shown).to_contain_text("Monday 23 November")


def test_the_calendar_has_the_plan_and_each_change_of_it(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    (first,) = calendar(page).walk("VEVENT")
    assert first["SUMMARY"] == "Hinge · Hip hinge"
    assert "12 repetitions, 2 rounds, at 75% of the guide’s speed" in first["DESCRIPTION"]
    assert f"{device.server.url}/" in first["DESCRIPTION"]
    edit(page)
    page.get_by_label("Time of day").fill("18:05")
    save(page)
    (second,) = calendar(page).walk("VEVENT")
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    edit(page)
    page.get_by_label("Monday", exact=True).dispatch_event("click")
    save(page)
    both = calendar(page)
    found = recurring_ical_events.of(both).between(date(2026, 11, 1), date(2027, 1, 1))
    days = sorted(f"{event['DTSTART'].dt:%m-%d}" for event in found)
    assert days[:4] == ["11-02", "11-08", "11-09", "11-15"]
    assert days[-4:] == ["11-22", "11-29", "12-06", "12-13"]
    (old,) = [event for event in both.walk("VEVENT") if event["UID"] == first["UID"]]
    assert old["SEQUENCE"] > second["SEQUENCE"]


def test_without_a_day_before_the_review_there_is_no_file(device: Device) -> None:
    """A calendar file without an event is none (RFC 5545, 3.6)."""
    page = open_with(device, "/plan/", planned(starts_on=TODAY, review_on=TODAY, items=[{**ITEM, "days": [1]}]))
    page.get_by_test_id("plan-calendar").click()
    expect(page.get_by_text("there is nothing for a calendar")).to_be_visible()


def test_it_speaks_french(new_device: NewDevice) -> None:
    device = new_device(locale="fr-FR")
    page = open_with(device, "/fr/plan/", planned(activities=["dormir"]))
    shown = page.get_by_test_id("plan")
    expect(shown).to_contain_text("12 répétitions, 2 séries, à 75 % de la vitesse du guide")
    expect(shown).to_contain_text("lundi et dimanche")
    (event,) = calendar(page).walk("VEVENT")
    assert event["SUMMARY"] == "Hinge · Charnière de hanche"
    assert "12 répétitions" in event["DESCRIPTION"]


def test_a_keyboard_is_enough(device: Device) -> None:
    page = open_with(device, "/plan/")
    page.get_by_test_id("plan-suggest").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="In detail")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Monday", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_label("Time of day").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("plan")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert living(page, "plan")[0]["items"][0]["days"] == [1, 2, 4, 7]
    page.get_by_test_id("plan-end").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("plan")).to_be_visible()


@pytest.mark.worker
def test_all_of_it_works_without_a_network(device: Device) -> None:
    device.open("/")
    device.wait_until_offline_ready()
    device.expect_problem("net::ERR_INTERNET_DISCONNECTED")
    device.context.set_offline(True)
    device.open("/plan/")
    page = device.page
    page.get_by_test_id("plan-suggest").click()
    expect(page.get_by_test_id("plan")).to_be_visible()
    edit(page)
    page.get_by_label("Repetitions").fill("8")
    save(page)
    assert len(list(calendar(page).walk("VEVENT"))) == 1
    assert living(page, "plan")[-1]["items"][0]["reps"] == 8


def test_both_devices_have_the_plan(new_device: NewDevice) -> None:
    first, second = pair(new_device)
    first.open("/plan/")
    first.find("plan-suggest").click()
    expect(first.find("plan")).to_be_visible()
    sync(first.page)
    second.open("/plan/")
    sync(second.page)
    expect(second.find("plan")).to_be_visible()
    second.find("plan-end").click()
    expect(second.find("plan-suggest")).to_be_visible()
    sync(second.page)
    sync(first.page)
    expect(first.find("plan-suggest")).to_be_visible()
    expect_quiet(first, second)


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_no_word_is_cut_off(new_device: NewDevice, locale: str) -> None:
    device = new_device(locale=locale, reduced_motion="reduce")
    long = planned(
        items=[{**ITEM, "days": [1, 2, 3, 4, 5, 6]}, {**ITEM, "guide": "a" * 64}],
        activities=["Donaudampfschifffahrtsgesellschaftskapitän" + "x" * 38],
        given_by="Dr. " + "A" * 76,
        words="w" * 500,
        remind_at="23:59",
    )
    later = planned("019ad3f0-0000-7000-8000-000000000001", starts_on="2026-12-01")
    ended = planned("019ad3f0-0000-7000-8000-000000000002", starts_on="2026-10-01", ended_on="2026-10-31")
    page = open_with(device, "/fr/plan/" if locale.startswith("fr") else "/plan/", long, later, ended)
    expect(page.get_by_test_id("plan")).to_be_visible()
    page.locator("summary").click()
    found = faults(page, "the plan")
    page.locator("[data-when=some] [data-action=edit]").click()
    page.locator("[name=reps]").first.fill("0")
    page.locator("[value=save]").click()
    found += faults(page, "its form")
    page.locator("[value=cancel]").click()
    page.get_by_test_id("plan-end").click()
    found += faults(page, "an end to be taken back")
    assert not found, "\n".join(found)
