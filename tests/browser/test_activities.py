"""What a person wants to do again: each activity of the plan is scored, one tap each, and nothing gets lost."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ..support.phones import Envelope, check, plan
from .axe import violations
from .conftest import NewDevice
from .device import Device
from .logbook import add_records, open_with
from .phone import living

pytestmark = pytest.mark.no_worker

ACTIVITIES = ["putting on socks", "an hour in the car", "lifting the child"]


def my_plan(activities: list[str] = ACTIVITIES, starts_on: str = "2026-11-20", **changes: Any) -> Envelope:
    return plan(**{"starts_on": starts_on, "review_on": None, "activities": activities, **changes})


def scored(at: str, **changes: Any) -> Envelope:
    """A check with nothing but scores."""
    return check(**{"at": at, "session": None, "pain": None, "tilts": [], "note": "", **changes})


def question(page: Page) -> Locator:
    return page.locator("[data-scoring]")


def answer(page: Page, score: int) -> None:
    question(page).get_by_role("button", name=str(score), exact=True).click()


def test_each_activity_is_one_tap_and_all_answers_are_one_check(device: Device) -> None:
    page = open_with(device, "/", my_plan())
    expect(question(page).get_by_text("1 of 3: How well can you do this now? putting on socks")).to_be_visible()
    answer(page, 4)
    expect(question(page).get_by_text("2 of 3: How well can you do this now? an hour in the car")).to_be_focused()
    answer(page, 0)
    expect(question(page).get_by_text("lifting the child")).to_be_visible()
    answer(page, 10)
    expect(question(page).get_by_text("Kept.")).to_be_focused()
    expect(question(page).get_by_role("button", name="0", exact=True)).to_be_hidden()
    (kept,) = living(page, "check")
    scores = list(zip(ACTIVITIES, (4, 0, 10), strict=True))
    assert kept["activities"] == [{"text": text, "score": score} for text, score in scores]
    assert {**kept, "at": "", "activities": []} == {
        "at": "", "session": None, "pain": None, "activities": [], "tilts": [], "note": ""
    }  # fmt: skip
    assert kept["at"].startswith("2026-11-22T18:3")
    page.reload()
    expect(page.locator("[data-today='back']")).to_be_attached()
    expect(question(page)).to_be_hidden()


def test_the_page_of_the_plan_asks_too(device: Device) -> None:
    page = open_with(device, "/plan/", my_plan(ACTIVITIES[:1]))
    expect(question(page)).to_contain_text("putting on socks")
    assert violations(page) == []
    answer(page, 4)
    expect(question(page).get_by_text("Kept.")).to_be_focused()
    assert [one["activities"] for one in living(page, "check")] == [[{"text": "putting on socks", "score": 4}]]
    device.find("plan-end").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.reload()
    expect(page.locator("[data-plan='none']")).to_be_attached()
    expect(question(page)).to_be_hidden()


def test_a_page_that_is_closed_between_two_answers_goes_on_in_the_same_check(device: Device) -> None:
    page = open_with(device, "/", my_plan())
    answer(page, 4)
    expect(question(page).get_by_text("an hour in the car")).to_be_visible()
    device.context.new_page()
    page.close()
    device.page = device.context.pages[-1]
    device.open("/")
    page = device.page
    expect(question(page).get_by_text("2 of 3: How well can you do this now? an hour in the car")).to_be_visible()
    answer(page, 5)
    answer(page, 6)
    expect(question(page).get_by_text("Kept.")).to_be_visible()
    (kept,) = living(page, "check")
    assert [one["score"] for one in kept["activities"]] == [4, 5, 6]


def test_a_tap_beside_the_number_is_set_right(device: Device) -> None:
    page = open_with(device, "/", my_plan())
    answer(page, 9)
    expect(question(page).get_by_text("an hour in the car")).to_be_visible()
    question(page).get_by_role("button", name="Change it").click()
    expect(question(page).locator("[data-field='activity']")).to_have_text("putting on socks")
    answer(page, 3)
    expect(question(page).locator("[data-field='activity']")).to_have_text("an hour in the car")
    (kept,) = living(page, "check")
    assert kept["activities"] == [{"text": "putting on socks", "score": 3}]


def test_not_now_ends_it_for_the_day_and_keeps_what_was_answered(device: Device) -> None:
    page = open_with(device, "/", my_plan())
    answer(page, 4)
    question(page).get_by_role("button", name="not now").click()
    expect(question(page).get_by_text("Kept.")).to_be_visible()
    page.reload()
    expect(page.locator("[data-today='back']")).to_be_attached()
    expect(question(page)).to_be_hidden()
    assert [one["score"] for one in living(page, "check")[0]["activities"]] == [4]
    page.clock.set_system_time("2026-11-23T09:00:00+01:00")
    page.reload()
    expect(question(page).get_by_text("1 of 2: How well can you do this now? an hour in the car")).to_be_visible()


def test_it_is_asked_after_two_weeks_and_at_the_review_and_by_no_plan_not_at_all(device: Device) -> None:
    both = [{"text": text, "score": 5} for text in ACTIVITIES[:2]]
    page = open_with(
        device,
        "/",
        my_plan(ACTIVITIES[:2], "2026-11-01", review_on="2026-12-01"),
        scored("2026-11-09T09:00:00.000+01:00", activities=both),
    )
    expect(page.locator("[data-today='back']")).to_be_attached()
    expect(question(page)).to_be_hidden()
    for day in ("2026-11-23", "2026-12-01"):
        page.clock.set_system_time(f"{day}T09:00:00+01:00")
        page.reload()
        expect(question(page).get_by_text("1 of 2")).to_be_visible()
        answer(page, 6)
        expect(question(page).get_by_text("2 of 2")).to_be_visible()
        answer(page, 6)
        expect(question(page).get_by_text("Kept.")).to_be_visible()
    assert len(living(page, "check")) == 3


HOSTILE = [
    "<img src=x onerror=\"document.title='broken'\">",
    "W" * 80,
    "🦵" * 80,
    "לגרוב גרביים (בבוקר)",
    "{n} $& </b> %s &amp;",
]


@pytest.mark.parametrize("width", [320, 1280])
def test_whatever_a_person_writes_is_shown_as_they_wrote_it(new_device: NewDevice, width: int) -> None:
    device = new_device(viewport={"width": width, "height": 800})
    page = open_with(device, "/", my_plan(HOSTILE))
    for text in HOSTILE:
        expect(question(page).locator("[data-field='activity']")).to_have_text(text)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page) == []
        answer(page, 7)
    expect(question(page).get_by_text("Kept.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    (kept,) = living(page, "check")
    assert [one["text"] for one in kept["activities"]] == HOSTILE
    assert page.title() != "broken"


def test_two_tabs_and_another_device_ask_nothing_twice(device: Device) -> None:
    page = open_with(device, "/", my_plan())
    expect(question(page).get_by_text("1 of 3")).to_be_visible()
    other = scored("2026-11-22T08:00:00.000+01:00", activities=[{"text": "putting on socks", "score": 2}])
    add_records(page, other)
    expect(question(page).get_by_text("2 of 3: How well can you do this now? an hour in the car")).to_be_visible()
    answer(page, 3)
    expect(question(page).get_by_text("3 of 3")).to_be_visible()
    (kept,) = living(page, "check")
    assert [one["score"] for one in kept["activities"]] == [2, 3]


def test_a_full_phone_keeps_the_question(device: Device) -> None:
    page = open_with(device, "/", my_plan())
    expect(question(page).get_by_text("1 of 3")).to_be_visible()
    page.evaluate("""() => {
      IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    }""")
    answer(page, 4)
    expect(page.get_by_text("This device is full")).to_be_visible()
    expect(question(page).get_by_text("1 of 3: How well can you do this now? putting on socks")).to_be_visible()
    assert living(page, "check") == []
