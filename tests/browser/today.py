"""Functions for tests of Today as the coach: records to begin with, and what Today shows."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from ..support.phones import Envelope, check, plan
from .device import Device
from .logbook import add_records, practice, reps

MONDAY = "2026-11-30"
NOW = f"{MONDAY}T09:00:00+01:00"
GUIDE = "hip-hinge"


def open_at(device: Device, now: str, *kept: Envelope, path: str = "/") -> Page:
    """Today, or the page at `path`, at a moment, on a device with records."""
    device.context.clock.install(time=now)
    device.open("/history/")
    add_records(device.page, *kept)
    device.open(path)
    return device.page


def go_to(page: Page, now: str) -> None:
    """Today at a later moment."""
    page.clock.set_system_time(now)
    page.goto(page.url.split("#")[0])
    page.reload()


def done(day: str = "2026-11-29", guide: str = GUIDE, **changes: Any) -> Envelope:
    sets = reps(left=15, right=15) if guide == "foam-roller-deadlift" else reps(both=15)
    return practice(day, guide=guide, **{"pain_before": 2, "pain_after": 3, "sets": sets, **changes})


def told(session: Envelope, pain: int, at: str = f"{MONDAY}T08:00:00.000+01:00") -> Envelope:
    return check(at=at, session=session["id"], pain=pain, activities=[], tilts=[], note="")


def item(guide: str = GUIDE, **changes: Any) -> dict[str, Any]:
    return {"guide": guide, "reps": 12, "rounds": 1, "tempo": 100, "days": [1, 3, 5], **changes}


def planned(*items: dict[str, Any], **changes: Any) -> Envelope:
    dates = {"starts_on": "2026-11-02", "review_on": None, "ended_on": None, "given_by": "", **changes}
    return plan(items=list(items) or [item()], **dates)


def question(page: Page) -> Locator:
    return page.get_by_test_id("next-day")


def answer(page: Page, pain: int) -> None:
    page.locator(f'[data-testid="next-day-answer"][value="{pain}"]').click()
    expect(question(page)).to_be_hidden()  # once the answer is kept


def start(page: Page) -> Locator:
    return page.get_by_test_id("start-practice")


def due(page: Page) -> list[tuple[str | None, str | None, bool]]:
    """Guide and repetitions of what is due today, and whether it is done."""
    wait_until_known(page)
    return [
        (one.get_attribute("data-guide"), one.get_attribute("data-reps"), one.get_by_text("done").is_visible())
        for one in page.get_by_test_id("due").all()
    ]


def wait_until_known(page: Page) -> None:
    expect(page.locator("[data-today]")).not_to_have_attribute("data-today", "unknown")


def orange(page: Page) -> list[str]:
    wait_until_known(page)
    return page.locator(".button.primary:visible").all_inner_texts()
