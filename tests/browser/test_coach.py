"""Today as the coach: what is due by the plan, and going on. The devices' clocks are set."""

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import NewDevice
from .device import Device
from .logbook import add_records, practice, reps
from .phone import OFFLINE, expect_quiet, living, pair, sync
from .practising import choose_pain, finish, press, press_begin
from .test_every_page import SHIFTS
from .today import GUIDE, MONDAY, NOW, answer, done, due, go_to, item, open_at, orange, planned, question, start

pytestmark = pytest.mark.no_worker


def test_what_is_due_is_started_by_the_one_orange_button(device: Device) -> None:
    page = open_at(device, NOW, planned(item(rounds=3, reps=12), item("foam-roller-deadlift", reps=8, days=[1])))
    expect(page.get_by_role("heading", name="Hip hinge", level=1)).to_be_visible()
    assert due(page) == [(GUIDE, "12", False), ("foam-roller-deadlift", "8", False)]
    first, second = page.get_by_test_id("due").all()
    expect(first).to_contain_text("12 repetitions, 3 rounds", use_inner_text=True)
    expect(second).to_contain_text("8 repetitions each side", use_inner_text=True)
    expect(page.get_by_text("This week: 0 done, 4 planned.")).to_be_visible()
    expect(page.locator(".today").get_by_role("link", name="Your plan")).to_have_attribute("href", "/plan/")
    assert orange(page) == ["Practise"]
    assert violations(page) == []
    add_records(page, practice(MONDAY, "08:00", guide=GUIDE, sets=reps(both=12)))
    expect(page.get_by_text("This week: 1 done, 4 planned.")).to_be_visible()
    assert due(page) == [(GUIDE, "12", True), ("foam-roller-deadlift", "8", False)]
    expect(start(page)).to_have_attribute("href", "/practice/foam-roller-deadlift/")
    add_records(page, done(MONDAY, "foam-roller-deadlift"))
    expect(page.get_by_text("Done for today.")).to_be_visible()
    expect(page.get_by_text("Next: Wednesday 2 December.")).to_be_visible()
    assert orange(page) == []


def test_rest_is_part_of_it_and_what_was_missed_is_not_piled_up(device: Device) -> None:
    page = open_at(device, "2026-12-01T09:00:00+01:00", planned())
    expect(page.get_by_text("Nothing is due today: rest is part of it.")).to_be_visible()
    expect(page.get_by_text("Next: Wednesday 2 December.")).to_be_visible()
    assert due(page) == []
    assert orange(page) == []
    go_to(page, "2026-12-02T09:00:00+01:00")
    expect(page.get_by_text("This week: 0 done, 3 planned.")).to_be_visible()
    assert due(page) == [(GUIDE, "12", False)]


def test_a_review_that_has_come_and_a_plan_that_is_to_come_are_told(device: Device) -> None:
    reviewed = planned(review_on=MONDAY)
    page = open_at(device, NOW, reviewed)
    expect(page.get_by_role("link", name="The day to look back on your plan has come")).to_be_visible()
    later = planned(starts_on="2026-12-03")
    reviewed["data"]["ended_on"] = MONDAY
    reviewed["stamp"] += 1
    add_records(page, reviewed, later)
    expect(page.get_by_text("Your plan begins on Thursday 3 December.")).to_be_visible()
    assert due(page) == []


def test_without_a_plan_there_is_a_quiet_way_to_one(device: Device) -> None:
    page = open_at(device, NOW, done("2026-11-20"))
    expect(page.locator(".today").get_by_role("link", name="Make a plan")).to_have_attribute("href", "/plan/")
    expect(page.locator("[data-due]")).to_be_hidden()
    assert orange(page) == ["Practise"]


def test_a_plan_that_is_deleted_is_gone_at_once(device: Device) -> None:
    kept = planned()
    page = open_at(device, NOW, kept)
    expect(page.get_by_test_id("due")).to_have_count(1)
    add_records(page, {**kept, "stamp": 2, "deleted": True, "data": None})
    expect(page.get_by_test_id("due")).to_have_count(0)
    expect(start(page)).to_have_accessible_name("Start practising")


WELL = [done(f"2026-11-{day}") for day in (20, 22, 24)]


def test_who_decides_to_stay_is_left_in_peace_for_two_weeks(device: Device) -> None:
    page = open_at(device, NOW, *WELL)
    expect(page.get_by_role("heading", name="Dowel hinge", level=1)).to_be_visible()
    expect(page.get_by_role("img", name="Dowel hinge")).to_be_visible()
    expect(start(page)).to_have_accessible_name("Go on to Dowel hinge")
    assert violations(page) == []
    page.get_by_role("button", name="Stay with Hip hinge").click()
    expect(page.get_by_role("heading", name="Hip hinge", level=1)).to_be_visible()
    expect(start(page)).to_have_attribute("href", f"/practice/{GUIDE}/")
    page.reload()
    expect(start(page)).to_have_accessible_name("Practise")
    go_to(page, "2026-12-14T09:00:00+01:00")
    expect(start(page)).to_have_accessible_name("Go on to Dowel hinge")


