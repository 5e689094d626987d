"""The guided retest: how far someone hinges, measured by the phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from .coached import RECORDER, heard, pass_time, said
from .device import Device
from .phone import expect_status, records, stop_clock, turn_on
from .server import Server
from .test_practice_worn import WORN

pytestmark = pytest.mark.no_worker

PLACE = "Put the phone in place. Then stand tall and still."
KEPT = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await (await openStore()).checks()).map(({ record }) => ({ at: record.data.at, bows: record.data.tilts }));
}"""


def open_page(device: Device, path: str = "/depth/") -> Page:
    """Open the page on a device that writes down what it says, its clock in the test's hands."""
    page = device.page
    device.context.add_init_script(RECORDER)
    device.context.add_init_script(WORN)
    page.clock.install()
    device.open(path)
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    stop_clock(page)
    return page


def start(page: Page) -> None:
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Stand still", exact=True)).to_be_visible()


def retest(page: Page, *depths: int) -> None:
    """Stand still until that is zero, then bow to each of `depths`."""
    start(page)
    page.evaluate("stand(9)")
    for depth in depths:
        page.evaluate(f"bow(1, {depth})")
        page.evaluate("stand(1)")


def degrees(page: Page) -> int:
    return int(page.get_by_test_id("degrees").inner_text())


def within(found: list[int], expected: list[int]) -> bool:
    return len(found) == len(expected) and all(abs(a - b) <= 3 for a, b in zip(found, expected, strict=True))


def test_three_bows_are_led_by_voice_and_the_best_is_kept_here_alone(device: Device) -> None:
    page = open_page(device)
    start(page)
    page.evaluate("stand(9)")
    expect(page.get_by_text("Bow 1 of 3")).to_be_visible()
    page.evaluate("during(3, (share) => 3 + 40 * eased(share), 0.05)")
    page.evaluate("during(1.5, () => 43, 0.05)")
    expect(page.get_by_text("Come back up")).to_be_visible()
    assert 37 <= degrees(page) <= 42
    page.evaluate("during(2, (share) => 43 - 40 * eased(share), 0.05)")
    page.evaluate("stand(1)")
    expect(page.get_by_text("Bow 2 of 3")).to_be_visible()
    page.evaluate("bow(1, 56)")
    page.evaluate("stand(1)")
    page.evaluate("bow(1, 48)")
    page.evaluate("stand(1)")

    expect(page.get_by_test_id("best")).to_have_text(re.compile("5[4-8]°"))
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    expect(page.get_by_text("That is 50° or more")).to_be_visible()
    kept = page.evaluate(KEPT)
    assert within(kept[0]["bows"], [40, 56, 48])
    assert [record["kind"] for record in records(page)] == ["check"]
    first, second, third = kept[0]["bows"]
    assert [words for words in said(page) if words != "And up."] == [
        PLACE,
        "Good. Bow slowly, three times.",
        f"{first} degrees. Again.",
        f"{second} degrees. Again.",
        f"{third} degrees. Done. Your best was {second} degrees.",
    ]
    assert said(page).count("And up.") == 3
    assert [one["what"] for one in heard(page) if one["what"] in ("awake", "asleep")] == ["awake", "asleep"]


def test_a_result_goes_to_the_server_at_once(device: Device) -> None:
    turn_on(device)
    page = open_page(device)
    expect_status(page, "synced", 0)
    with page.expect_request(lambda request: '"kind":"check"' in (request.post_data or "")):
        retest(page, 44, 38, 41)
    expect_status(page, "synced", 0)


def test_results_are_there_after_a_reload_and_can_be_taken_out(device: Device) -> None:
    page = open_page(device)
    retest(page, 44, 38, 41)
    expect(page.get_by_text("Less is not a fault: it is where you are today.")).to_be_visible()
    expect(page.get_by_role("link", name="Guide: Hip hinge")).to_be_visible()
    page.get_by_role("button", name="Measure again").click()
    pass_time(page, 1_000)
    retest(page, 52, 55, 50)
    expect(page.locator('p[data-kept="yes"]')).to_be_visible()
    page.reload()
    results = page.locator("[data-earlier] li b")
    expect(results).to_have_text([re.compile("5[3-7]°"), re.compile("4[2-6]°")])

    pass_time(page, 1_000)
    retest(page, 30, 30, 30)
    expect(results).to_have_count(3)
    page.get_by_role("button", name="Don’t keep this one").click()
    expect(page.get_by_text("Taken out.")).to_be_visible()
    expect(results).to_have_text([re.compile("5[3-7]°"), re.compile("4[2-6]°")])


def test_what_an_older_version_kept_becomes_checks(device: Device) -> None:
    kept = [{"at": f"2026-11-2{day}T08:00:00.000+01:00", "bows": [40 + day, 41]} for day in (1, 2)]
    device.open("/why/")
    device.page.evaluate(
        """async (kept) => {
          const { openStore } = await import('/static/js/records/store.js');
          await (await openStore()).set('depth', kept);
        }""",
        kept,
    )
    device.open("/history/")
    device.open("/depth/")
    expect(device.page.locator("[data-earlier] li b")).to_have_text(["42°", "41°"])
    assert device.page.evaluate(KEPT) == kept[::-1]
    assert [record["kind"] for record in records(device.page)] == ["check", "check"]


def test_it_can_be_cancelled_and_keeps_nothing_of_it(device: Device) -> None:
    page = open_page(device)
    retest(page, 44, 38)
    expect(page.get_by_text("Bow 3 of 3")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    expect(page.locator("[data-problem]:visible")).to_have_count(0)
    page.evaluate("bow(3, 50)")
    assert page.evaluate(KEPT) == []
    start(page)  # from the beginning
    page.evaluate("stand(9)")
    expect(page.get_by_text("Bow 1 of 3")).to_be_visible()


def test_a_phone_that_refuses_or_says_nothing_or_goes_dark_is_told_of(device: Device) -> None:
    page = open_page(device)
    start(page)
    pass_time(page, 3_500)
    expect(page.get_by_text("This device has no motion sensor")).to_be_visible()

    page.evaluate("DeviceMotionEvent.requestPermission = async () => 'denied'")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("This phone does not share its movement")).to_be_visible()
    expect(page.get_by_text("This device has no motion sensor")).to_be_hidden()

    page.evaluate("delete DeviceMotionEvent.requestPermission")
    retest(page, 44)
    page.evaluate(
        """Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))"""
    )
    expect(page.get_by_text("It stopped, because the screen went dark")).to_be_visible()
    assert page.evaluate(KEPT) == []


@pytest.mark.worker
def test_it_works_with_the_server_gone(server: Server, device: Device) -> None:
    device.open("/history/")
    device.wait_until_offline_ready()
    server.stop()
    page = open_page(device)
    retest(page, 51, 40, 45)
    expect(page.get_by_text("Kept on this device")).to_be_visible()
