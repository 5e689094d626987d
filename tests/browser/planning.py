"""Functions for tests of the plan's page: plans to begin with, and what a person does there."""

from typing import Any

from playwright.sync_api import Page, expect

from ..support.phones import Envelope, plan, record

TODAY = "2026-11-22"  # a Sunday
ITEM = {"guide": "hip-hinge", "reps": 12, "rounds": 2, "tempo": 133, "days": [1, 7]}
OWN: dict[str, Any] = {"starts_on": "2026-11-02", "review_on": "2026-12-14", "items": [ITEM]}


def body(**changes: Any) -> Envelope:
    """The data of a plan."""
    data: Envelope = plan(**{**OWN, **changes})["data"]
    return data


def planned(id: str = "019ad3f0-0000-7000-8000-000000000000", **changes: Any) -> Envelope:
    return record(id, device="seed", kind="plan", data=body(**changes))


def edit(page: Page) -> None:
    page.locator("[data-action=edit]:visible").click()
    expect(page.get_by_role("heading", name="In detail")).to_be_focused()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("plan")).to_be_visible()
