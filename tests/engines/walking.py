"""Navigates between pages faster than they load."""

from contextlib import suppress

from .phone import Phone
from .tab import TIMEOUT_SECONDS, NoAnswer

# By a link if the page has one by then; else as from the address bar.
LEAVE = """
const [path, ms] = args;
setTimeout(() => {
  const link = document.querySelector(`a[href="${path}"]`);
  if (link) link.click();
  else location.assign(path);
}, ms);
"""
# Console messages of Firefox and WebKit for requests that were open when the page was left.
CUT_SHORT = "A ServiceWorker intercepted the request and encountered an unexpected|due to access control checks"
IS_THERE = "location.pathname === args[0]"
TRIES = 3


def leave(phone: Phone, path: str, ms: int = 0) -> None:
    """Leave the page for another in `ms` milliseconds; returns when the URL has changed, loaded or not.

    A navigation from before may replace the page that was asked, and its timer with it: then the next one is asked.
    """
    for _ in range(TRIES):
        with suppress(NoAnswer):  # the page may be left before it answers
            phone.tab.js(LEAVE, path, ms)
        with suppress(AssertionError):
            phone.tab.until(IS_THERE, path, seconds=TIMEOUT_SECONDS / TRIES)
            return
    raise AssertionError(f"{path} did not come")


def traverse(phone: Phone, way: str, ms: int = 0) -> None:
    """Go `back` or `forward` in `ms` milliseconds; returns when another page is there.

    Browsers add no history entry for a page that was left before it had loaded.
    """
    page = phone.tab.js("return performance.timeOrigin")
    with suppress(NoAnswer):
        phone.tab.js("setTimeout(() => history[args[0]](), args[1])", way, ms)
    phone.tab.until("performance.timeOrigin !== args[0]", page)
