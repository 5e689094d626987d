"""Whether anything was lost: what was acknowledged, what the devices hold and what the database holds must agree."""

from collections.abc import Iterable, Mapping

from tests.support.phones import Envelope, Phone

Key = tuple[int, bool, str]
"""By which two changes of a record are compared: stamp, deleted, device."""


def lost(acknowledged: Iterable[Envelope], stored: Mapping[str, Key]) -> list[Envelope]:
    """The changes that are neither stored nor overtaken by a later one."""
    return [change for change in acknowledged if stored.get(change["id"], (-1, False, "")) < key(change)]


def apart(phones: Iterable[Phone], stored: Mapping[str, Envelope]) -> list[str]:
    """What is wrong with the devices of one account, whose records a new device finds to be `stored`."""
    return [
        f"{phone.name}: {id} is {phone.held.get(id)}, and should be {stored.get(id)}"
        for phone in phones
        for id in sorted(stored.keys() | phone.held.keys())
        if phone.held.get(id) != stored.get(id)
    ]


def key(change: Envelope) -> Key:
    return change["stamp"], change["deleted"], change["device"]
