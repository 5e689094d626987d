"""Going from page to page faster than pages load."""

from contextlib import suppress

from .phone import Phone
from .tab import Unanswered

# By its link where the page has one by then, as a person does; else as if from the address bar.
LEAVE = """
const [path, ms] = args;
setTimeout(() => {
  const link = document.querySelector(`a[href="${path}"]`);
  if (link) link.click();
  else location.assign(path);
}, ms);
"""
# What Firefox and WebKit say of requests that were on their way when their page was left.
CUT_SHORT = "A ServiceWorker intercepted the request and encountered an unexpected|due to access control checks"
IS_THERE = "location.pathname === args[0]"


def leave(phone: Phone, path: str, ms: int = 0) -> None:
    """Leave the page for another, `ms` milliseconds from now; return when that is there, however much of it."""
    with suppress(Unanswered):  # it may be gone before it has answered
        phone.tab.js(LEAVE, path, ms)
    phone.tab.until(IS_THERE, path)


def traverse(phone: Phone, way: str, ms: int = 0) -> None:
    """Go `back` or `forward`, `ms` milliseconds from now; return when another page is there.

    Browsers keep no place in their history for a page that was left before it had loaded.
    """
    page = phone.tab.js("return performance.timeOrigin")
    with suppress(Unanswered):
        phone.tab.js("setTimeout(() => history[args[0]](), args[1])", way, ms)
    phone.tab.until("performance.timeOrigin !== args[0]", page)
