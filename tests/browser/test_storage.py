"""A browser that keeps nothing, a full phone, another version in another tab: said plainly, and nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import NewDevice
from .device import Device
from .phone import expect_quiet, expect_status, pairing_code, practise, records, sync, turn_on
from .practising import DRILL, begin, expect_count, press, press_begin

pytestmark = pytest.mark.no_worker

SAVE = """async (size) => {
  const { openStore, newId } = await import('/static/js/records/store.js');
  const store = await openStore();
  try {
    await store.save('session', newId(), { started_at: '2026-11-22T14:03:11.120-05:00', note: 'x'.repeat(size) });
    return 'kept';
  } catch (error) {
    return [error.name, error.reason].join(' ');
  }
}"""

OPEN = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return openStore().then(() => 'open', (error) => [error.name, error.reason].join(' '));
}"""

CURSOR = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await (await openStore()).setting('sync')).cursor;
}"""


@contextmanager
def small_phone(device: Device, room: int) -> Iterator[None]:
    """A phone that gives Hinge `room` bytes in all; to be used before Hinge keeps anything, for Chromium
    remembers for some time how much room there was."""
    devtools = device.context.new_cdp_session(device.page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": device.server.url, "quotaSize": room})
    yield
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": device.server.url})
    devtools.detach()


def notice(page: Page, name: str) -> None:
    expect(page.locator(f'[data-notice="{name}"]')).to_be_visible()


def expect_nothing_kept(device: Device, reason: str) -> None:
    assert device.page.evaluate(OPEN) == f"StorageError {reason}"
    device.open("/settings/")
    notice(device.page, "storage")
    expect(device.find("sync-on")).not_to_be_visible()
    expect(device.page.locator("#sync").get_by_role("alert")).to_contain_text("can’t sync here")
    device.open("/")
    notice(device.page, "storage")


def test_a_browser_without_a_database_is_told_of(device: Device) -> None:
    device.context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    device.open("/settings/")
    expect_nothing_kept(device, "missing")


def test_a_browser_that_forbids_storage_is_told_of(device: Device) -> None:
    device.context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }"
    )
    device.open("/settings/")
    expect_nothing_kept(device, "missing")


def test_a_database_that_does_not_open_is_told_of(device: Device) -> None:
    device.context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('Internal error', 'UnknownError') }"
    )
    device.open("/settings/")
    expect_nothing_kept(device, "other")


def test_a_database_that_never_answers_does_not_keep_the_page_waiting(device: Device) -> None:
    device.expect_problem("favicon.ico")  # which a page without a head asks for
    other = device.tab("/robots.txt")
    other.evaluate(
        """() => new Promise((resolve) => {
          const request = indexedDB.open('hinge', 1);
          request.onsuccess = () => {
            window.held = request.result; // which lets no deletion through, and that no open
            indexedDB.deleteDatabase('hinge').onblocked = resolve;
          };
        })"""
    )
    device.page.clock.install(time="2026-11-22T18:30:00")
    device.page.clock.pause_at("2026-11-22T18:30:01")  # a loaded machine may take longer than the page waits
    device.open("/settings/")
    expect(device.page.locator('[data-notice="storage"]')).not_to_be_visible()
    device.page.clock.run_for(8_100)
    notice(device.page, "storage")
    other.evaluate("held.close()")
    assert device.page.evaluate(OPEN) == "open", "a later try may do"


def test_a_phone_that_is_full_says_so_and_keeps_what_it_has(device: Device) -> None:
    with small_phone(device, 5_000_000):
        device.open("/settings/")
        practise(device.page)
        before = records(device.page)
        assert device.page.evaluate(SAVE, 20_000_000) == "StorageError full"
        notice(device.page, "full")
        assert records(device.page) == before
    assert device.page.evaluate(SAVE, 20_000) == "kept"
    expect(device.page.locator('[data-notice="full"]')).not_to_be_visible()
    assert len(records(device.page)) == 2


def test_an_answer_that_finds_no_room_is_taken_in_later(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    turn_on(first)
    practise(first.page, count=500)
    practise(first.page, count=400, note="…" * 2000)
    expect_status(first.page, "synced", 0)
    code = pairing_code(first)
    with small_phone(second, 1_500_000):
        second.open(f"/settings/#pair={code}")
        second.find("join-link").click()
        notice(second.page, "full")
        assert len(records(second.page)) == 500
        assert second.page.evaluate(CURSOR).endswith(".500"), "at what is kept, not beyond"
        expect_status(second.page, "waiting")
    sync(second.page)
    assert records(second.page) == records(first.page)
    expect_quiet(first, second)


def test_a_newer_hinge_in_another_tab_waits_for_nobody_and_the_older_tab_goes_on(device: Device) -> None:
    device.open("/settings/")
    practise(device.page)
    other = device.tab("/settings/")
    upgraded = other.evaluate(
        """() => new Promise((resolve, reject) => {
          const request = indexedDB.open('hinge', 1000);
          request.onupgradeneeded = () => request.result.createObjectStore('of a later version');
          request.onblocked = () => reject(new Error('an older tab is in the way'));
          request.onerror = () => reject(request.error);
          request.onsuccess = () => { request.result.close(); resolve(request.result.version); };
        })"""
    )
    assert upgraded == 1000
    practise(device.page)
    assert len(records(device.page)) == 2
    assert len(records(other)) == 2
    expect(device.page.locator('[data-notice="storage"]')).not_to_be_visible()


def test_a_change_in_one_tab_shows_in_the_other(device: Device) -> None:
    device.open("/settings/")
    other = device.tab("/history/")
    practise(device.page)
    expect(other.get_by_test_id("session")).to_have_count(1)
    expect_status(other, "off", 1)


TROUBLE = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  const store = await openStore();
  const mine = (work) => store.alter(work).catch((error) => error.name);
  return [
    await mine(() => { throw Object.assign(new Error(), { name: 'SyncTrouble' }); }),
    await mine((tx) => tx.missing.get('x')),
    await mine((tx) => tx.objectStore('settings').put('x')),
  ];
}"""


