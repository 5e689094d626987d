"""*Right or wrong?*: ten computed pictures, told apart by eye or by ear, with the answer at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .device import Device
from .phone import records

SETTING = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await openStore()).setting('rightOrWrong');
}"""
WRONG = re.compile(r"curves|hollows|leans back|heels are off|knees bend by ([4-9]|1\d)\d|knees are pushed")
"""What one hears of the mistakes of the hip hinge."""
GIVEN_AWAY = re.compile("wrong|right|mistake", re.IGNORECASE)


def open_quiz(device: Device, guide: str = "hip-hinge", path: str = "/right-or-wrong/") -> Page:
    device.open(f"{path}#{guide}")
    expect(device.page.locator("[data-picture] svg")).to_be_visible()
    return device.page


def heard(page: Page) -> str:
    return page.locator("#quiz-seen").inner_text()


def play(page: Page, is_wrong: Callable[[str], bool]) -> list[str]:
    """Answer ten pictures by what is heard of each. What was said to each answer."""
    said = []
    for number in range(1, 11):
        expect(page.get_by_role("heading", name=f"Picture {number} of 10")).to_be_visible()
        answer = "Wrong" if is_wrong(heard(page)) else "Right"
        page.get_by_role("button", name=answer, exact=True).click()
        said.append(page.locator("[data-answer]").inner_text())
        page.get_by_role("button", name="Next").click()
    return said


@pytest.mark.no_worker
def test_who_hears_the_pictures_can_tell_each_of_them(device: Device) -> None:
    page = open_quiz(device)
    said = play(page, lambda words: bool(WRONG.search(words)))
    assert all(words.startswith("Well seen.") for words in said), said
    assert 3 <= sum("This is wrong." in words for words in said) <= 7
    expect(page.get_by_role("heading", name="10 of 10")).to_be_focused()
    expect(page.get_by_text("You got every picture right.")).to_be_visible()
    expect(page.locator("[data-missed]")).to_be_hidden()
    kept = page.evaluate(SETTING)["hip-hinge"]
    assert (kept["right"], kept["missed"]) == (10, [])
    assert records(page) == [], "a round is no record"


@pytest.mark.no_worker
def test_what_was_missed_leads_to_the_guide(device: Device) -> None:
    page = open_quiz(device)
    said = play(page, lambda words: False)
    wrong = sum("This is wrong." in words for words in said)
    expect(page.get_by_role("heading", name=f"{10 - wrong} of 10")).to_be_visible()
    links = page.locator("[data-missed] a")
    assert (wrong + 1) // 2 <= links.count() <= wrong
    title = links.first.inner_text()
    links.first.click()
    expect(page).to_have_url(re.compile(r"/guides/hip-hinge/#mistake-\d$"))
    expect(page.locator(":target h3")).to_have_text(title)
    device.open("/right-or-wrong/")
    expect(page.locator("[data-last=hip-hinge]")).to_have_text(f"last time {10 - wrong} of 10")
    expect(page.locator("[data-last=wall-tap]")).to_be_hidden()


@pytest.mark.no_worker
@pytest.mark.parametrize("guide", ["wall-tap", "dowel-hinge", "pick-it-up", "foam-roller-deadlift"])
def test_nothing_gives_a_picture_away_and_its_answer_shows_the_mark(device: Device, guide: str) -> None:
    page = open_quiz(device, guide)
    for _ in range(10):
        picture = page.locator("[data-picture]")
        assert not GIVEN_AWAY.search(picture.inner_html())
        assert not GIVEN_AWAY.search(heard(page))
        expect(picture.locator("[data-marks] *")).to_have_count(0)
        page.keyboard.press("w")
        expect(picture.locator("[data-marks] path").first).to_be_attached()
        is_wrong = "This is wrong." in page.locator("[data-answer]").inner_text()
        assert picture.locator("svg.mistake").count() == int(is_wrong)
        paths = picture.locator("path").evaluate_all("paths => paths.map((one) => one.getAttribute('d'))")
        assert all(path and "NaN" not in path and "undefined" not in path for path in paths)
        page.keyboard.press("Enter")
    expect(page.locator("[data-score]")).to_be_visible()


