"""The guess before the retest: asked before degrees are shown, told beside the result, kept on the phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from .device import Device
from .phone import records
from .test_depth import open_page, retest

pytestmark = pytest.mark.no_worker


def guess(page: Page, answer: str) -> None:
    """Tap an answer as a finger does: on its label."""
    page.locator(".depth-guess label", has_text=answer).click()


def test_a_guess_is_told_beside_the_result_and_after_a_reload(device: Device) -> None:
    page = open_page(device)
    guess(page, "60°")
    retest(page, 44, 38, 41)
    told = re.compile(r"^You thought 60°, it was 4[2-6]°\.$")
    expect(page.locator("[data-screen=result] [data-guessed]")).to_have_text(told)
    expect(page.locator('p[data-kept="yes"]')).to_be_visible()
    page.reload()
    expect(page.locator("[data-earlier] li [data-guessed]")).to_have_text("you thought 60°")
    assert "guess" not in str(records(page))


def test_without_a_guess_nothing_is_said_of_one_and_each_measurement_asks_anew(device: Device) -> None:
    page = open_page(device)
    expect(page.get_by_role("radio", name="No guess")).to_be_checked()
    retest(page, 44, 38, 41)
    expect(page.get_by_test_id("best")).to_be_visible()
    expect(page.locator("[data-guessed]:visible")).to_have_count(0)
    page.get_by_role("button", name="Measure again").click()
    guess(page, "50°")
    retest(page, 52, 55, 50)
    expect(page.locator("[data-screen=result] [data-guessed]")).to_have_text(re.compile("^You thought 50°"))
    page.get_by_role("button", name="Measure again").click()
    expect(page.get_by_role("radio", name="No guess")).to_be_checked()


def test_a_guess_goes_with_a_result_that_is_taken_out(device: Device) -> None:
    page = open_page(device)
    guess(page, "90°")
    retest(page, 44, 38, 41)
    page.get_by_role("button", name="Don’t keep this one").click()
    expect(page.get_by_text("Taken out.")).to_be_visible()
    kept = """async () => {
      const { openStore } = await import('/static/js/records/store.js');
      return (await openStore()).setting('guesses');
    }"""
    assert page.evaluate(kept) == {}


def test_the_guess_is_asked_in_french_and_its_answers_are_large_enough_for_a_thumb(device: Device) -> None:
    page = device.page
    page.set_viewport_size({"width": 390, "height": 844})
    device.open("/fr/depth/")
    answers = page.locator(".depth-guess label")
    expect(page.get_by_role("group", name="Jusqu’où, à votre avis ?")).to_be_visible()
    boxes = [answers.nth(i).bounding_box() for i in range(answers.count())]
    assert len(boxes) == 8
    assert all(box and box["width"] >= 48 and box["height"] >= 48 for box in boxes)
