"""What the server acknowledged is there after it was killed, and a killed push is there whole or not at all."""

import random
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from queue import Queue

import pytest
import sqlalchemy as sa

from ..browser.server import Server
from ..support.phones import Envelope, Phone, assert_converged, record, wins
from ..support.remote import KILL_AT_LINE, Remote
from .conftest import NewPhone
from .sentences import covers

WRITERS, KILLS, NEW = 3, 2, 5
ERASED = 120
SHARED = str(uuid.uuid4())


@pytest.fixture
def chance() -> random.Random:
    """Another one each time; a test that fails shows its seed."""
    seed = random.randrange(2**32)
    print(f"The seed was {seed}")
    return random.Random(seed)


def write(phone: Phone, clock: int) -> list[str]:
    """Make new records and change an old one, for one push. Returns the ids of the new ones."""
    ids = [str(uuid.uuid4()) for _ in range(NEW)]
    for id in (*ids, SHARED):
        phone.edit(id, clock)
    return ids


def everything(phone: Phone) -> dict[str, Envelope]:
    fresh = Phone(phone.client, "fresh")
    fresh.sync()
    return fresh.records


def is_whole_or_nothing(ids: list[str], stored: dict[str, Envelope]) -> bool:
    return sum(id in stored for id in ids) in (0, len(ids))


def write_until_killed(phone: Phone, answered: Queue[None]) -> list[str]:
    """The new records in the push that no answer came to."""
    while True:
        ids = write(phone, 1)
        try:
            phone.sync()
        except (OSError, HTTPException):
            phone.client.close()
            return ids
        answered.put(None)


@covers("Every valid change is merged")
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(
    server: Server, phone: Phone, new_phone: NewPhone, chance: random.Random
) -> None:
    writers = [new_phone(f"writer-{number}") for number in range(WRITERS)]
    for writer in writers:
        writer.join(phone)
    for _ in range(KILLS):
        answered: Queue[None] = Queue()
        with ThreadPoolExecutor(WRITERS) as pool:
            writing = [pool.submit(write_until_killed, writer, answered) for writer in writers]
            for _ in range(chance.randrange(1, 40)):
                answered.get(timeout=60)
            server.kill()
            pushes = [done.result() for done in writing]
        phone.client.close()
        server.start()

        stored = everything(phone)
        assert all(is_whole_or_nothing(ids, stored) for ids in pushes)
        for writer in writers:
            for id in writer.records.keys() - writer.waiting:
                assert stored[id] == writer.records[id] or wins(stored[id], writer.records[id])
    assert_converged(phone, *writers)


class Mortal(Server):
    """Has a process for each request, which dies at the line of Hinge that the request names."""

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.support.dying", str(self.port)]


@pytest.fixture
def mortal(server: Server, tmp_path: Path) -> Iterator[Server]:
    """A second server of the same database."""
    mortal = Mortal(tmp_path / "mortal", environ=server.environ)
    mortal.start()
    yield mortal
    mortal.kill()  # its processes hear no Ctrl-C
    mortal.close()


@covers("Every valid change is merged")
def test_a_push_is_whole_or_nothing_wherever_it_is_killed(
    mortal: Server, phone: Phone, tablet: Phone, chance: random.Random
) -> None:
    safe, phone.client = phone.client, Remote(mortal.url, phone.client.cookie)
    line = deaths = 0
    while True:
        line += chance.randint(1, 15)
        ids = write(phone, line)
        phone.client.headers[KILL_AT_LINE] = str(line)
        try:
            phone.sync()
            break
        except (OSError, HTTPException):
            deaths += 1
        phone.client.close()
        tablet.sync()
        assert is_whole_or_nothing(ids, tablet.records)
        assert (tablet.records.get(SHARED) == phone.records[SHARED]) == (ids[0] in tablet.records)
        del phone.client.headers[KILL_AT_LINE]
        phone.sync()
    assert deaths > 10
    phone.client.close()
    phone.client = safe
    assert_converged(phone, tablet)


def wait_until_erased(server: Server, engine: sa.Engine, account: str) -> None:
    """While somebody asks the server for something."""
    deadline = time.monotonic() + 60
    client = Remote(server.url)
    while True:
        with engine.connect() as connection:
            query = sa.text(
                "SELECT id FROM accounts WHERE id = :id UNION ALL SELECT id FROM records WHERE account_id = :id"
            )
            if connection.execute(query, {"id": account}).first() is None:
                break
        assert client.get("/healthz").status_code == 200
        assert time.monotonic() < deadline
    client.close()


@covers("From now on every device of it gets 401", "DELETE /api/account | 204")
def test_an_erasing_goes_on_wherever_it_was_killed(
    server: Server, mortal: Server, engine: sa.Engine, new_phone: NewPhone, chance: random.Random
) -> None:
    """Before its first commit nothing has happened; after it nobody gets in, and the next server does the rest."""
    line, begun, not_begun = 0, [], 0
    while True:
        line += chance.randint(5, 30)
        phone, other = new_phone("phone"), new_phone("other")
        account = phone.make_account()
        other.join(phone)
        phone.push(*(record() for _ in range(ERASED)))
        dying = Remote(mortal.url, phone.client.cookie)
        dying.headers[KILL_AT_LINE] = str(line)
        try:
            assert dying.delete("/api/account").status_code == 204
            break
        except (OSError, HTTPException):
            pass
        finally:
            dying.close()
        if other.post("").status_code == 200:
            not_begun += 1
            assert len(other.pull()["changes"]) == ERASED
        else:
            begun.append(account)
            assert other.post("", [record()]).status_code == other.client.get("/api/account").status_code == 401
    assert begun
    assert not_begun
    server.stop()
    server.start()
    for account in begun:
        wait_until_erased(server, engine, account)


@covers("Records of a large account may take some time")
def test_erasing_a_large_account_goes_on_after_the_server_was_killed(
    server: Server, engine: sa.Engine, phone: Phone, tablet: Phone
) -> None:
    account = str(phone.client.get("/api/account").get_json()["account"])
    for _ in range(8):
        phone.push(*(record() for _ in range(500)))
    with ThreadPoolExecutor(1) as pool:
        erasing = pool.submit(phone.client.delete, "/api/account")
        while tablet.post("").status_code == 200:
            pass
        server.kill()
        assert erasing.exception() or erasing.result().status_code == 204
    for device in (phone, tablet):
        device.client.close()
    server.start()
    assert tablet.post("", [record()]).status_code == 401
    wait_until_erased(server, engine, account)
    assert phone.make_account() != account
    assert phone.pull()["changes"] == []
