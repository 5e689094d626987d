"""The checks at the end of the run. Each yields one sentence for each problem."""

from collections import Counter
from collections.abc import Iterator

from tests.support.phones import Phone
from tests.support.remote import Remote

from .agree import Key, differences, lost
from .database import Database
from .devices import Device
from .journal import NO_ANSWER, Journal

EXPECTED = {200, 502, 503, 504, NO_ANSWER}
GUESSES = 10
"""Wrong codes that Hinge allows a network per minute, on all hosts together."""


def problems(
    journal: Journal, pairs: list[list[Device]], *, primary: Database, replica: Database, url: str
) -> Iterator[str]:
    """Must run after the devices have pushed everything."""
    for status, count in Counter(attempt.status for attempt in journal.attempts).items():
        if status not in EXPECTED:
            yield f"{count} requests were answered {status}"
    stored = _stored(primary)  # read before a device could push a lost record again
    yield from (f"lost: {change}" for change in lost(journal.acknowledged, stored))
    for devices in pairs:
        yield from _check_devices([device.phone for device in devices])
    held = {id for devices in pairs for device in devices for id in device.phone.records}
    if held != stored.keys():
        yield f"the devices hold {len(held)} records, the database {len(stored)}"
    replica.wait_until_caught_up(primary)
    if _stored(replica) != stored:
        yield "the replica differs from the primary"

    statuses = [
        Remote(url).post("/api/pairings/redeem", {"code": "ABCDE-FGHJK"}).status_code for _ in range(GUESSES + 1)
    ]
    if statuses != [404] * GUESSES + [429]:
        yield f"who guesses codes at several hosts is not slowed down: {statuses}"


def _check_devices(phones: list[Phone]) -> Iterator[str]:
    for phone in phones:
        phone.sync()
    fresh = Phone(phones[0].client, "fresh")
    fresh.sync()
    yield from differences(phones, fresh.records)
    yield from (f"{phone.name} is never done" for phone in phones if phone.sync())


def _stored(database: Database) -> dict[str, Key]:
    rows = database.sql("SELECT id::text, stamp, deleted, device FROM records")
    return {id: (stamp, deleted, device) for id, stamp, deleted, device in rows}
