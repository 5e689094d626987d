"""Functions for what a person does with practices and sync on a Device."""

import json
from typing import Any

from playwright.sync_api import Error, Locator, Page, Request, Response, expect

from .conftest import NewDevice
from .device import CUT_SHORT, Device

PRACTISE = """async ([changes, count, wait]) => {
  const { openStore, newId, localTime } = await import('/static/js/records/store.js');
  const store = await openStore();
  const session = () => {
    const now = Date.now() - 600_000;
    return {
      guide: 'foam-roller-deadlift',
      started_at: localTime(now),
      ended_at: localTime(now + 240_000),
      sets: ['left', 'right'].map((side) => ({ side, reps: 15, target: 15, seconds: 110.5, counter: 'tap' })),
      pain_before: 4, pain_after: 3, note: '',
      ...changes,
    };
  };
  const { id, stamp, device } = await store.save('session', newId(), session());
  const others = Array.from({ length: count - 1 }, () => (
    { kind: 'session', id: newId(), stamp, device, deleted: false, data: session() }
  ));
  await store.offer(others); // all at once
  const { syncSoon } = await import('/static/js/sync/client.js');
  const synced = syncSoon('practice');
  if (wait) await synced;
  return id;
}"""

EDIT = """async ([id, changes, wait]) => {
  const { openStore } = await import('/static/js/records/store.js');
  const store = await openStore();
  const { record } = await store.entry(id);
  await store.save(record.kind, id, { ...record.data, ...changes });
  const { syncSoon } = await import('/static/js/sync/client.js');
  const synced = syncSoon('change');
  if (wait) await synced;
}"""

RECORDS = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  const records = await (await openStore()).all();
  return JSON.stringify(records.sort((a, b) => (a.id < b.id ? -1 : 1))); // hundreds go faster as one text
}"""

OFFLINE = f"net::ERR_INTERNET_DISCONNECTED|{CUT_SHORT}"  # console messages without a network


def practise(page: Page, count: int = 1, *, wait: bool = True, **changes: Any) -> str:
    """Save `count` sessions as the practice page does; returns the id of the first.

    `wait`: until the sync afterwards has ended, successful or not.
    """
    return str(page.evaluate(PRACTISE, [changes, count, wait]))


def edit(page: Page, session: str, *, wait: bool = True, **changes: Any) -> None:
    """Change a session as the history page does."""
    page.evaluate(EDIT, [session, changes, wait])


def sync(page: Page) -> None:
    """Sync, and wait until it has ended, successful or not."""
    page.evaluate("import('/static/js/sync/client.js').then(({ syncSoon }) => syncSoon('button'))")


def records(page: Page) -> list[dict[str, Any]]:
    """Every record on the device, with deleted ones, ordered by id."""
    found: list[dict[str, Any]] = json.loads(page.evaluate(RECORDS))
    return found


def living(page: Page, kind: str) -> list[dict[str, Any]]:
    """The data of each record of a kind that is not deleted, ordered by id: the older first."""
    return [one["data"] for one in records(page) if one["kind"] == kind and not one["deleted"]]


def status(page: Page) -> Locator:
    return page.get_by_test_id("sync-status")


def expect_status(page: Page, state: str, waiting: int | None = None) -> None:
    expect(status(page)).to_have_attribute("data-state", state)
    if waiting is not None:
        expect(status(page)).to_have_attribute("data-waiting", str(waiting))


def turn_on(device: Device) -> None:
    device.open("/settings/")
    device.find("sync-on").click()
    expect_status(device.page, "synced", 0)


# Playwright's stopped clock draws each of the sixty frames of a second, which takes longer than the second.
FEW_FRAMES = """
globalThis.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 200);
globalThis.cancelAnimationFrame = clearTimeout;
"""


def stop_clock(page: Page) -> None:
    """Stop the installed clock: from now on it moves only by `page.clock.run_for`, with few frames a second."""
    pause_clock(page)
    page.add_init_script(FEW_FRAMES)
    page.evaluate(FEW_FRAMES)


def pause_clock(page: Page) -> None:
    """Playwright can pause it only at a future time, which a busy machine may let pass: later times are tried."""
    for ahead in (1, 5, 25):
        try:
            return page.clock.pause_at(page.evaluate(f"Date.now() / 1000 + {ahead}"))
        except Error as error:
            if "to the past" not in str(error):
                raise
    raise TimeoutError("the machine took longer than 25 s to stop a clock")


def pairing_code(device: Device) -> str:
    """A pairing code of this device, whose sync must be on."""
    device.open("/settings/")
    device.find("pair").click()
    code = device.find("pair-code")
    expect(code).not_to_be_empty()
    return code.inner_text()


def join(device: Device, code: str) -> None:
    """Open the link of the QR code with `code`, and confirm."""
    device.open(f"/settings/#pair={code}")
    device.find("join-link").click()
    expect(device.find("join-link")).not_to_be_visible()
    sync(device.page)
    expect_status(device.page, "synced", 0)


def pair(new_device: NewDevice, **options: Any) -> tuple[Device, Device]:
    """Two devices of one account, each made with `options`."""
    first, second = new_device(**options), new_device(**options)
    turn_on(first)
    join(second, pairing_code(first))
    return first, second


def expect_quiet(*devices: Device) -> None:
    """A second sync moves and changes no record."""
    for device in devices:
        device.open("/settings/")
        sync(device.page)
    for device in devices:
        before = records(device.page)
        with device.page.expect_response(is_sync) as found:
            sync(device.page)
        expect_nothing_moved(found.value)
        expect_status(device.page, "synced", 0)
        assert records(device.page) == before


def expect_nothing_moved(answer: Response) -> None:
    body = answer.json()
    assert pushed_changes(answer.request) == []
    assert (body["changes"], body["rejected"], body["more"]) == ([], [], False)


def pushed_changes(request: Request) -> list[Any]:
    """The changes in a request to /api/sync."""
    changes: list[Any] = json.loads(request.post_data or "")["changes"]
    return changes


def is_sync(message: Request | Response) -> bool:
    return message.url.endswith("/api/sync")
