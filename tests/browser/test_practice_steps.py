"""One question at a time before the first set, and what pain of 6 or more changes."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewDevice
from .device import Device
from .practising import DRILL, act, begin, choose_pain, press, press_begin, wait_for_start

pytestmark = pytest.mark.no_worker

OVER_THE_RULE = """() => {
  const rule = document.querySelector('#start [data-meant]');
  rule.scrollIntoView({ block: 'center' });
  const area = rule.getBoundingClientRect();
  const middle = area.top + area.height / 2;
  const at = [0.1, 0.5, 0.9].map((share) => document.elementFromPoint(area.left + share * area.width, middle));
  return at.filter((one) => !rule.contains(one) && !one.contains(rule)).map((one) => one.outerHTML.slice(0, 80));
}"""


def place(page: Page, words: str) -> None:
    expect(page.locator(".start-place")).to_have_text(words)


def asked(page: Page) -> list[str]:
    """What is asked on the screen: a heading or a legend each."""
    return page.locator("#start :is(h2, legend):visible").all_text_contents()


def test_a_first_visit_asks_one_question_at_a_time(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    wait_for_start(page)
    guides: list[str] = []
    page.on("request", lambda request: guides.append(request.url) if "/guides/" in request.url else None)
    place(page, "Question 1 of 4")
    assert asked(page) == ["Before your first practice"]
    for number, question in ((2, "How much does it hurt now?"), (3, "Who counts?"), (4, "How to stand")):
        device.find("ask-next").click()
        place(page, f"Question {number} of 4")
        assert asked(page) == [question]
        assert page.evaluate("document.activeElement.textContent") == question
    expect(device.find("ask-next")).to_be_hidden()
    expect(page.locator("[data-figure] svg")).to_be_visible()
    device.find("begin").click()
    expect(page.locator("[data-mover] svg")).to_be_visible()
    assert len(guides) == 1, "the figure of the question is that of the set: no moment without it"


def test_skip_is_quiet_and_an_answer_makes_going_on_the_orange_thing(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    wait_for_start(page)
    device.find("ask-next").click()
    ask = device.find("ask-next")
    expect(ask).to_have_accessible_name("Skip")
    expect(ask).to_contain_class("quiet")
    expect(page.locator("#start .button.primary:visible")).to_have_count(0)
    choose_pain(page, 2)
    expect(ask).to_have_accessible_name("Go on")
    expect(ask).to_contain_class("primary")


def test_a_reload_in_the_middle_asks_the_rest_one_at_a_time(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    wait_for_start(page)
    device.find("ask-next").click()
    device.find("ask-next").click()
    page.reload()
    wait_for_start(page)
    place(page, "Question 2 of 4")
    act(page, "back")
    place(page, "Question 1 of 4")


def test_later_practices_begin_with_one_press(device: Device) -> None:
    page = begin(device)
    press(page)
    device.find("finish").click()
    device.open(DRILL)
    wait_for_start(page)
    assert asked(page) == ["How much does it hurt now?", "Who counts?"]
    expect(device.find("ask-next")).to_be_hidden()
    expect(page.locator(".start-place")).to_be_hidden()
    device.find("begin").click()
    expect(device.find("rep")).to_be_visible()


def test_enter_in_the_answers_goes_on_but_never_past_pain_of_six(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    choose_pain(page, 6)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Leave it for today")).to_be_focused()
    place(page, "Question 2 of 4")
    choose_pain(page, 5)
    page.keyboard.press("Enter")
    place(page, "Question 3 of 4")
    page.locator("input[name=counter]:checked").focus()
    page.keyboard.press("Enter")
    place(page, "Question 4 of 4")


def expect_leaving_is_orange(page: Page) -> None:
    expect(page.locator("#start .button.primary:visible")).to_have_text(["Leave it for today"])
    expect(page.get_by_role("button", name="Practise anyway")).to_contain_class("quiet")


def test_pain_of_six_makes_leaving_it_the_orange_thing(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    choose_pain(page, 6)
    expect_leaving_is_orange(page)
    page.get_by_role("button", name="Practise anyway").click()
    place(page, "Question 3 of 4")
    act(page, "back")
    page.get_by_role("button", name="Leave it for today").click()
    expect(page.get_by_role("heading", name="Left for today")).to_be_focused()
    expect(page.get_by_role("button", name="Begin")).to_be_hidden()
    expect(device.find("ask-next")).to_be_hidden()


SIZES = [(390, 844), (844, 390), (320, 568), (320, 480), (320, 256), (1280, 800), (1280, 500)]


@pytest.mark.parametrize("text", [100, 200])
def test_no_button_covers_the_row_that_says_to_leave_it(new_device: NewDevice, text: int) -> None:
    device = new_device()
    page = begin(device)
    press(page)
    device.find("finish").click()
    device.open(DRILL)
    page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", f"{text}%")
    choose_pain(page, 6)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OVER_THE_RULE) == [], (width, height)
        for button in page.locator("#start button:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 48, (width, height, button.inner_text())


def test_hands_that_are_busy_are_led_until_another_is_chosen_for_that_guide(device: Device) -> None:
    page = device.page

    def chosen(guide: str) -> str | None:
        device.open(f"/practice/{guide}/")
        wait_for_start(page)
        return page.locator("input[name=counter]:checked").get_attribute("value")

    assert chosen("foam-roller-deadlift") == "pace"
    assert chosen("wall-tap") == "pace"
    assert chosen("hip-hinge") == "tap"
    page.evaluate("document.querySelector('input[name=counter][value=motion]').click()")
    assert chosen("foam-roller-deadlift") == "pace"
    page.evaluate("document.querySelector('[data-faster=\"1\"]').click()")
    page.evaluate("document.querySelector('input[name=counter][value=tap]').click()")
    assert chosen("foam-roller-deadlift") == "tap"
    assert chosen("hip-hinge") == "motion"


def test_another_tempo_is_no_choice_of_who_counts(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    wait_for_start(page)
    page.evaluate("document.querySelector('[data-faster=\"1\"]').click()")
    device.open("/practice/hip-hinge/")
    wait_for_start(page)
    assert page.locator("input[name=counter]:checked").get_attribute("value") == "tap"


def test_what_was_chosen_before_each_guide_had_a_choice_still_holds(device: Device) -> None:
    device.open("/practice/hip-hinge/")
    page = device.page
    page.evaluate("""async () => {
      const { openStore } = await import('/static/js/records/store.js');
      await (await openStore()).set('counting', { counter: 'motion', percent: 150 });
    }""")
    device.open("/practice/hip-hinge/")
    wait_for_start(page)
    assert page.locator("input[name=counter]:checked").get_attribute("value") == "motion"
    device.open(DRILL)
    wait_for_start(page)
    assert page.locator("input[name=counter]:checked").get_attribute("value") == "pace"


def test_a_practice_that_another_tab_begins_is_offered_in_the_middle_of_the_questions(device: Device) -> None:
    device.open(DRILL)
    page = device.page
    wait_for_start(page)
    device.find("ask-next").click()
    another = device.tab(DRILL)
    press_begin(another)
    press(another, 2)
    expect(page.locator(".unfinished")).to_be_visible()
    expect(device.find("ask-next")).to_be_hidden()
    expect(device.find("begin")).to_have_accessible_name("Go on")
