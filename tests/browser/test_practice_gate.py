"""The signs that need a person stand before the first practice, and pain says what to do."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import NewDevice
from .device import Device
from .practising import DRILL, begin, choose_pain, expect_count, press, press_begin, wait_for_start

pytestmark = pytest.mark.no_worker

READ = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await (await openStore()).setting('signs-read')) ?? null;
}"""
FORGET = """async (version) => {
  const { openStore } = await import('/static/js/records/store.js');
  await (await openStore()).set('signs-read', { version, day: '2026-01-01' });
}"""


def signs(page: Page) -> Any:
    return page.get_by_role("region", name="Before your first practice")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_signs_come_first_and_nothing_covers_them(new_device: NewDevice, scheme: str) -> None:
    device = new_device(color_scheme=scheme)
    device.open(DRILL)
    wait_for_start(device.page)
    go_on = device.find("ask-next")
    expect(go_on).to_have_accessible_name("None of these, or checked: go on")
    expect(device.find("begin")).to_be_hidden()
    last = device.page.get_by_text("pain that is worse at night")
    assert last.bounding_box()["y"] + last.bounding_box()["height"] <= go_on.bounding_box()["y"]  # type: ignore[index]
    assert violations(device.page) == []


def test_going_on_says_that_they_were_read_and_they_do_not_come_back(device: Device) -> None:
    page = begin(device)
    press(page)
    device.find("finish").click()
    device.open(DRILL)
    wait_for_start(page)
    expect(device.find("begin")).to_have_accessible_name("Begin")
    expect(signs(page)).to_be_hidden()
    expect(page.get_by_role("link", name="When not to practise")).to_be_visible()
    kept = page.evaluate(READ)
    assert re.fullmatch("[0-9a-f]{8}", kept["version"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept["day"])

    page.evaluate(FORGET, "of-old")
    device.open(DRILL)
    expect(signs(page)).to_be_visible()
    device.find("ask-next").click()
    expect(device.find("begin")).to_be_visible()
    expect(device.find("begin")).to_be_in_viewport(ratio=1)


def test_who_has_one_of_the_signs_is_told_what_to_do_and_has_read_nothing(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    wait_for_start(page)
    page.get_by_role("button", name="One of these", exact=True).click()
    number = page.get_by_role("region", name="What to do now").get_by_role("link", name=re.compile(r"^\d{3}$"))
    expect(number).to_have_attribute("href", re.compile(r"^tel:\d{3}$"))
    expect(signs(page)).to_be_hidden()
    expect(device.find("begin").or_(device.find("ask-next")).and_(page.locator(":visible"))).to_have_count(0)
    device.open(DRILL)
    expect(signs(page)).to_be_visible()
    assert page.evaluate(READ) is None


def test_a_practice_that_was_cut_short_goes_on_without_them(device: Device) -> None:
    page = begin(device)
    press(page, 2)
    expect_count(page, 2)
    page.evaluate(FORGET, "of-old")
    device.open(DRILL)
    expect(device.find("begin")).to_have_accessible_name("Go on")
    expect(signs(page)).to_be_hidden()
    press_begin(device.page)
    press(page)
    expect_count(page, 3)
    assert page.evaluate(READ)["version"] == "of-old"


def test_where_nothing_is_kept_it_begins_all_the_same(device: Device) -> None:
    device.page.add_init_script("delete window.indexedDB; delete Window.prototype.indexedDB")
    page = begin(device)
    press(page)
    expect_count(page, 1)


def test_a_number_says_what_to_do(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    wait_for_start(page)
    said = page.locator("#start").get_by_role("status").filter(has_text=re.compile("."))
    meant = page.locator("#start [data-meant]")
    expect(meant).to_have_count(0)
    for level, words in ((3, "Go on."), (4, "Make it smaller and slower."), (6, "Leave it for today.")):
        choose_pain(page, level)
        expect(meant).to_contain_text(words)
        expect(said).to_have_text(words)
    choose_pain(page, "skip")
    expect(meant).to_have_count(0)
    expect(said).to_have_count(0)
