"""Finds lost records: acknowledged changes, the devices' records and the database's records must agree."""

from collections.abc import Iterable, Mapping

from tests.support.phones import Envelope, Phone

Key = tuple[int, bool, str]
"""What decides between two changes of a record: stamp, deleted, device."""


def lost(acknowledged: Iterable[Envelope], stored: Mapping[str, Key]) -> list[Envelope]:
    """The changes that are not stored, and over which no stored change wins."""
    return [change for change in acknowledged if stored.get(change["id"], (-1, False, "")) < key(change)]


def differences(phones: Iterable[Phone], stored: Mapping[str, Envelope]) -> list[str]:
    """One sentence for each record of a device that differs from `stored`, the records of its account."""
    return [
        f"{phone.name}: {id} is {phone.records.get(id)}, and should be {stored.get(id)}"
        for phone in phones
        for id in sorted(stored.keys() | phone.records.keys())
        if phone.records.get(id) != stored.get(id)
    ]


def key(change: Envelope) -> Key:
    return change["stamp"], change["deleted"], change["device"]
