"""What the server acknowledged is there after it was killed, and a killed push is there whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from queue import Queue

import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa.database import db

from .browser.server import Server
from .phones import Envelope, Phone, record
from .remote import Remote

WRITERS, KILLS, PUSH = 3, 3, 5


def write_until_killed(url: str, cookie: str, name: str, acknowledged: Queue[list[Envelope]]) -> list[Envelope]:
    """The push that no answer came to."""
    phone = Phone(Remote(url, cookie), name)
    while True:
        sent = [record(device=name) for _ in range(PUSH)]
        try:
            answer = phone.post("", sent)
        except (OSError, HTTPException):
            phone.client.close()
            return sent
        assert answer.status_code == 200
        acknowledged.put(sent)


def everything(phone: Phone) -> dict[str, Envelope]:
    fresh = Phone(phone.client, "fresh")
    fresh.sync()
    return fresh.held


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(real_server: Server) -> None:
    phone = Phone(Remote(real_server.url), "phone")
    phone.make_account()
    sure: dict[str, Envelope] = {}
    for _ in range(KILLS):
        acknowledged: Queue[list[Envelope]] = Queue()
        with ThreadPoolExecutor(WRITERS) as pool:
            writers = [
                pool.submit(write_until_killed, real_server.url, phone.client.cookie, f"writer-{number}", acknowledged)
                for number in range(WRITERS)
            ]
            for _ in range(20):
                sure |= {change["id"]: change for change in acknowledged.get(timeout=60)}
            real_server.kill()
            open_pushes = [future.result() for future in writers]
        while not acknowledged.empty():
            sure |= {change["id"]: change for change in acknowledged.get()}
        phone.client.close()
        real_server.start()

        stored = everything(phone)
        assert sure.items() <= stored.items()
        for push in open_pushes:
            assert sum(change["id"] in stored for change in push) in (0, PUSH)
            assert phone.push(*push)["rejected"] == []
            sure |= {change["id"]: change for change in push}
        assert everything(phone) == sure
    phone.client.close()


def test_sqlite_has_written_a_commit_to_disk_when_it_returns(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL does by default")
        pragmas = [db.session.execute(sa.text(f"PRAGMA {name}")).scalar_one() for name in
                   ("journal_mode", "synchronous", "foreign_keys", "secure_delete")]  # fmt: skip
    assert pragmas == ["wal", 2, 1, 1]