def test_going_on_begins_the_plan_again_with_the_next_guide(device: Device) -> None:
    given = planned(given_by="Ada", words="Slowly.", activities=["shoes"], review_on="2026-12-14")
    page = open_at(device, NOW, *WELL, given)
    expect(page.get_by_text("Your plan is from Ada: ask there before you change it.")).to_be_visible()
    start(page).click()
    expect(page).to_have_url(f"{device.server.url}/practice/dowel-hinge/")
    before, after = sorted(living(page, "plan"), key=lambda one: str(one["starts_on"]))
    assert before == {**given["data"], "ended_on": MONDAY}
    assert after == {
        **given["data"],
        "items": [{"guide": "dowel-hinge", "reps": 10, "rounds": 1, "tempo": 100, "days": [1, 3, 5]}],
        "starts_on": MONDAY,
        "given_by": "",
        "words": "",
    }
    device.open("/")
    assert due(page) == [("dowel-hinge", "10", False)]


def test_after_the_last_guide_come_fewer_days_then_none_of_hinge(device: Device) -> None:
    last = [done(f"2026-11-{day}", "own-activity") for day in (18, 20, 22)]
    page = open_at(device, NOW, *last, planned(item("own-activity", reps=15)))
    page.get_by_role("button", name="Plan fewer days").click()
    expect(page.get_by_text("This week: 0 done, 2 planned.")).to_be_visible()
    assert [one["items"][0]["days"] for one in living(page, "plan") if one["ended_on"] is None] == [[1, 5]]
    kept = [done(day, "own-activity") for day in (MONDAY, "2026-12-04", "2026-12-07")]
    add_records(page, *kept)
    go_to(page, "2026-12-11T19:00:00+01:00")
    expect(page.get_by_role("heading", name="You can do this without Hinge")).to_be_visible()
    expect(page.get_by_role("link", name="End your plan")).to_have_attribute("href", "/plan/")
    assert violations(page) == []
    page.get_by_role("button", name="Go on for now").click()
    expect(page.get_by_role("heading", name="You can do this without Hinge")).to_be_hidden()


def practise(page: Page, count: int, before: int, after: int) -> None:
    """Practise what the page leads to with `count` repetitions, and come back to Today."""
    orange_button = page.locator(".button.primary:visible")
    orange_button.click()
    choose_pain(page, before)
    press_begin(page)
    press(page, count)
    finish(page)
    choose_pain(page, after)
    expect(page.get_by_test_id("saved")).to_be_visible()
    page.get_by_role("link", name="Back to Today").click()


def test_two_weeks_of_a_plan_less_once_and_then_going_on(device: Device) -> None:
    page = open_at(device, "2026-11-16T18:00:00+01:00", planned(item("wall-tap", reps=3), starts_on="2026-11-16"))
    practise(page, 3, before=2, after=3)
    expect(page.get_by_text("Next: Wednesday 18 November.")).to_be_visible()
    assert due(page) == [("wall-tap", "3", True)]

    go_to(page, "2026-11-17T08:00:00+01:00")
    answer(page, 2)
    expect(page.get_by_text("Nothing is due today: rest is part of it.")).to_be_visible()
    expect(page.get_by_role("heading", name="Go on like this")).to_be_visible()

    go_to(page, "2026-11-18T18:00:00+01:00")
    practise(page, 3, before=2, after=3)
    go_to(page, "2026-11-19T08:00:00+01:00")
    answer(page, 5)
    expect(page.get_by_role("heading", name="Less next time")).to_be_visible()
    assert orange(page) == []

    go_to(page, "2026-11-20T18:00:00+01:00")
    assert orange(page) == ["Practise 2 repetitions, slower and smaller"]
    practise(page, 2, before=2, after=2)
    assert due(page) == [("wall-tap", "3", True)]
    expect(page.get_by_text("This week: 3 done, 3 planned.")).to_be_visible()
    go_to(page, "2026-11-21T08:00:00+01:00")
    answer(page, 2)

    for day, next_day in ((23, 24), (25, 26)):
        go_to(page, f"2026-11-{day}T18:00:00+01:00")
        assert orange(page) == ["Practise"]
        practise(page, 3, before=2, after=2)
        go_to(page, f"2026-11-{next_day}T08:00:00+01:00")
        answer(page, 1)
        expect(page.get_by_role("heading", name="Go on like this")).to_be_visible()

    go_to(page, "2026-11-27T18:00:00+01:00")
    assert orange(page) == ["Go on to Hip hinge"]
    start(page).click()
    expect(page).to_have_url(f"{device.server.url}/practice/{GUIDE}/")
    device.open("/")
    assert due(page) == [(GUIDE, "15", False)]
    expect(page.get_by_text("This week: 2 done, 3 planned.")).to_be_visible()
    assert len(living(page, "session")) == len(living(page, "check")) == 5


