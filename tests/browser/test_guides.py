"""A guide as a person meets it: on a phone, on a wide screen and on paper."""

import re

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Locator, Page, expect

from .conftest import NewDevice
from .device import Device
from .site import GUIDES

pytestmark = pytest.mark.no_worker

MOVING = "() => !document.querySelector('[data-movement] svg').animationsPaused()"


def box(element: Locator) -> dict[str, float]:
    found = element.bounding_box()
    assert found
    x, y, width, height = found["x"], found["y"], found["width"], found["height"]
    return {"x": x, "y": y, "width": width, "right": x + width, "bottom": y + height}


def scroll_to_end(page: Page) -> None:
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")


def test_practise_stays_under_the_thumb_and_covers_nothing(device: Device) -> None:
    for slug in GUIDES:
        device.open(f"/guides/{slug}/")
        nav = box(device.page.get_by_role("navigation", name="Main"))
        for _ in range(2):
            practise = box(device.find("start-practice"))
            assert 500 < practise["y"] < practise["bottom"] <= nav["y"], slug
            scroll_to_end(device.page)
        end = box(device.page.locator("footer"))["bottom"]
        assert end < box(device.page.locator(".guide-begin"))["y"] + 1, slug  # a page scrolls by whole pixels


def test_practise_leads_to_the_practice(device: Device) -> None:
    device.open("/guides/")
    device.page.get_by_role("link", name="Foam-roller deadlift").click()
    device.find("start-practice").click()
    expect(device.page).to_have_url(re.compile("/practice/foam-roller-deadlift/$"))


def test_right_stands_beside_wrong_on_a_phone(device: Device) -> None:
    device.open("/guides/hip-hinge/")
    for pair in device.page.locator(".pair").all():
        right, wrong = box(pair.locator("figure.right")), box(pair.locator("figure.wrong"))
        assert right["y"] == wrong["y"]
        assert right["right"] < wrong["x"]


def test_the_figure_is_large_and_nothing_is_wider_than_the_phone(new_device: NewDevice) -> None:
    device = new_device(viewport={"width": 320, "height": 568})
    for slug in GUIDES:
        device.open(f"/guides/{slug}/")
        assert device.page.evaluate("document.documentElement.scrollWidth") == 320, slug
        assert all(box(step)["width"] >= 270 for step in device.page.locator(".steps svg").all()), slug


def test_the_movement_can_be_held_still(device: Device) -> None:
    device.open("/guides/hip-hinge/")
    button = device.page.locator("[data-movement] button")
    for words, moving in (("Hold still", True), ("Move again", False), ("Hold still", True)):
        expect(button).to_have_text(words, use_inner_text=True)
        assert device.page.evaluate(MOVING) is moving
        button.click()


def test_who_wants_less_motion_is_asked_nothing(new_device: NewDevice) -> None:
    device = new_device(reduced_motion="reduce")
    device.open("/guides/hip-hinge/")
    expect(device.page.locator("[data-movement] button")).to_be_hidden()
    expect(device.page.locator("[data-movement] svg")).to_be_visible()


def test_a_wide_window_keeps_practise_and_contents_in_sight(new_device: NewDevice) -> None:
    device = new_device(viewport={"width": 1280, "height": 800})
    device.open("/guides/foam-roller-deadlift/")
    device.page.get_by_role("link", name="Common mistakes").click()
    expect(device.page.get_by_role("heading", name="Common mistakes")).to_be_in_viewport()
    expect(device.find("start-practice")).to_be_in_viewport()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["/guides/", "/fr/guides/"])
def test_a_guide_is_one_sheet_of_paper(device: Device, path: str, paper: str) -> None:
    for slug in GUIDES:
        device.open(f"{path}{slug}/")
        device.page.keyboard.press("Control")  # whoever presses it may be about to print
        expect(device.page.locator(".guide-code svg")).to_have_count(1)
        (sheet,) = pypdfium2.PdfDocument(device.page.pdf(format=paper))
        (code,) = zxingcpp.read_barcodes(sheet.render(scale=3).to_pil())
        assert code.text == device.page.url, "and it leads back to the same guide"


def test_a_button_prints_a_guide_once_its_code_is_there(new_device: NewDevice) -> None:
    device = new_device(viewport={"width": 1280, "height": 800})
    device.open("/guides/hip-hinge/")
    page = device.page
    page.evaluate("""() => { window.print = () => {
      document.body.dataset.printed = document.querySelectorAll('.guide-code svg').length;
    }; }""")
    page.get_by_role("button", name="Print").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "1")
    expect(page.locator(".guide-code")).to_be_hidden()


def test_paper_is_white_whatever_the_theme(device: Device) -> None:
    device.open("/guides/hip-hinge/")
    device.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    device.page.emulate_media(media="print")
    page = device.page.locator("html")
    expect(page).to_have_css("color", "rgb(22, 32, 42)")
    expect(page).to_have_css("background-color", "rgb(255, 255, 255)")
    for hidden in (".guide-begin", ".guide-movement svg", ".site-nav"):
        expect(device.page.locator(hidden)).to_be_hidden()
    for shown in ("3 seconds down, 1 still, 2 up", "call the emergency number", "Stop for today when"):
        expect(device.page.get_by_text(shown)).to_be_visible()
