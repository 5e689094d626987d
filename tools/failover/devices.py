"""Simulated devices, two to an account, whose people practise and change their minds."""

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

PATIENCE_SECONDS = 15
"""After which a device takes a request for lost."""
PAUSE_SECONDS = (0.2, 0.6)
"""Between two syncs, whether the first succeeded or not: real devices wait longer."""
LOOKS = 0.25
"""How often a device only looks what the other has done, whatever it holds itself."""


class Device:
    def __init__(self, url: str, name: str, journal: Journal) -> None:
        self._client = Remote(url, patience=PATIENCE_SECONDS)
        self._journal = journal
        self._random = Random(name)  # noqa: S311 - to do something else than the others
        self.phone = Phone(self._client, name)

    def live(self, ended: Event, given_up: Event) -> None:
        """Practise and sync until `ended`; then sync, unless `given_up`, until nothing waits any more."""
        while not ended.is_set():
            self._practise()
            self._attempt([] if self._random.random() < LOOKS else self.phone.outbox())
            ended.wait(self._random.uniform(*PAUSE_SECONDS))
        while self.phone.waiting and not given_up.is_set():
            self._attempt(self.phone.outbox())
        self._client.close()

    def _practise(self) -> None:
        """A new session in the most cases; else another look at an old one, or its end."""
        chance, phone = self._random.random(), self.phone
        alive = [id for id, held in phone.held.items() if not held["deleted"]]
        if chance < 0.7 or not alive:
            made = record(device=phone.name)
            phone.edit(made["id"], _clock())
        elif chance < 0.9:
            phone.edit(self._random.choice(alive), _clock(), data=session(note=f"{phone.name} at {_clock()}"))
        else:
            phone.delete(self._random.choice(alive), _clock())

    def _attempt(self, sent: list[Envelope]) -> None:
        begun = time.monotonic()
        try:
            answer = self.phone.post(self.phone.cursor, sent)
        except (OSError, HTTPException):
            self._client.close()
            self._journal.note(begun, NO_ANSWER, sent)
            return
        self._journal.note(begun, answer.status_code, sent)
        if answer.status_code == 200:
            self.phone.take(sent, answer.get_json())
        elif answer.status_code == 409:
            self.phone.start_again()


def pair(url: str, name: str, journal: Journal) -> list[Device]:
    """Two devices of a new account."""
    devices = [Device(url, f"{name}-{kind}", journal) for kind in ("phone", "tablet")]
    devices[0].phone.make_account()
    devices[1].phone.join(devices[0].phone)
    return devices


@contextmanager
def alive(devices: list[Device]) -> Iterator[None]:
    """Lets all devices live, each in a thread; afterwards they have brought all that they hold."""
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