@pytest.mark.worker
def test_without_a_network_it_is_all_the_same(device: Device) -> None:
    device.expect_problem(OFFLINE)
    last = done()
    page = open_at(device, NOW, last, planned())
    device.wait_until_offline_ready()
    device.context.set_offline(True)
    page.reload()
    assert due(page) == [(GUIDE, "12", False)]
    answer(page, 7)
    expect(page.get_by_role("heading", name="Less today")).to_be_visible()
    page.get_by_role("link", name="Practise 8 repetitions, slower and smaller").click()
    expect(page.get_by_test_id("begin").or_(page.get_by_test_id("ask-next")).first).to_be_visible()


def test_what_one_device_was_told_the_other_does_not_ask(new_device: NewDevice) -> None:
    phone, tablet = pair(new_device)
    page = open_at(phone, NOW, done(), planned())
    sync(page)
    other = open_at(tablet, NOW)
    sync(other)
    expect(question(other)).to_be_visible()
    answer(page, 6)
    expect(page.get_by_role("heading", name="Less today")).to_be_visible()
    sync(page)
    sync(other)
    expect(question(other)).to_be_hidden()
    expect(other.get_by_role("heading", name="Less today")).to_be_visible()
    expect_quiet(phone, tablet)


def test_two_devices_that_answer_apart_come_to_the_later_answer(new_device: NewDevice) -> None:
    phone, tablet = pair(new_device)
    page = open_at(phone, NOW, done())
    sync(page)
    other = open_at(tablet, "2026-11-30T10:00:00+01:00")
    sync(other)
    for one in (page, other):
        expect(question(one)).to_be_visible()
    for device in (phone, tablet):
        device.context.set_offline(True)
        device.expect_problem(OFFLINE)
    answer(page, 6)
    answer(other, 2)
    for device in (phone, tablet):
        device.context.set_offline(False)
    sync(page)
    sync(other)
    sync(page)
    for one in (page, other):
        expect(one.get_by_role("heading", name="Go on like this")).to_be_visible()
        assert sorted(each["pain"] for each in living(one, "check")) == [2, 6]


def test_it_speaks_french(new_device: NewDevice) -> None:
    device = new_device(locale="fr-FR")
    page = open_at(device, NOW, done(), planned(), path="/fr/")
    expect(question(page)).to_contain_text("Comment va votre dos aujourd’hui ?".replace(" ?", "\u00a0?"))
    answer(page, 4)
    expect(page.get_by_role("heading", name="Moins aujourd’hui")).to_be_visible()
    less = page.get_by_role("link", name="Faire 8 répétitions, plus lentes et moins amples")
    expect(less).to_have_attribute("href", f"/fr/practice/{GUIDE}/#dose=reps:8,rounds:1,tempo:125")
    expect(page.locator(".today").get_by_role("link", name="Votre programme")).to_have_attribute("href", "/fr/plan/")
    assert violations(page) == []


def test_another_time_zone_changes_the_day_and_not_the_hours(new_device: NewDevice) -> None:
    device = new_device(timezone_id=None)
    session = device.context.new_cdp_session(device.page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "Europe/Berlin"})
    page = open_at(device, "2026-11-30T05:30:00+01:00", done(), planned())
    assert due(page) == [(GUIDE, "12", False)]
    expect(question(page)).to_be_hidden()
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "America/Los_Angeles"})  # 20:30 on Sunday
    page.clock.run_for(20_000)
    expect(page.get_by_text("Done for today.")).to_be_visible()
    assert due(page) == []
    expect(question(page)).to_be_hidden()
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "Asia/Tokyo"})
    page.clock.set_system_time("2026-11-30T06:10:00+01:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(question(page)).to_be_visible()
    answer(page, 2)
    (kept,) = living(page, "check")
    assert kept["at"].startswith("2026-11-30T14:1")
    assert kept["at"].endswith("+09:00")


def test_a_plan_that_is_changed_in_mid_week_counts_what_each_day_had(device: Device) -> None:
    old = planned(item("wall-tap"), ended_on="2026-12-02")
    new = planned(item(days=[3, 5, 6]), starts_on="2026-12-02")
    page = open_at(device, "2026-12-02T09:00:00+01:00", old, new, done(MONDAY, "wall-tap", pain_after=3))
    assert due(page) == [(GUIDE, "12", False)]
    expect(page.get_by_text("This week: 1 done, 4 planned.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_the_page_comes_up(new_device: NewDevice, width: int) -> None:
    device = new_device(viewport={"width": width, "height": 844})
    last = done()
    page = open_at(device, NOW, last, planned())
    page.add_init_script(SHIFTS)
    device.open("/")
    expect(question(page)).to_be_visible()
    assert page.evaluate("window.shifted") < 0.01
    answer(page, 6)
    page.reload()
    expect(page.get_by_role("heading", name="Less today")).to_be_visible()
    assert page.evaluate("window.shifted") < 0.01
