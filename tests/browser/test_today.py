"""Today: the same page for everyone, filled with what the phone knows."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ..support.phones import Envelope
from .axe import violations
from .conftest import NewDevice
from .device import Device
from .logbook import open_with, practice, reps, session_data
from .practising import choose_pain
from .site import GUIDES

pytestmark = pytest.mark.no_worker


def keep_run(page: Page, reps: int = 7) -> None:
    """A practice that was interrupted on the device of `page` after `reps` repetitions."""
    page.evaluate(
        """async (reps) => {
          const { openStore, newId, localTime } = await import('/static/js/records/store.js');
          const { begin, step } = await import('/static/js/practice/machine.js');
          const now = { mono: 0, at: localTime(Date.now()) };
          const plan = { id: newId(), guide: 'hip-hinge', title: 'Hip hinge', sides: ['both'], target: 12,
                         counter: 'tap', tempo: { eccentric: 3, pause: 1, concentric: 2 }, painBefore: null };
          let run = begin(plan, now);
          for (let n = 0; n < reps; n += 1) run = step(run, { type: 'rep' }, now);
          await (await openStore()).keepRun(run);
        }""",
        reps,
    )


def visible(page: Page) -> list[str]:
    """Headings of the first level that a person sees."""
    return page.get_by_role("heading", level=1).filter(visible=True).all_inner_texts()


def test_a_first_visit_says_what_this_is_and_what_to_do(device: Device) -> None:
    page = open_with(device, "/")
    start = page.get_by_test_id("start-practice")
    expect(start).to_have_accessible_name("Start practising")
    assert visible(page) == ["Learn to bend at your hips"]
    expect(page.get_by_role("heading", name="How it works")).to_be_visible()
    expect(page.get_by_role("heading", name="Lately")).to_be_hidden()
    expect(page.get_by_role("img", name="Wall tap")).to_be_visible()
    expect(page.get_by_text("The first step: Wall tap.")).to_be_visible()
    drill = page.locator(".today-now").get_by_role("link", name="Foam-roller deadlift")
    expect(drill).to_have_attribute("href", "/practice/foam-roller-deadlift/")
    ready, nav = page.locator("#offline-line").bounding_box(), page.locator(".site-nav").bounding_box()
    assert ready
    assert nav
    assert ready["y"] + ready["height"] <= nav["y"], "“Ready offline” is said in sight"
    start.click()
    expect(page).to_have_url(f"{device.server.url}/practice/wall-tap/")


def test_it_is_right_without_scripts(new_device: NewDevice) -> None:
    device = new_device(java_script_enabled=False)
    device.open("/")
    expect(device.page.get_by_role("heading", name="Learn to bend at your hips")).to_be_visible()
    assert device.page.get_by_role("heading", level=1).filter(visible=True).count() == 1
    expect(device.find("start-practice")).to_have_attribute("href", "/practice/wall-tap/")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-22", "Last time: today, 26 repetitions"),
        ("2026-11-21", "Last time: yesterday, 26 repetitions"),
        ("2026-10-01", "Last time: Thursday 1 October, 26 repetitions"),
    ],
)
def test_someone_who_has_practised_goes_on_with_that(device: Device, day: str, words: str) -> None:
    page = open_with(device, "/", practice(day, guide="hip-hinge", sets=reps(left=15, right=11)))
    expect(page.get_by_text(words)).to_be_visible()
    assert visible(page) == ["Hip hinge"]
    expect(page.get_by_role("img", name="Hip hinge")).to_be_visible()
    start = page.get_by_test_id("start-practice")
    expect(start).to_have_accessible_name("Practise")
    expect(start).to_have_attribute("href", "/practice/hip-hinge/")
    expect(page.get_by_text("One practice is on this device and nowhere else.")).to_be_visible()
    enough = page.get_by_text("That is enough for one day")
    expect(enough).to_be_visible() if "today" in words else expect(enough).to_be_hidden()


def test_the_order_of_learning_marks_what_was_practised_and_what_comes_next(device: Device) -> None:
    first, second, *_, last = GUIDES
    page = open_with(device, "/", well(first, "2026-11-21"), practice(guide=last))
    rows = page.locator(".order")
    expect(rows.get_by_text("practised", exact=True).filter(visible=True)).to_have_count(2)
    for guide, word in ((first, "practised"), (second, "next"), (last, "practised")):
        expect(rows.locator(f"[data-learn='{guide}']").get_by_text(word, exact=True)).to_be_visible()


def test_an_unknown_guide_is_no_dead_end(device: Device) -> None:
    page = open_with(device, "/", practice(guide="gone"))
    expect(page.get_by_role("heading", name="Wall tap", level=1)).to_be_visible()
    expect(page.get_by_test_id("start-practice")).to_have_attribute("href", "/practice/wall-tap/")


def test_how_pain_moved_is_told_honestly(device: Device) -> None:
    pains = [(6, 5), (5, 5), (6, 6), (3, 3), (2, 2), (3, 1)]
    page = open_with(
        device,
        "/",
        *(practice(f"2026-11-{10 + n}", pain_before=a, pain_after=b) for n, (a, b) in enumerate(pains)),
    )
    expect(page.locator("[data-part='pain']")).to_contain_text("Last time 3 before, 1 after.")
    expect(page.locator("[data-pain='much-lower']")).to_be_visible()
    expect(page.locator("[data-part='trend']")).to_contain_text("6 at first; 3, 2, 3 the last three times")
    expect(page.locator("[data-trend='lower']")).to_be_visible()
    expect(page.get_by_text("Practised on 0 of the last seven days")).to_be_attached()


def test_lower_pain_is_not_praised_after_a_bad_day(device: Device) -> None:
    pains = [(6, 6), (6, 6), (6, 6), (3, 3), (3, 3), (8, 9)]
    sessions = (practice(f"2026-11-{10 + n}", pain_before=a, pain_after=b) for n, (a, b) in enumerate(pains))
    page = open_with(device, "/", *sessions)
    expect(page.locator("[data-part='trend']")).to_contain_text("6 at first; 3, 3, 8 the last three times")
    expect(page.locator("[data-trend]").and_(page.locator(":visible"))).to_have_count(0)
    device.open("/history/")
    figure = page.locator(".pain-line")
    expect(figure.get_by_text("Before practising: 6 at first; 3, 3, 8 the last three times.")).to_be_visible()
    expect(figure.locator("[data-change]").and_(page.locator(":visible"))).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_does_not_apply_leaves_no_gap(new_device: NewDevice, width: int) -> None:
    device = new_device(viewport={"width": width, "height": 844})
    page = open_with(device, "/", practice())
    expect(page.locator("[data-today='back']")).to_be_visible()
    below, order = page.locator(".today-below"), page.locator(".order")
    shown = below.locator("section").and_(page.locator(":visible"))
    expect(shown).to_have_count(1)
    shown_box, below_box = shown.bounding_box(), below.bounding_box()
    assert shown_box is not None
    assert below_box is not None
    assert below_box["height"] == pytest.approx(shown_box["height"], abs=1)
    expect(order).to_be_visible()


def test_the_first_step_is_named_within_its_sentence(device: Device) -> None:
    device.open("/")
    expect(device.page.locator(".today-words [data-when='new'] .lead > *")).to_have_css("display", "inline")


def test_the_way_between_pages_comes_before_the_page(device: Device) -> None:
    device.open("/")
    places = device.page.evaluate(
        "['.brand', '.site-nav', 'main'].map((one) => [...document.querySelectorAll('*')].indexOf("
        "document.querySelector(one)))"
    )
    assert places == sorted(places)


def test_an_interrupted_practice_is_offered_first(device: Device) -> None:
    page = open_with(device, "/", practice())
    keep_run(page)
    expect(page.get_by_role("heading", name="Go on where you stopped")).to_be_visible()
    expect(page.get_by_text("Hip hinge: 7 repetitions so far")).to_be_visible()
    start = page.get_by_test_id("start-practice")
    expect(start).to_have_accessible_name("Go on")
    expect(start).to_have_attribute("href", "/practice/hip-hinge/")


def test_a_practice_in_which_nothing_was_done_is_not_offered(device: Device) -> None:
    page = open_with(device, "/", practice())
    keep_run(page, reps=0)
    page.reload()
    expect(page.get_by_test_id("start-practice")).to_have_accessible_name("Practise")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_phone_knows_who_it_is(new_device: NewDevice, width: int) -> None:
    page = open_with(new_device(viewport={"width": width, "height": 844}), "/", practice())
    start = page.get_by_test_id("start-practice")
    expect(start).to_have_accessible_name("Practise")
    where = start.bounding_box()
    for state in ("unknown", "new", "open"):
        page.evaluate("(state) => { document.querySelector('[data-today]').dataset.today = state; }", state)
        assert start.bounding_box() == where, state


def test_a_practice_in_another_tab_shows_here(device: Device) -> None:
    page = open_with(device, "/")
    expect(page.get_by_test_id("start-practice")).to_have_accessible_name("Start practising")
    keep_run(device.tab("/history/"))
    expect(page.get_by_test_id("start-practice")).to_have_accessible_name("Go on")


def test_a_newcomer_waits_for_no_script_and_nobody_else_sees_that_page(device: Device) -> None:
    early = """() => {
      const today = document.querySelector('[data-today]');
      const opacity = (state) => {
        today.dataset.today = state;
        return getComputedStyle(today.querySelector('.today-words [data-when="new"]')).opacity;
      };
      opacity('back');  // so that the wait begins now: it may have ended before the script had an answer
      return opacity('unknown');
    }"""
    page = open_with(device, "/")
    expect(page.locator("[data-today]")).to_have_attribute("data-today", "new")
    page.reload()
    assert page.evaluate(early) == "1"
    open_with(device, "/", practice())
    expect(page.locator("[data-today]")).to_have_attribute("data-today", "back")
    page.reload()
    assert page.evaluate(early) == "0"


def well(guide: str, day: str) -> Envelope:
    """A practice of `guide` with every side whole."""
    return practice(day, guide=guide, sets=reps(both=15), pain_after=2)


def test_the_next_guide_leads_once_the_last_went_well_three_times(device: Device) -> None:
    page = open_with(device, "/", *(well("wall-tap", f"2026-11-{day}") for day in (17, 18, 19)))
    expect(page.get_by_role("heading", name="Hip hinge", level=1)).to_be_visible()
    expect(page.get_by_text("You have done Wall tap well often enough: this comes next.")).to_be_visible()
    expect(page.get_by_test_id("start-practice")).to_have_attribute("href", "/practice/hip-hinge/")
    expect(page.locator(".today-now").get_by_role("link", name="Foam-roller deadlift")).to_be_hidden()


def leave(device: Device) -> None:
    """Open a practice, say that it hurts 7 of 10, and leave it for today."""
    device.open("/practice/hip-hinge/")
    choose_pain(device.page, 7)
    device.page.get_by_role("button", name="Leave it for today").click()
    expect(device.page.get_by_text("Kept on this device: pain 7 of 10, and left for today.")).to_be_visible()


def test_who_left_it_for_today_is_not_urged_that_day(new_device: NewDevice) -> None:
    device = new_device()
    page = open_with(device, "/", practice("2026-11-20"))
    left = page.get_by_text("You left it for today.")
    expect(page.get_by_test_id("start-practice")).to_contain_class("primary")
    expect(left).to_be_hidden()
    leave(device)
    page.get_by_role("link", name="Back to Today").click()
    expect(left).to_be_visible()
    expect(page.get_by_test_id("start-practice")).to_contain_class("quiet")
    page.clock.set_system_time("2026-11-23T09:00:00+01:00")
    device.open("/")
    expect(page.get_by_test_id("start-practice")).to_contain_class("primary")
    expect(left).to_be_hidden()


def test_a_newcomer_who_left_it_is_not_urged_either(device: Device) -> None:
    leave(device)
    device.open("/")
    expect(device.page.get_by_text("You left it for today.")).to_be_visible()
    expect(device.find("start-practice")).to_contain_class("quiet")


def test_nothing_is_said_to_be_kept_where_nothing_is(device: Device) -> None:
    device.page.add_init_script("delete window.indexedDB; delete Window.prototype.indexedDB")
    page = device.page
    device.open("/practice/hip-hinge/")
    choose_pain(page, 7)
    page.get_by_role("button", name="Leave it for today").click()
    expect(page.get_by_role("heading", name="Left for today")).to_be_focused()
    expect(page.locator('[data-left="kept"]')).to_be_hidden()


def unanswered(**changes: Any) -> Envelope:
    return practice("2026-11-22", "08:00", guide="wall-tap", pain_after=None, **changes)


def test_who_did_not_say_how_much_it_hurt_is_asked_and_one_tap_keeps_it(device: Device) -> None:
    asked = unanswered()
    page = open_with(device, "/", asked, practice("2026-11-20", pain_after=None))
    question = page.get_by_role("region", name="After Wall tap: how much does it hurt now?")
    expect(question).to_be_visible()
    assert page.locator("[data-asks-after] button").evaluate_all("all => all.every((one) => one.offsetHeight >= 48)")
    assert violations(page) == []
    question.get_by_role("button", name="4", exact=True).click()
    expect(page.get_by_text("Pain after it: 4, kept with that practice.")).to_be_visible()
    assert session_data(page, asked["id"])["pain_after"] == 4
    device.open("/")
    expect(page.get_by_role("heading", name="Wall tap")).to_be_visible()
    expect(question).to_be_hidden()


def test_not_now_ends_the_question(device: Device) -> None:
    page = open_with(device, "/", unanswered())
    page.get_by_role("button", name="not now").click()
    question = page.locator("[data-asks-after]")
    expect(question).to_be_hidden()
    device.open("/")
    expect(page.get_by_role("heading", name="Wall tap")).to_be_visible()
    expect(question).to_be_hidden()


def test_after_a_day_it_is_not_asked(device: Device) -> None:
    page = open_with(device, "/", practice("2026-11-21", "18:00", guide="wall-tap", pain_after=None))
    expect(page.get_by_role("heading", name="Wall tap")).to_be_visible()
    expect(page.locator("[data-asks-after]")).to_be_hidden()