def test_what_is_not_the_browsers_fault_is_not_laid_to_it(device: Device) -> None:
    device.open("/settings/")
    assert device.page.evaluate(TROUBLE.replace(".put('x')", ".get('x')"))[:2] == ["SyncTrouble", "TypeError"]
    expect(device.page.locator('[data-notice="storage"]')).not_to_be_visible()
    assert device.page.evaluate(TROUBLE)[2] == "StorageError"
    notice(device.page, "storage")


LOSE = """(name) => {
  const { prototype } = IDBDatabase;
  const really = prototype.transaction;
  prototype.transaction = function () {
    prototype.transaction = really;
    throw new DOMException('Connection to Indexed Database server lost.', name);
  };
}"""


@pytest.mark.parametrize("name", ["UnknownError", "InvalidStateError"])
def test_a_connection_that_the_browser_lost_is_made_again(device: Device, name: str) -> None:
    device.open("/settings/")
    practise(device.page)
    device.page.evaluate(LOSE, name)
    assert device.page.evaluate(SAVE, 10) == "kept"
    assert len(records(device.page)) == 2
    expect(device.page.locator('[data-notice="storage"]')).not_to_be_visible()


def test_a_database_that_opens_late_clears_the_notice(device: Device) -> None:
    device.context.add_init_script(
        """IDBFactory.prototype.reallyOpen = IDBFactory.prototype.open;
        IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }"""
    )
    device.open("/settings/")
    notice(device.page, "storage")
    device.page.evaluate("() => { IDBFactory.prototype.open = IDBFactory.prototype.reallyOpen; }")
    device.page.evaluate("dispatchEvent(new Event('online'))")
    expect(device.page.locator('[data-notice="storage"]')).not_to_be_visible()
    practise(device.page)
    expect_status(device.page, "off", 1)


# Another page that is not Hinge's holds every store of the database for as long as it likes.
HOLD = """() => new Promise((held) => {
  const opening = indexedDB.open('hinge');
  opening.onsuccess = () => {
    const db = opening.result;
    db.onversionchange = () => {};
    const runs = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('runs');
    let released = false;
    window.release = () => { released = true; };
    const spin = () => { runs.get('x').onsuccess = () => released || spin(); };
    spin();
    held();
  };
})"""

IN_FIRST = """() => new Promise((read) => {
  const opening = indexedDB.open('hinge');
  opening.onsuccess = () => {
    const request = opening.result.transaction('records').objectStore('records').getAll();
    request.onsuccess = () => { opening.result.close(); read(request.result.map((entry) => entry.record.id)); };
  };
})"""


def hold_database(device: Device) -> Page:
    """A page that keeps the database from answering until `release()` is called in it."""
    device.expect_problem("favicon.ico")
    other = device.tab("/robots.txt")
    other.evaluate(HOLD)
    return other


def test_a_database_that_hangs_is_stood_in_for_and_both_come_together(device: Device) -> None:
    device.open("/settings/")
    kept = practise(device.page)
    other = hold_database(device)
    device.page.bring_to_front()
    assert device.page.evaluate(SAVE, 10) == "kept"
    expect(device.page.get_by_text("This browser’s storage has stopped answering.")).to_be_visible()
    during = [record["id"] for record in records(device.page)]
    assert kept not in during or len(during) == 2
    other.evaluate("release()")
    expect(device.page.get_by_text("This browser’s storage has stopped answering.")).not_to_be_visible()
    both = sorted(record["id"] for record in records(device.page))
    assert len(both) == 2
    assert set(both) == {kept, *during}
    assert sorted(other.evaluate(IN_FIRST)) == both


def test_what_was_counted_while_the_database_hangs_is_there_when_the_page_is_killed(
    new_device: NewDevice, tmp_path: Path
) -> None:
    device = new_device(profile=tmp_path / "profile")
    device.open("/settings/")
    hold_database(device)
    device.page.bring_to_front()
    page = begin(device)
    press(page, 4)
    expect_count(page, 4)
    expect(page.get_by_text("Not kept yet. The count goes on.")).to_be_hidden()
    page.close()
    device.page = device.tab(DRILL)
    expect(device.page.get_by_role("region", name="You were in the middle of it")).to_contain_text("left 4")
    press_begin(device.page)
    press(device.page, 26)
    expect(device.find("saved")).to_be_visible()
    device.context.close()

    again = new_device(profile=tmp_path / "profile")
    again.open("/history/")
    expect(again.find("session")).to_have_attribute("data-reps", "30")
    assert again.page.evaluate(IN_FIRST) == [again.find("session").get_attribute("data-id")]


def test_a_second_tab_follows_when_the_database_answers_again(device: Device) -> None:
    device.open("/settings/")
    other = hold_database(device)
    second = device.tab("/history/")
    for page in (device.page, second):
        page.bring_to_front()
        practise(page)
        expect(page.get_by_text("This browser’s storage has stopped answering.")).to_be_visible()
    other.evaluate("release()")
    for page in (device.page, second):
        expect(page.get_by_text("This browser’s storage has stopped answering.")).not_to_be_visible()
        assert len(records(page)) == 2
    assert len(other.evaluate(IN_FIRST)) == 2
