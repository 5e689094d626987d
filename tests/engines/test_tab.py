"""The drivers themselves: what the tests of Hinge rely on is so in each engine."""

import time

from .conftest import NewPhone
from .tab import HEIGHT, TIMEOUT_SECONDS, WIDTH

COMPLAIN = """
  console.error('an error'); console.warn('a warning'); console.info('a word');
  setTimeout(() => { throw new Error('thrown'); });
  Promise.reject(new Error('rejected'));
  new Image().src = 'http://localhost:1/elsewhere';
"""
COMPLAINTS = ("an error", "a warning", "thrown", "rejected", "http://localhost:1/elsewhere")


KEEP = "localStorage.setItem('kept', 'yes'); document.cookie = 'kept=yes; max-age=3600'"
KEPT = "return [localStorage.getItem('kept'), document.cookie]"


def test_a_console_is_heard_whole_and_a_profile_keeps_what_a_page_keeps(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.open("/safety/")
    assert phone.tab.js("return [innerWidth, innerHeight]") == [WIDTH, HEIGHT]
    phone.tab.js(KEEP)
    phone.tab.js(COMPLAIN)
    end = time.monotonic() + TIMEOUT_SECONDS
    while missing := [text for text in COMPLAINTS if text not in "\n".join(phone.tab.console())]:
        assert time.monotonic() < end, missing
    phone.close()
    said, phone.problems = phone.problems, []
    assert not any("a word" in line for line in said)

    phone = new_phone("first")
    phone.open("/safety/")
    assert phone.tab.js(KEPT) == ["yes", "kept=yes"]
    picture = phone.tab.downloads.with_name("seen.png")
    phone.tab.screenshot(picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    phone.expect_problem("|".join(COMPLAINTS))  # WebKit's log is that of the profile
