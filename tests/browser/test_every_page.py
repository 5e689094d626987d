"""What holds for every page, in light and dark, on small and large screens."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from .axe import violations
from .conftest import NewDevice
from .practising import wait_for_start
from .site import PAGES

pytestmark = pytest.mark.no_worker

WIDTHS = (320, 390, 768, 1280)
SCHEMES: dict[int, Literal["light", "dark"]] = {390: "light", 1280: "dark"}
"""The colours in which a page of this width is looked at."""
GROUND = "getComputedStyle(document.documentElement).backgroundColor"


SMALL = """() => {
  const coversItsCard = (link) => getComputedStyle(link, '::after').position === 'absolute';
  const lineOf = (link) => link.closest('p, li, dd, td, h2, h3') ?? link.parentElement;
  const isAlone = (link) => lineOf(link).textContent.trim() === link.textContent.trim() && !coversItsCard(link);
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('label'))
    .filter((one) => getComputedStyle(one).display !== 'inline' || isAlone(one)) // not a link in a sentence
    .filter((one) => one.getBoundingClientRect().height < 48)
    .map((one) => one.textContent.trim() || one.name);
}"""
HIDDEN = """() => {
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
  const bars = [...document.body.querySelectorAll('*')].filter(
    (one) => isShown(one) && ['fixed', 'sticky'].includes(getComputedStyle(one).position));
  const covers = (bar, box) => {
    const { top, bottom, left, right } = bar.getBoundingClientRect();
    return box.top < bottom - 1 && box.bottom > top + 1 && box.left < right - 1 && box.right > left + 1;
  };
  const found = [];
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (!isShown(one) || bars.some((bar) => bar.contains(one))) continue;
    for (const edge of ['top', 'bottom']) {
      const at = one.getBoundingClientRect()[edge] - (edge === 'bottom' ? innerHeight : 0);
      scrollBy({ top: at, behavior: 'instant' }); // where a bar lies upon it
      one.focus();
      const box = one.getBoundingClientRect();
      if (box.height < innerHeight / 2 && bars.some((bar) => covers(bar, box)))
        found.push(one.textContent.trim() || one.name);
      one.blur();
    }
  }
  scrollTo(0, 0);
  return found;
}"""
"""What a bar at the edge of the window covers while it has the focus."""
OF_SCREENS = ":is(button, .site-header, .site-nav, .site-footer):visible"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_nobody_is_kept_out_and_everything_is_as_large_as_a_thumb_and_no_page_wider_than_the_screen(
    new_device: NewDevice,
) -> None:
    """In one walk, for opening a page takes longer than looking at it."""
    device = new_device()
    page = device.page
    grounds = set()
    found = []
    for path in PAGES:
        device.open(path)
        expect(page.locator("main")).to_be_visible()
        if "/practice/" in path:
            wait_for_start(page)  # what it asks moves the buttons
        footer = page.get_by_role("link", name="Pain and safety").bounding_box()
        small = page.evaluate(SMALL) + (["Pain and safety"] if footer is None or footer["height"] < 48 else [])
        found += [f"{path}: {text} is smaller than a thumb" for text in small]
        found += [f"{path}: {text} has the focus under a bar" for text in page.evaluate(HIDDEN)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            found += [f"{path} is wider than {width} px"] if page.evaluate(TOO_WIDE) else []
            if scheme := SCHEMES.get(width):
                page.emulate_media(color_scheme=scheme)
                grounds.add((scheme, page.evaluate(GROUND)))
                found += [f"{path} in {scheme} at {width}: {violation}" for violation in violations(page)]
        page.emulate_media(media="print")
        found += [f"{path} prints {part}" for part in page.locator(OF_SCREENS).all_inner_texts() if part]
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 390, "height": 844})
    assert found == []
    assert len(grounds) == len(dict(grounds)) == len({ground for _, ground in grounds}) == 2


SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.worker
def test_nothing_moves_while_a_page_comes_up(new_device: NewDevice, width: int) -> None:
    device = new_device(viewport={"width": width, "height": 844})
    device.context.add_init_script(SHIFTS)
    moved = []
    for path in PAGES:
        device.open(path)
        device.wait_until_offline_ready()
        if (shift := device.page.evaluate("window.shifted")) > 0.01:
            moved.append(f"{path} {shift:.3f}")
    assert moved == []


def test_the_theme_of_the_settings_goes_before_that_of_the_system(new_device: NewDevice) -> None:
    device = new_device(color_scheme="light")
    device.open()
    light = device.page.evaluate(GROUND)
    device.page.evaluate("localStorage.setItem('theme', 'dark')")
    device.page.reload()
    assert device.page.evaluate(GROUND) != light
    assert violations(device.page) == []


@pytest.mark.parametrize("path", ["/nowhere/", "/guides/nowhere/"])
def test_an_address_that_does_not_exist_has_a_page_too(new_device: NewDevice, path: str) -> None:
    device = new_device()
    device.expect_problem("404")
    answer = device.open(path)
    assert answer
    assert answer.status == 404
    assert violations(device.page) == []
