"""A patient takes a plan from a link: once, as text, and with what is wrong told."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewDevice
from .device import Device
from .fitting import faults
from .phone import living, records
from .prescribing import NAME, in_force, link_on, prescribe, take

pytestmark = pytest.mark.no_worker


def test_a_plan_in_force_is_ended_only_when_the_person_says_so(new_device: NewDevice) -> None:
    link = link_on(prescribe(new_device()))
    his = new_device()
    his.open("/plan/")
    his.find("plan-suggest").click()
    expect(his.find("plan")).to_be_visible()
    his.page.goto(link)  # the address of the open page changes, and nothing else
    his.find("plan-take").click()
    expect(his.page.locator("[data-part=replaces]")).to_be_focused()
    expect(his.page.get_by_text("You have a plan already")).to_be_visible()
    assert [plan["given_by"] for plan in in_force(his.page)] == [""]
    his.find("plan-take").click()
    expect(his.find("plan")).to_have_attribute("data-given-by", NAME)
    assert [plan["given_by"] for plan in in_force(his.page)] == [NAME]
    assert len(living(his.page, "plan")) == 2


def test_a_link_that_is_taken_twice_makes_one_plan(new_device: NewDevice) -> None:
    link = link_on(prescribe(new_device()))
    his = new_device()
    his.page.goto(link)
    other = his.context.new_page()
    other.goto(link)
    expect(other.get_by_test_id("plan-take")).to_be_enabled()
    take(his, link)
    expect(other.get_by_text("You have taken this plan already.")).to_be_visible()
    expect(other.get_by_test_id("plan")).to_be_visible()
    his.page.goto(link)
    expect(his.page.get_by_text("You have taken this plan already.")).to_be_visible()
    assert len(living(his.page, "plan")) == 1
    his.find("plan-end").click()
    expect(his.page.get_by_text("The plan has ended.")).to_be_visible()
    take(his, link)
    assert (len(living(his.page, "plan")), len(in_force(his.page))) == (2, 1)


ODD = """async (changes) => {
  const { toFragment } = await import('/static/js/plan/link.js');
  const item = { guide: 'hip-hinge', reps: 10, rounds: 1, tempo: 100, days: [1, 2, 3, 4, 5, 6, 7] };
  const plan = { items: [item], starts_on: '2026-01-01', review_on: null, remind_at: null, activities: [] };
  return toFragment({ ...plan, given_by: '', words: '', ...changes(item) });
}"""


def fragment_with(page: Page, changes: str) -> str:
    """The fragment of a plan with `changes`, a JavaScript object that may name `item`."""
    return str(page.evaluate(f"({ODD})((item) => ({changes}))"))


def test_what_a_link_brings_is_text(device: Device) -> None:
    device.open("/plan/")
    page = device.page
    html = "<img src=x onerror=alert(1)><b>Dr.</b>"
    fragment = fragment_with(
        page,
        f"{{ given_by: '\\u202e' + {html!r}, words: '\\u202e' + 'x'.repeat(499), "
        "activities: ['<script>alert(1)</script>'], items: [{ ...item, guide: 'nordic-walk' }, item] }",
    )
    device.open(f"/plan/#{fragment}")
    plan = page.locator("[data-received=plan]")
    expect(plan).to_contain_text(f"Advised by {html}")
    expect(plan.locator("img, script")).to_have_count(0)
    expect(plan).to_contain_text("nordic-walk")
    expect(plan).to_contain_text("Hinge does not know all of these exercises here.")
    assert faults(page, "a hostile plan") == []
    device.find("plan-take").click()
    expect(device.find("plan")).to_have_attribute("data-guides", "nordic-walk hip-hinge")
    assert [item["guide"] for item in in_force(page)[0]["items"]] == ["nordic-walk", "hip-hinge"]
    device.open("/practice/hip-hinge/")
    expect(page.locator('[data-dose="other"]')).to_contain_text(f"Advised by {html}:")
    device.open("/report/")  # a name that turns the writing around does not turn the dose around
    expect(page.locator("[data-plans]")).to_contain_text(f"advised by {html}: nordic-walk 1 × 10, 7 days a week")


def test_a_link_that_can_not_be_read_says_what_to_do(device: Device) -> None:
    device.open("/plan/")
    page = device.page
    whole = fragment_with(page, "{}")
    for fragment in (whole[:-1], whole[1:], "A" * 80_000, "." * 80_000 + "x", "%3Cscript%3E"):
        device.open(f"/plan/#{fragment}")
        expect(page.get_by_text("This link is not complete")).to_be_visible()
        expect(page.locator("[data-plan=none]")).to_be_visible()
    device.open(f"/plan/#{fragment_with(page, '{ starts_on: `9999-12-31` }')}")
    expect(page.get_by_text("begins in more than a year: on 31 Dec 9999")).to_be_visible()
    expect(page.get_by_role("heading", name="A plan for you")).to_be_hidden()
    device.open("/plan/")
    page.evaluate("location.hash = 'main'")  # a place of the page
    expect(page.locator("[data-received]:visible")).to_have_count(0)
    page.evaluate("(one) => { location.hash = one; }", whole)
    expect(page.get_by_role("heading", name="A plan for you")).to_be_focused()
    expect(page.get_by_text("It does not say who made it.")).to_be_visible()
    assert records(page) == []
