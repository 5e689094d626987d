"""What holds for every page, in light and dark, on small and large screens."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from .axe import violations
from .conftest import NewDevice
from .phone import practise
from .site import PAGES

pytestmark = pytest.mark.no_worker

WIDTHS = (320, 390, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GROUND = "getComputedStyle(document.documentElement).backgroundColor"


@pytest.mark.parametrize("width", [390, 1280])
def test_nobody_is_kept_out(new_device: NewDevice, width: int) -> None:
    device = new_device(viewport={"width": width, "height": 844})
    grounds = set()
    found = []
    for path in PAGES:
        device.open(path)
        expect(device.page.locator("main")).to_be_visible()
        for scheme in SCHEMES:
            device.page.emulate_media(color_scheme=scheme)
            grounds.add((scheme, device.page.evaluate(GROUND)))
            found += [f"{path} in {scheme}: {violation}" for violation in violations(device.page)]
    assert found == []
    assert len(grounds) == len(dict(grounds)) == len({ground for _, ground in grounds}) == 2


def test_no_page_is_wider_than_the_screen(new_device: NewDevice) -> None:
    device = new_device()
    wider = []
    for path in PAGES:
        device.open(path)
        for width in WIDTHS:
            device.page.set_viewport_size({"width": width, "height": 844})
            if device.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wider.append(f"{path} at {width}")
    assert wider == []


CUT_OFF = """() => {
  document.documentElement.style.fontSize = '200%';
  const { scrollWidth, clientWidth, clientHeight } = document.documentElement;
  const links = [...document.querySelectorAll('.site-nav a')].map((link) => {
    const words = document.createRange();
    words.selectNodeContents(link);
    return words.getBoundingClientRect();
  });
  return scrollWidth > clientWidth || links.some((link, i) => (
    link.left < 0 || link.right > clientWidth || link.bottom > clientHeight
    || links.some((other, j) => j > i && other.top < link.bottom && other.left < link.right && link.left < other.right)
  ));
}"""


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_text_twice_as_large_fits_a_phone(new_device: NewDevice, locale: str) -> None:
    device = new_device(locale=locale)
    cut_off = []
    for path in PAGES:
        device.open(path)
        if device.page.evaluate(CUT_OFF):
            cut_off.append(path)
    practise(device.page)
    for path in ("/", "/history/"):
        device.open(path)
        expect(device.page.locator("[data-today=back], [data-testid=session]")).to_be_visible()
        if device.page.evaluate(CUT_OFF):
            cut_off.append(f"{path} with a practice")
    assert cut_off == []


SMALL = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('label'))
  .filter((one) => getComputedStyle(one).display !== 'inline') // a link in a sentence
  .filter((one) => one.getBoundingClientRect().height < 48)
  .map((one) => one.textContent.trim() || one.name)"""


def test_what_stands_alone_is_as_large_as_a_thumb(new_device: NewDevice) -> None:
    device = new_device()
    for path in PAGES:
        device.open(path)
        assert device.page.evaluate(SMALL) == [], path
        footer = device.page.get_by_role("link", name="Pain and safety")
        assert footer.bounding_box()["height"] >= 48, path  # type: ignore[index]


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
