"""One person, two devices, and a network that comes and goes."""

import pytest
from playwright.sync_api import Route, expect

from .conftest import NewDevice
from .device import Device
from .phone import (
    OFFLINE,
    edit,
    expect_quiet,
    expect_status,
    is_sync,
    join,
    pair,
    pairing_code,
    practise,
    pushed_changes,
    records,
    sync,
    turn_on,
)
from .server import Server

REFUSED = "status of (401|404)"
HOLD_LOCK = """() => new Promise((granted) => {
  navigator.locks.request('hinge-sync', () => new Promise((end) => { window.end = end; granted(); }));
})"""


def change_note(device: Device, session: str, note: str) -> None:
    line = device.page.locator(f'[data-testid="session"][data-id="{session}"]')
    line.get_by_role("button", name="Edit").click()
    sheet = device.page.get_by_role("dialog")
    sheet.get_by_label("Note").fill(note)
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(line).to_contain_text(note)


@pytest.mark.no_worker
def test_before_sync_is_on_nothing_leaves_the_phone(device: Device) -> None:
    asked: list[str] = []
    device.page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    device.open("/")
    practise(device.page)
    device.open("/history/")
    expect_status(device.page, "off", 1)
    assert asked == []


def test_a_practice_goes_to_the_server_and_to_the_other_phone(new_device: NewDevice) -> None:
    first, second = pair(new_device)
    session = practise(first.page, note="in the gym")
    expect_status(first.page, "synced", 0)
    second.open("/history/")
    line = second.page.locator(f'[data-testid="session"][data-id="{session}"]')
    expect(line).to_contain_text("in the gym")
    expect(line).to_have_attribute("data-synced", "true")
    assert records(first.page) == records(second.page)
    expect_quiet(first, second)


def test_two_phones_edit_one_session_with_no_network_and_end_with_the_same(new_device: NewDevice) -> None:
    first, second = pair(new_device)
    for device in (first, second):
        device.expect_problem(OFFLINE)
    session = practise(first.page)
    sync(first.page)
    for device, note in ((first, "from the first"), (second, "from the second, later")):
        device.open("/history/")
        expect_status(device.page, "synced", 0)
        expect(device.page.get_by_test_id("session")).to_be_visible()
        device.context.set_offline(True)
        change_note(device, session, note)
        expect_status(device.page, "offline", 1)
        expect(device.page.get_by_test_id("session")).to_have_attribute("data-synced", "false")

    for device in (first, second):
        device.context.set_offline(False)
        expect_status(device.page, "synced", 0)
    sync(first.page)
    assert records(first.page) == records(second.page)
    assert records(first.page)[0]["data"]["note"] == "from the second, later"
    expect_quiet(first, second)


@pytest.mark.no_worker
def test_a_deletion_and_its_undo_reach_the_other_phone(new_device: NewDevice) -> None:
    first, second = pair(new_device)
    practise(first.page)
    expect_status(first.page, "synced", 0)
    second.open("/history/")
    second.page.get_by_role("button", name="Edit").click()
    second.page.get_by_role("button", name="Delete this practice").click()
    expect(second.page.get_by_test_id("session")).to_have_count(0)
    expect_status(second.page, "synced", 0)
    first.open("/history/")
    expect_status(first.page, "synced", 0)
    expect(first.page.get_by_test_id("session")).to_have_count(0)

    second.page.get_by_role("button", name="Undo").click()
    expect(second.page.get_by_test_id("session")).to_have_count(1)
    expect_status(second.page, "synced", 0)
    sync(first.page)
    assert records(first.page) == records(second.page)
    assert not records(first.page)[0]["deleted"]
    expect_quiet(first, second)


@pytest.mark.no_worker
def test_a_server_that_was_down_gets_everything_once_it_is_back(device: Device, server: Server) -> None:
    device.page.clock.install()
    turn_on(device)
    records(device.page)  # the module that tests use is fetched while the server is there
    server.stop()
    for _ in range(3):
        practise(device.page)
    expect_status(device.page, "offline", 3)
    assert len(records(device.page)) == 3
    server.start()
    device.page.clock.fast_forward(60_000)  # the longest that it waits before it tries again
    expect_status(device.page, "synced", 0)  # by itself, nobody pressed anything
    expect_quiet(device)


@pytest.mark.no_worker
def test_a_change_made_while_the_request_is_under_way_goes_in_the_next(device: Device) -> None:
    turn_on(device)
    held: list[Route] = []
    device.page.route("**/api/sync", lambda route: route.continue_() if held else held.append(route))
    session = practise(device.page, wait=False)
    device.page.wait_for_function("() => document.querySelector('[data-state=syncing]')")
    edit(device.page, session, wait=False, note="one thing more")
    expect_status(device.page, "syncing", 1)
    held[0].continue_()
    expect_status(device.page, "synced", 0)
    assert records(device.page)[0]["data"]["note"] == "one thing more"
    expect_quiet(device)