@pytest.mark.no_worker
def test_no_picture_comes_twice(device: Device) -> None:
    page = open_quiz(device)
    seen = set()
    for _ in range(2):
        for _ in range(10):
            seen.add(page.locator("[data-picture]").inner_html())
            page.keyboard.press("r")
            page.keyboard.press("Enter")
        page.get_by_role("button", name="Ten more").click()
    assert len(seen) == 20


@pytest.mark.no_worker
@pytest.mark.parametrize("width", [390, 1280])
def test_no_screen_keeps_anybody_out(device: Device, width: int) -> None:
    page = device.page
    page.set_viewport_size({"width": width, "height": 844})
    open_quiz(device)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    page.keyboard.press("r")
    found += violations(page)
    for _ in range(9):
        page.keyboard.press("Enter")
        page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator("[data-score]")).to_be_visible()
    assert found + violations(page) == []


@pytest.mark.no_worker
def test_an_address_without_a_known_guide_lets_one_choose(device: Device) -> None:
    for fragment in ("", "#nothing", "#%E0%A4%A", "#constructor"):
        device.open(f"/right-or-wrong/{fragment}")
        expect(device.page.get_by_role("link", name="Wall tap")).to_be_visible()
    device.page.get_by_role("link", name="Wall tap").click()
    expect(device.page.get_by_role("heading", name="Picture 1 of 10")).to_be_visible()
    device.page.go_back()
    device.page.keyboard.press("w")
    expect(device.page.get_by_role("link", name="Wall tap")).to_be_visible()


@pytest.mark.no_worker
def test_keys_answer_and_arrows_choose(device: Device) -> None:
    page = open_quiz(device)
    expect(page.get_by_role("heading", name="Picture 1 of 10")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Wrong")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Right")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("w")  # it has been answered
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Picture 2 of 10")).to_be_focused()


@pytest.mark.no_worker
def test_the_answers_are_under_the_thumb(device: Device) -> None:
    page = device.page
    page.set_viewport_size({"width": 390, "height": 844})
    open_quiz(device)
    boxes = [page.get_by_role("button", name=name, exact=True).bounding_box() for name in ("Right", "Wrong")]
    assert all(box and box["height"] >= 48 and box["width"] >= 150 for box in boxes)
    nav = page.locator(".site-nav").bounding_box()
    assert nav
    for box in boxes:
        assert box
        assert nav["y"] - 40 <= box["y"] + box["height"] <= nav["y"]


def test_a_guide_leads_to_its_pictures_with_no_network_and_in_french(device: Device) -> None:
    device.open("/fr/guides/wall-tap/")
    device.wait_until_offline_ready()
    device.context.set_offline(True)
    page = device.page
    page.get_by_role("link", name="Juste ou faux").first.click()
    expect(page.get_by_role("heading", name="Image 1 sur 10")).to_be_visible()
    for _ in range(10):
        page.keyboard.press("f")
        expect(page.locator("[data-answer]")).to_contain_text(re.compile("^(Bien vu|Non)"))
        page.keyboard.press("Enter")
    expect(page.locator("[data-score]")).to_have_text(re.compile(r"^\d sur 10$"))


@pytest.mark.no_worker
def test_where_little_fits_the_answers_do_not_cover_the_picture(device: Device) -> None:
    """A screen of 320 by 640 pixels has the room of half of that with text twice as large."""
    page = device.page
    page.set_viewport_size({"width": 320, "height": 480})
    open_quiz(device)
    picture, bar = page.locator("[data-picture] svg"), page.locator(".quiz-bar")
    picture.evaluate("(svg) => svg.scrollIntoView({ block: 'start' })")
    shown, below = picture.bounding_box(), bar.bounding_box()
    assert shown
    assert below
    assert shown["y"] + shown["height"] <= below["y"]
