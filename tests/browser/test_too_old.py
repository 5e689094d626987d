"""What a browser says that is too old to count: docs/browsers.md."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from hinge_pwa.pages.browsers import OLDEST_TEXT

from .axe import violations
from .conftest import NewDevice
from .device import Device
from .site import GUIDES, PAGES

pytestmark = pytest.mark.no_worker

NO_IMPORT_MAPS = "HTMLScriptElement.supports = (type) => type === 'module';"
NOT_ASKED = "delete HTMLScriptElement.supports;"
NO_UNIT = "const { supports } = CSS; CSS.supports = (...of) => !of.join().includes('%s') && supports.apply(CSS, of);"
SENTENCE = "This browser is too old"
PRACTICE = "/practice/foam-roller-deadlift/"


def notice(page: Page) -> str:
    """The sentence, where it is seen; empty elsewhere."""
    found = page.locator("[data-counts=no]")
    return found.inner_text() if found.is_visible() else ""


def unread(route: Route) -> None:
    """A module that the browser can't read, as those of an old one: import maps, or newer words, stop it."""
    route.fulfill(content_type="text/javascript", body="}{")


@pytest.fixture
def old(new_device: NewDevice) -> Device:
    """A browser without import maps, in which no module runs."""
    device = new_device()
    device.context.add_init_script(NOT_ASKED)
    without_modules(device)
    return device


def without_modules(device: Device) -> None:
    device.context.route(re.compile(r"/static/(js|vendor)/"), unread)
    device.expect_problem("Unexpected token '}'")


def test_every_page_says_so_once_and_offers_no_practice(old: Device) -> None:
    for path in PAGES:
        old.open(path)
        assert notice(old.page).startswith(SENTENCE), path
        assert OLDEST_TEXT in notice(old.page)
        for testid in ("begin", "start-practice"):
            expect(old.find(testid).and_(old.page.locator(":visible"))).to_have_count(0)


def test_it_is_said_where_nobody_has_to_look_for_it(old: Device) -> None:
    old.open(PRACTICE)
    expect(old.page.locator("[data-counts=no]")).to_be_in_viewport(ratio=1)
    box = old.page.locator("[data-counts=no]").bounding_box()
    assert box
    assert box["y"] < 100
    expect(old.page.get_by_role("link", name="See how it is done")).to_be_visible()


def test_its_guides_can_be_read(old: Device) -> None:
    for slug in GUIDES:
        old.open(f"/guides/{slug}/")
        expect(old.page.get_by_role("heading", name="Common mistakes")).to_be_visible()
        expect(old.page.locator(".figure").first).to_be_visible()


def test_nobody_is_kept_from_reading_it(old: Device) -> None:
    for scheme in ("light", "dark"):
        old.page.emulate_media(color_scheme=scheme)
        for path in ("/", PRACTICE, "/depth/"):
            old.open(path)
            assert notice(old.page)
            assert violations(old.page) == []


def test_it_is_not_printed(old: Device) -> None:
    old.open("/guides/hip-hinge/")
    assert notice(old.page)
    old.page.emulate_media(media="print")
    assert not notice(old.page)


def test_it_is_said_in_french(new_device: NewDevice) -> None:
    device = new_device(locale="fr-FR")
    device.context.add_init_script(NOT_ASKED)
    device.open(PRACTICE)
    device.page.wait_for_url(f"**/fr{PRACTICE}")
    assert notice(device.page).startswith("Ce navigateur est trop ancien")


@pytest.mark.parametrize("lacking", [NO_IMPORT_MAPS, NO_UNIT % "cqw", NO_UNIT % "dvh"], ids=["maps", "cqw", "dvh"])
def test_a_browser_whose_modules_run_but_whose_stage_would_fail_is_told_too(
    new_device: NewDevice, lacking: str
) -> None:
    device = new_device()
    device.context.add_init_script(lacking)
    device.open(PRACTICE)
    assert notice(device.page)
    expect(device.find("begin")).to_be_enabled()  # by its module, which does not know
    expect(device.find("begin")).to_be_hidden()


def test_a_new_browser_is_not_told(new_device: NewDevice) -> None:
    device = new_device()
    for path in PAGES:
        device.open(path)
        assert not notice(device.page), path


def test_modules_that_do_not_load_do_not_make_a_browser_old(new_device: NewDevice) -> None:
    device = new_device()
    without_modules(device)
    device.open(PRACTICE)
    assert not notice(device.page)
    expect(device.find("begin")).to_be_disabled()
    device.expect_problem("ERR_FAILED")
    device.context.route(re.compile(r"/static/(js|vendor)/"), lambda route: route.abort())
    device.open(PRACTICE)
    assert not notice(device.page)


def test_without_javascript_it_is_not_said(new_device: NewDevice) -> None:
    """What stands in `<noscript>` says what holds then."""
    device = new_device(java_script_enabled=False)
    device.open(PRACTICE)
    expect(device.page.get_by_role("heading", level=1)).to_be_visible()
    assert not notice(device.page)
