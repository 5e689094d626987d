"""Puts practices on a device before a test, at a fixed date."""

import uuid
from typing import Any

from playwright.sync_api import Page

from ..support.phones import Envelope, record, session
from .device import Device

NOW = "2026-11-22T18:30:00+01:00"  # a Sunday, in the devices' time zone


def practice(day: str = "2026-11-22", hour: str = "18:00", **changes: Any) -> Envelope:
    """A session that began at `hour`, the phone's local time, with `changes` to its data."""
    began, ended = (f"{day}T{hour}:{seconds}.000+01:00" for seconds in ("00", "59"))
    data = {**session(started_at=began, ended_at=ended), **changes}
    return record(str(uuid.uuid4()), device="seed", data=data)


def reps(left: int = 0, right: int = 0, both: int = 0) -> list[dict[str, Any]]:
    """The sets of a session."""
    return [
        {"side": side, "reps": done, "target": 15, "seconds": 90, "counter": "tap"}
        for side, done in (("left", left), ("right", right), ("both", both))
        if done
    ]


def add_records(page: Page, *records: Envelope) -> None:
    """Store records on the device of `page`, as an import would."""
    page.evaluate(
        """async (records) => {
          const { openStore } = await import('/static/js/records/store.js');
          await (await openStore()).offer(records);
        }""",
        list(records),
    )


def session_data(page: Page, id: str) -> Any:
    """The data of a session on the device; None if it is missing or deleted."""
    return page.evaluate(
        """async (id) => {
          const { openStore } = await import('/static/js/records/store.js');
          return (await (await openStore()).entry(id))?.record.data ?? null;
        }""",
        id,
    )


def open_with(device: Device, path: str, *records: Envelope) -> Page:
    """The page at `path` of a device with `records`; its clock starts at NOW."""
    device.context.clock.install(time=NOW)
    device.open("/history/")
    add_records(device.page, *records)
    device.open(path)
    return device.page
