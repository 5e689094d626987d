"""No word is cut off, leaves its box or lies upon another, in any window and with text twice as large."""

import pytest
from playwright.sync_api import expect

from ..support.phones import check, plan
from .coached import LEAD_MS, choose, pass_time
from .conftest import NewDevice
from .fitting import LONG_PAGES, faults
from .logbook import NOW, add_records, practice, reps
from .practising import DRILL, act, choose_pain, finish, press, press_begin
from .site import PAGES

pytestmark = pytest.mark.no_worker

LANGUAGES = ("en-GB", "fr-FR")


def in_language(path: str, locale: str) -> str:
    return f"/fr{path}" if locale.startswith("fr") else path


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_page(new_device: NewDevice, locale: str) -> None:
    device = new_device(locale=locale, reduced_motion="reduce")
    found = []
    for path in PAGES:
        device.open(in_language(path, locale))
        found += faults(device.page, path, LONG_PAGES)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_pages_that_know_someone(new_device: NewDevice, locale: str) -> None:
    device = new_device(locale=locale, reduced_motion="reduce")
    page = device.page
    device.context.clock.install(time=NOW)
    device.open(in_language("/history/", locale))
    add_records(
        page,
        practice("2036-05-01", guide="hip-hinge", sets=reps(both=1000)),
        practice("2026-11-22", sets=reps(left=15, right=15), pain_before=4, pain_after=10, note="Trop lourd"),
        *(
            practice(f"2026-11-{day}", sets=reps(left=1000, right=1000, both=1000), pain_before=5)
            for day in range(10, 17)
        ),
        plan(starts_on="2026-11-10", activities=["mettre mes chaussettes", "W" * 80]),
        check(at="2026-11-11T08:00:00.000+01:00", activities=[{"text": "mettre mes chaussettes", "score": 10}]),
        check(at="2026-11-21T08:00:00.000+01:00", activities=[{"text": "mettre mes chaussettes", "score": 0}]),
    )
    expect(page.locator("[data-future]")).to_be_visible()
    for summary in page.locator(".numbers summary:visible").all():
        summary.click()
    found = faults(page, "history")
    page.get_by_test_id("session").first.locator("[data-action='edit']").click()
    found += faults(page, "the sheet of a session")
    page.locator("dialog[open] [value='cancel']").click()
    page.get_by_test_id("check").first.locator("[data-action='edit']").click()
    found += faults(page, "the sheet of a check")
    page.locator("dialog[open] [value='delete']").click()
    expect(page.locator(".undo-line")).to_be_visible()
    found += faults(page, "a deletion to be taken back")
    device.open(in_language("/", locale))
    expect(page.locator("[data-today=back]")).to_be_visible()
    found += faults(page, "Today")
    device.open(in_language("/settings/", locale))
    page.get_by_test_id("sync-on").click()
    page.get_by_test_id("pair").click()
    expect(page.get_by_test_id("pair-code")).not_to_be_empty()
    for summary in page.locator("summary:visible").all():
        summary.click()
    found += faults(page, "settings with sync")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_state_of_a_practice(new_device: NewDevice, locale: str) -> None:
    device = new_device(locale=locale, reduced_motion="reduce")
    device.open(in_language(DRILL, locale))
    page = device.page
    found = []
    for question in ("signs", "pain", "counting", "stance"):
        expect(page.locator(f'[data-asks="{question}"]')).to_be_visible()
        found += faults(page, question)
        if question == "pain":
            choose_pain(page, 6)
            found += faults(page, "pain of 6")
        if question != "stance":
            device.find("ask-next").click()
    page = choose(device, "tap", in_language(DRILL, locale))
    found += faults(page, "before")
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    found += faults(page, "ready")
    press(page)
    found += faults(page, "set")
    act(page, "pause")
    found += faults(page, "paused")
    act(page, "resume")
    press(page, 14)
    found += faults(page, "counted")
    pass_time(page, 2_500)
    found += faults(page, "switch")
    press(page)
    found += faults(page, "right")
    device.open(in_language(DRILL, locale))
    expect(page.locator(".unfinished")).to_be_visible()
    found += faults(page, "cut short")
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    press(page, 14)
    expect(device.find("saved")).to_be_visible()
    found += faults(page, "reached")
    finish(page)
    found += faults(page, "done")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("counter", ["pace", "motion"])
@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_set_that_nobody_taps(new_device: NewDevice, locale: str, counter: str) -> None:
    device = new_device(locale=locale, reduced_motion="reduce")
    page = choose(device, counter, in_language(DRILL, locale))
    found = faults(page, f"{counter}, before")
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    found += faults(page, f"{counter}, ready")
    if counter == "motion":
        page.keyboard.press("Enter")  # opens the lock
    press(page)
    pass_time(page, LEAD_MS + 500)
    found += faults(page, f"{counter}, set")
    if counter == "motion":
        page.keyboard.press("Enter")
    act(page, "pause")
    found += faults(page, f"{counter}, paused")
    assert not found, "\n".join(found)
