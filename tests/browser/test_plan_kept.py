"""What was typed into a plan is kept: over a page that is left or closed, and beside other tabs."""

import re

import pytest
from playwright.sync_api import expect

from .device import Device
from .logbook import add_records, open_with
from .phone import living
from .planning import TODAY, body, edit, planned, save

pytestmark = pytest.mark.no_worker

DRAFT = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await openStore()).setting('plan-draft');
}"""


def test_a_page_that_is_left_at_once_has_both_or_neither(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    edit(page)
    page.get_by_label("Repetitions").fill("8")
    page.evaluate("document.querySelector('[value=save]').click(); location.href = '/plan/'")
    expect(page.locator("[data-plan=some], [data-plan=form]")).to_be_visible()
    ends = [one["ended_on"] for one in living(page, "plan")]
    if page.evaluate(DRAFT):  # it was left before anything was written: what was typed is there
        expect(page.get_by_label("Repetitions")).to_have_value("8")
        assert ends == [None]
    else:
        assert ends == [TODAY, None]


def test_the_form_opens_as_soon_as_its_button_is_seen(device: Device) -> None:
    device.context.route(re.compile("plan.scoring"), lambda route: None)  # a module that never comes
    page = open_with(device, "/plan/", planned())
    edit(page)


def test_what_was_typed_is_there_after_the_page_was_closed(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    edit(page)
    page.get_by_label("Repetitions").fill("8")
    page.get_by_role("textbox", name="What you want to do again").last.fill("dancing")
    page.wait_for_function(f"async () => (await ({DRAFT})())?.draft.activities.includes('dancing')")
    page.close()
    device.page = page = device.tab("/plan/")
    expect(page.get_by_text("This was not saved the last time.")).to_be_visible()
    expect(page.get_by_label("Repetitions")).to_have_value("8")
    save(page)
    assert [one["ended_on"] for one in living(page, "plan")] == [TODAY, None]
    page.reload()
    expect(page.get_by_test_id("plan")).to_be_visible()


def test_what_was_typed_in_another_tab_is_there_in_the_form_that_opens_later(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    other = device.tab("/plan/")
    expect(other.get_by_test_id("plan")).to_be_visible()
    edit(page)
    page.get_by_role("textbox", name="What you want to do again").last.fill("dancing")
    page.wait_for_function(f"async () => (await ({DRAFT})())?.draft.activities.includes('dancing')")
    edit(other)
    expect(other.get_by_role("textbox", name="What you want to do again").nth(2)).to_have_value("dancing")


def test_a_form_that_is_given_up_changes_nothing(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    edit(page)
    page.get_by_label("Repetitions").fill("8")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_test_id("plan")).to_be_visible()
    page.reload()
    expect(page.get_by_test_id("plan")).to_be_visible()
    assert living(page, "plan") == [body()]


def test_what_another_tab_changed_meanwhile_is_told_and_kept(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    edit(page)
    page.get_by_role("textbox", name="What you want to do again").last.fill("dancing")
    other = device.tab("/plan/")
    other.get_by_role("button", name="Cancel").click()  # the other tab has what was typed here
    edit(other)
    other.get_by_label("Time of day").fill("18:05")
    save(other)
    expect(page.get_by_text("The plan was changed meanwhile")).to_be_visible()
    expect(page.get_by_role("textbox", name="What you want to do again").nth(2)).to_have_value("dancing")
    save(page)
    (kept,) = living(page, "plan")
    assert kept["remind_at"] == "18:05"
    assert kept["activities"][-1] == "dancing"


def test_a_plan_that_another_tab_ended_begins_anew_with_what_is_saved(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    edit(page)
    other = device.tab("/plan/")
    other.get_by_test_id("plan-end").click()
    expect(page.get_by_text("The plan was changed meanwhile")).to_be_visible()
    save(page)
    assert [(one["starts_on"], one["ended_on"]) for one in living(page, "plan")] == [
        ("2026-11-02", TODAY),
        (TODAY, None),
    ]


def test_the_plan_as_it_is_now_can_be_shown_instead(device: Device) -> None:
    page = open_with(device, "/plan/", planned())
    edit(page)
    page.get_by_label("Repetitions").fill("8")
    add_records(page, {**planned(remind_at="06:15"), "stamp": 2})
    page.get_by_role("button", name="Show the plan as it is now").click()
    expect(page.get_by_label("Time of day")).to_have_value("06:15")
    expect(page.get_by_label("Repetitions")).to_have_value("12")
