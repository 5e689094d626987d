"""Simulated devices, two per account, that create, edit and delete sessions."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from random import Random
from threading import Event

from tests.support.phones import Envelope, Phone, record, session
from tests.support.remote import Remote

from .journal import NO_ANSWER, Journal

TIMEOUT_SECONDS = 15
"""Seconds after which a device gives a request up."""
PAUSE_SECONDS = (0.2, 0.6)
"""Seconds between two syncs, least and most, whatever the result of the first. Real devices wait longer."""
PULL_SHARE = 0.25
"""The share of requests that push nothing, even if records wait."""


class Device:
    def __init__(self, url: str, name: str, journal: Journal) -> None:
        self._client = Remote(url, timeout=TIMEOUT_SECONDS)
        self._journal = journal
        self._random = Random(name)  # noqa: S311 - no secret: each device acts differently
        self.phone = Phone(self._client, name)

    def live(self, ended: Event, given_up: Event) -> None:
        """Create sessions and sync until `ended`; then sync until nothing waits or `given_up` is set."""
        while not ended.is_set():
            self._practise()
            self._attempt([] if self._random.random() < PULL_SHARE else self.phone.outbox())
            ended.wait(self._random.uniform(*PAUSE_SECONDS))
        while self.phone.waiting and not given_up.is_set():
            self._attempt(self.phone.outbox())
        self._client.close()

    def _practise(self) -> None:
        """Create a session in most cases; else edit or delete one."""
        chance, phone = self._random.random(), self.phone
        alive = [id for id, held in phone.records.items() if not held["deleted"]]
        if chance < 0.7 or not alive:
            new = record(device=phone.name)
            phone.edit(new["id"], _clock())
        elif chance < 0.9:
            phone.edit(self._random.choice(alive), _clock(), data=session(note=f"{phone.name} at {_clock()}"))
        else:
            phone.delete(self._random.choice(alive), _clock())

    def _attempt(self, pushed: list[Envelope]) -> None:
        begun = time.monotonic()
        try:
            answer = self.phone.post(self.phone.cursor, pushed)
        except (OSError, HTTPException):
            self._client.close()
            self._journal.add(begun, NO_ANSWER, pushed)
            return
        self._journal.add(begun, answer.status_code, pushed)
        if answer.status_code == 200:
            self.phone.receive(pushed, answer.get_json())
        elif answer.status_code == 409:
            self.phone.start_again()


def pair(url: str, name: str, journal: Journal) -> list[Device]:
    """Two devices of a new account."""
    devices = [Device(url, f"{name}-{kind}", journal) for kind in ("phone", "tablet")]
    devices[0].phone.make_account()
    devices[1].phone.join(devices[0].phone)
    return devices


@contextmanager
def running(devices: list[Device]) -> Iterator[None]:
    """Runs each device in a thread; at the end they push what still waits."""
    ended, given_up = Event(), Event()
    with ThreadPoolExecutor(len(devices)) as pool:
        lives = [pool.submit(device.live, ended, given_up) for device in devices]
        try:
            yield
        except BaseException:
            given_up.set()
            raise
        finally:
            ended.set()
        for life in lives:
            life.result()


def _clock() -> int:
    return time.time_ns() // 1_000_000
