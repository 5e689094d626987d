"""Pages that are left at once, in each engine: nothing that was pressed is lost, and whatever comes later is kept."""

import pytest

from .phone import DRILL, Phone, by_testid
from .walking import CUT_SHORT, leave, traverse

WAITS = (0, 20, 50, 100, 200, 400)  # milliseconds
PRACTICE = f"/practice/{DRILL}/"

# A press, and in the very same task a press on a link.
PRESS_AND_LEAVE = """
document.querySelector(args[0]).click();
document.querySelector('a[href="/history/"]').click();
"""
WRITE_AND_LEAVE = """
const field = document.querySelector('[data-after] textarea');
field.value = args[0];
field.dispatchEvent(new Event('input', { bubbles: true }));
document.querySelector('a[href="/history/"]').click();
"""
COUNTER = "input[name=counter][value=tap]"
THEME = "input[name=theme][value=dark]"
SOUND = "input[name=speak][value=count]"
SETTINGS_ARE_SHOWN = "document.querySelector('[data-sound]').dataset.known !== undefined"
IS_CHECKED = "document.querySelector(args[0]).checked"
NOTE = "felt easy"


def test_pages_that_are_left_at_once_do_not_stop_the_keeping(phone: Phone) -> None:
    phone.expect_problem(CUT_SHORT)
    for wait in WAITS:
        phone.open()
        for path in ("/guides/", f"/guides/{DRILL}/", "/history/", "/settings/"):
            leave(phone, path, wait)
        for way in ("back", "forward", "back"):
            traverse(phone, way, wait)
        leave(phone, PRACTICE, wait)

    phone.begin()
    for _ in range(3):
        phone.tap()
        assert not phone.sees("[data-unkept]")
    phone.finish()
    (session,) = phone.sessions()
    assert (session["guide"], session["reps"]) == (DRILL, "3")


def test_what_was_pressed_is_kept_though_the_same_press_leaves(phone: Phone, subtests: pytest.Subtests) -> None:
    phone.expect_problem(CUT_SHORT)
    with subtests.test("a counter"):
        phone.open(PRACTICE)
        phone.see(by_testid("ask-next"))
        press_and_leave(phone, COUNTER)
        phone.open(PRACTICE)
        phone.tab.until(IS_CHECKED, COUNTER)
    with subtests.test("a theme"):
        open_settings(phone)
        press_and_leave(phone, THEME)
        phone.tab.until("document.documentElement.dataset.theme === 'dark'")
    with subtests.test("a sound"):
        open_settings(phone)
        press_and_leave(phone, SOUND)
        open_settings(phone)
        assert phone.tab.js(f"return {IS_CHECKED}", SOUND)
    with subtests.test("a repetition"):
        phone.begin()
        phone.tap(2)
        press_and_leave(phone, by_testid("rep"))
        phone.begin()
        phone.expect_count(3)
    with subtests.test("a note"):
        phone.finish()
        phone.tab.js(WRITE_AND_LEAVE, NOTE)
        phone.tab.until("document.querySelector('.session-note')?.innerText === args[0]", NOTE)


def press_and_leave(phone: Phone, selector: str) -> None:
    phone.tab.js(PRESS_AND_LEAVE, selector)
    phone.tab.until("location.pathname === '/history/'")


def open_settings(phone: Phone) -> None:
    phone.open("/settings/")
    phone.tab.until(SETTINGS_ARE_SHOWN)