@pytest.mark.no_worker
def test_it_syncs_at_whatever_the_browser_tells_of(device: Device) -> None:
    turn_on(device)
    foreground = "document.dispatchEvent(new Event('visibilitychange'))"
    background = "navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { type: 'sync' } }))"
    for event in ("dispatchEvent(new Event('online'))", foreground, background, "location.reload()"):
        with device.page.expect_response("**/api/sync"):
            device.page.evaluate(f"void {event}")
        expect_status(device.page, "synced", 0)


@pytest.mark.no_worker
def test_two_tabs_sync_once(device: Device) -> None:
    turn_on(device)
    other = device.tab("/history/")
    expect_status(other, "synced", 0)
    locks = "navigator.locks.query().then(({ held, pending }) => held.length + pending.length)"
    other.evaluate(HOLD_LOCK)  # what the tabs asked for when they were opened is over by then
    asked: list[str] = []
    device.context.on("request", lambda request: asked.append(request.url) if is_sync(request) else None)
    for page in (device.page, other):
        practise(page, wait=False)
    other.wait_for_function(f"() => {locks}.then((all) => all === 3)")  # both tabs wait for their turn
    assert asked == []
    other.evaluate("window.end()")
    expect_status(device.page, "synced", 0)
    expect_status(other, "synced", 0)
    other.wait_for_function(f"() => {locks}.then((all) => all === 0)")
    assert len(asked) == 1, "the other tab saw that it was done"
    expect_quiet(device)


@pytest.mark.no_worker
def test_a_record_that_the_server_does_not_take_is_kept_and_named(device: Device) -> None:
    turn_on(device)
    practise(device.page)
    session = practise(device.page, pain_before=11)
    expect_status(device.page, "synced", 1)
    device.open("/settings/")
    expect(device.page.locator("#sync")).to_contain_text("Pain before: must be 0 to 10")
    sync(device.page)
    with device.page.expect_request(is_sync) as again:
        device.find("sync-now").click()
    assert pushed_changes(again.value) == []
    expect_status(device.page, "synced", 1)

    edit(device.page, session, pain_before=10)
    expect_status(device.page, "synced", 0)
    expect_quiet(device)


@pytest.mark.no_worker
def test_sync_off_keeps_everything_and_on_again_brings_it_along(device: Device) -> None:
    turn_on(device)
    practise(device.page)
    expect_status(device.page, "synced", 0)
    before = records(device.page)
    with device.page.expect_response("**/api/account/sign-out"):
        device.find("sync-off").click()
    expect_status(device.page, "off")
    practise(device.page)
    expect_status(device.page, "off", 1)
    assert len(records(device.page)) == 2
    expect(device.find("sync-on")).to_be_visible()
    assert device.context.cookies() == [], "signed out"

    turn_on(device)
    assert all(record in records(device.page) for record in before)
    expect_quiet(device)


@pytest.mark.no_worker
def test_sync_off_without_a_connection_signs_out_later(device: Device, server: Server) -> None:
    turn_on(device)
    practise(device.page)
    expect_status(device.page, "synced", 0)
    server.stop()
    device.find("sync-off").click()
    expect_status(device.page, "off", 0)
    assert device.context.cookies() != []
    server.start()
    with device.page.expect_response("**/api/account/sign-out"):
        device.open("/settings/")
    device.page.wait_for_function(
        "() => import('/static/js/records/store.js').then(async ({ openStore }) =>"
        " !(await (await openStore()).setting('sync')).leaving)"
    )
    assert device.context.cookies() == []
    assert len(records(device.page)) == 1
    turn_on(device)
    expect_quiet(device)


@pytest.mark.no_worker
def test_an_account_that_was_erased_elsewhere_takes_nothing_from_this_phone(new_device: NewDevice) -> None:
    first, second = pair(new_device)
    for problem in (REFUSED, OFFLINE):
        second.expect_problem(problem)
    practise(first.page)
    expect_status(first.page, "synced", 0)
    second.open("/settings/")
    sync(second.page)
    assert len(records(second.page)) == 1
    second.context.set_offline(True)
    practise(second.page)
    expect_status(second.page, "offline", 1)

    first.open("/settings/")
    first.find("erase").click()
    first.find("erase-confirm").click()
    expect_status(first.page, "off", 1)
    assert len(records(first.page)) == 1

    second.context.set_offline(False)
    expect_status(second.page, "error", 1)
    expect(second.page.get_by_text("The server no longer knows this device.", exact=True)).to_be_visible()
    practise(second.page)
    expect_status(second.page, "error", 2)

    second.find("sync-on").click()
    expect_status(second.page, "synced", 0)
    assert len(records(second.page)) == 3
    join(first, pairing_code(second))
    assert records(first.page) == records(second.page)
    expect_quiet(first, second)


@pytest.mark.no_worker
def test_the_confirmation_to_erase_can_be_left(device: Device) -> None:
    turn_on(device)
    device.find("erase").click()
    device.page.get_by_role("button", name="Keep it").click()
    expect(device.page.locator("#erase")).not_to_be_visible()
    expect_status(device.page, "synced", 0)
    expect_quiet(device)
