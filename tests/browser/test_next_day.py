"""Today asks how the back is the day after a practice, and suggests less where it hurts more."""

import pytest
from playwright.sync_api import expect

from .axe import violations
from .device import Device
from .logbook import add_records
from .phone import living
from .practising import press, press_begin
from .today import (
    GUIDE,
    MONDAY,
    NOW,
    answer,
    done,
    go_to,
    open_at,
    orange,
    question,
    start,
    told,
)

pytestmark = pytest.mark.no_worker


def test_the_next_day_one_tap_keeps_a_check(device: Device) -> None:
    last = done()
    page = open_at(device, NOW, last)
    expect(question(page)).to_contain_text("How is your back today?")
    assert page.locator("[data-coach] button:visible").evaluate_all("all => all.every((one) => one.offsetHeight >= 48)")
    assert violations(page) == []
    answer(page, 3)
    expect(page.get_by_text("Pain: 2 before, 3 after, 3 the day after.")).to_be_visible()
    expect(page.get_by_text("It is back to where it was.")).to_be_visible()
    expect(page.locator('[data-view="told"]')).to_be_focused()
    (kept,) = living(page, "check")
    assert kept.pop("at").startswith(f"{MONDAY}T09:00")
    assert kept == {"session": last["id"], "pain": 3, "activities": [], "tilts": [], "note": ""}
    page.reload()
    expect(page.get_by_text("It is back to where it was.")).to_be_visible()
    expect(question(page)).to_be_hidden()
    go_to(page, "2026-12-01T09:00:00+01:00")
    expect(start(page)).to_have_accessible_name("Practise")
    expect(page.locator("[data-coach]")).to_be_hidden()


@pytest.mark.parametrize(
    ("now", "is_asked"),
    [
        ("2026-11-30T05:59:00+01:00", False),
        ("2026-11-30T06:01:00+01:00", True),
        ("2026-12-01T17:59:00+01:00", True),
        ("2026-12-01T18:02:00+01:00", False),
    ],
)
def test_it_is_asked_from_12_to_48_hours_after_the_end(device: Device, now: str, is_asked: bool) -> None:
    page = open_at(device, now, done(pain_after=None))
    expect(start(page)).to_have_accessible_name("Practise")
    expect(question(page)).to_be_visible() if is_asked else expect(question(page)).to_be_hidden()
    after = page.locator("[data-asks-after]")
    expect(after).to_be_visible() if now < "2026-11-30T06" else expect(after).to_be_hidden()


def test_a_hasty_thumb_makes_one_record_and_a_wrong_number_is_changed(device: Device) -> None:
    page = open_at(device, NOW, done())
    expect(question(page)).to_be_visible()
    page.evaluate(
        "for (const n of [7, 7, 2]) document.querySelector(`[data-testid=next-day-answer][value='${n}']`).click()"
    )
    expect(page.get_by_role("heading", name="Less today")).to_be_visible()
    page.get_by_role("button", name="Change the number").click()
    expect(question(page)).to_be_visible()
    answer(page, 1)
    expect(page.get_by_role("heading", name="Go on like this")).to_be_visible()
    assert [one["pain"] for one in living(page, "check")] == [1]


def test_an_answer_in_one_tab_is_the_answer_in_all(device: Device) -> None:
    page = open_at(device, NOW, done())
    other = device.tab("/")
    expect(question(other)).to_be_visible()
    answer(page, 6)
    expect(question(other)).to_be_hidden()
    expect(other.get_by_role("heading", name="Less today")).to_be_visible()
    assert len(living(other, "check")) == 1


def test_not_now_ends_the_question_of_that_practice(device: Device) -> None:
    page = open_at(device, NOW, done())
    question(page).get_by_role("button", name="not now").click()
    expect(question(page)).to_be_hidden()
    page.reload()
    expect(start(page)).to_have_accessible_name("Practise")
    expect(question(page)).to_be_hidden()
    add_records(page, done(MONDAY))
    go_to(page, "2026-12-01T09:00:00+01:00")
    expect(question(page)).to_be_visible()


def test_during_a_practice_nobody_is_asked(device: Device) -> None:
    page = open_at(device, NOW, done())
    practising = device.tab(f"/practice/{GUIDE}/")
    press_begin(practising)
    press(practising, 2)
    expect(start(page)).to_have_accessible_name("Go on")
    expect(question(page)).to_be_hidden()


def test_less_is_suggested_with_its_reason_and_taken_by_one_tap(device: Device) -> None:
    last = done()
    page = open_at(device, NOW, last, told(last, 4))
    expect(page.get_by_role("heading", name="Less today")).to_be_visible()
    expect(page.get_by_text("That is 2 points or more above where it was")).to_be_visible()
    expect(page.get_by_text("no trial has tested these numbers")).to_be_visible()
    less = page.get_by_role("link", name="Practise 10 repetitions, slower and smaller")
    expect(less).to_have_attribute("href", f"/practice/{GUIDE}/#dose=reps:10,rounds:1,tempo:125")
    expect(page.get_by_role("link", name="Easier: 8 repetitions, one round", exact=True)).to_have_attribute(
        "href", f"/practice/{GUIDE}/#dose=reps:8,rounds:1,tempo:100"
    )
    assert orange(page) == ["Practise 10 repetitions, slower and smaller"]
    expect(start(page)).to_have_attribute("href", f"/practice/{GUIDE}/")
    assert violations(page) == []
    less.click()
    expect(page.locator('[data-dose="other"]')).to_contain_text("10 ")


def test_with_6_or_more_a_day_off_comes_first_and_nobody_is_urged(device: Device) -> None:
    last = done()
    page = open_at(device, NOW, last, told(last, 6))
    assert orange(page) == ["A day off"]
    page.get_by_role("button", name="A day off").click()
    expect(page.get_by_text("You left it for today. That is fine.")).to_be_visible()
    assert orange(page) == []
    assert living(page, "session") == [last["data"]]


def test_the_third_less_in_a_row_leads_to_someone_who_can_examine(device: Device) -> None:
    bad = [done(f"2026-11-{day}") for day in (25, 27, 29)]
    checks = [told(one, 6, f"2026-11-{day}T08:00:00.000+01:00") for day, one in zip((26, 28), bad[:2], strict=True)]
    page = open_at(device, NOW, *bad, *checks)
    talk = page.get_by_role("heading", name="Talk to someone who can examine you")
    expect(question(page)).to_be_visible()
    expect(talk).to_be_hidden()
    answer(page, 6)
    expect(talk).to_be_visible()
    expect(page.get_by_text("Three times in a row")).to_be_visible()
    expect(page.get_by_role("link", name="Read the warning signs")).to_have_attribute("href", "/safety/")


def test_pain_that_rises_over_two_weeks_does_so_too(device: Device) -> None:
    rising = [done(f"2026-11-{18 + n}", pain_before=pain) for n, pain in enumerate((1, 2, 2, 4, 4, 5))]
    page = open_at(device, NOW, *rising)
    expect(page.get_by_text("In the last two weeks your pain went from about 2 to about 4.")).to_be_visible()
