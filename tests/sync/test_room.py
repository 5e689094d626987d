"""An account holds a number of records and not one more, however many devices push at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa.config import MOST_RECORDS
from hinge_pwa.database.engine import db
from hinge_pwa.database.models import accounts, records
from hinge_pwa.sync import exchange
from hinge_pwa.sync.statements import PUSH_TO_POSTGRESQL

from ..support.phones import Phone, record, tombstone

MOST = 20


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "MOST_RECORDS", MOST)
    assert str(MOST_RECORDS) in PUSH_TO_POSTGRESQL
    monkeypatch.setattr(exchange, "PUSH_TO_POSTGRESQL", PUSH_TO_POSTGRESQL.replace(str(MOST_RECORDS), str(MOST)))


def held(app: Flask) -> int:
    with app.app_context():
        return int(db.session.execute(sa.select(sa.func.count()).select_from(records)).scalar_one())


def bound(app: Flask) -> int:
    """What the server takes for the most that the account holds, without counting."""
    with app.app_context():
        found = db.session.execute(sa.select(accounts.c.sequence - accounts.c.replaced)).scalar_one()
    return int(found)


def is_full(answer: Any) -> None:
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "account_full")


def fill(phone: Phone, number: int = MOST) -> list[str]:
    ids = [record()["id"] for _ in range(number)]
    phone.push(*(record(id) for id in ids))
    return ids


def test_there_is_room_for_the_last_and_none_for_one_more(app: Flask, phone: Phone) -> None:
    fill(phone, MOST - 1)
    is_full(phone.post("", [record(), record()]))
    assert held(app) == MOST - 1
    phone.push(record())
    is_full(phone.post("", [record()]))
    assert held(app) == MOST


def test_a_full_account_takes_changes_and_gives_what_it_has(app: Flask, phone: Phone, tablet: Phone) -> None:
    ids = fill(phone)
    for stamp in range(2, 2 * MOST):
        phone.push(record(ids[0], stamp), tombstone(ids[1], stamp))
    assert held(app) == MOST
    stamps = {each["id"]: each["stamp"] for each in tablet.pull()["changes"]}
    assert (len(stamps), stamps[ids[0]], stamps[ids[1]]) == (MOST, 2 * MOST - 1, 2 * MOST - 1)
    beaten = phone.push(record(ids[2], 0))["changes"]
    assert {each["id"]: each["stamp"] for each in beaten}[ids[2]] == 1


def test_changes_that_come_with_new_records_are_taken(app: Flask, phone: Phone, tablet: Phone) -> None:
    """One that wins, one that is known, one that loses, and a deletion; each new one is named."""
    ids = fill(phone)
    phone.push(record(ids[2], 7))
    new = [record(), record()]
    sent = [new[0], record(ids[0], 99), record(ids[1], 1), record(ids[2], 3), tombstone(ids[3], 5), new[1]]
    for _ in range(2):  # nor does it change anything when it is sent again
        answer = phone.post("", sent)
        assert answer.status_code == 200
        rejected = answer.get_json()["rejected"]
        assert [(each["id"], each["code"]) for each in rejected] == [(each["id"], "account_full") for each in new]
        assert held(app) == MOST
        assert bound(app) == MOST
        found = {each["id"]: (each["stamp"], each["deleted"]) for each in tablet.post("", []).get_json()["changes"]}
        assert [found[id] for id in ids[:4]] == [(99, False), (1, False), (7, False), (5, True)]
    only_known = phone.post("", [record(ids[1], 1), record()])
    assert (only_known.status_code, len(only_known.get_json()["rejected"])) == (200, 1)
    is_full(phone.post("", new))


def test_changes_take_no_room(app: Flask, phone: Phone) -> None:
    """More changes than there may be records, of few."""
    ids = fill(phone, 3)
    for stamp in range(2, 2 * MOST):
        phone.push(*(record(id, stamp) for id in ids))
    phone.push(*(record() for _ in range(MOST - 3)))
    assert held(app) == MOST
    is_full(phone.post("", [record()]))


def test_an_account_from_before_there_was_a_limit_is_counted(app: Flask, phone: Phone) -> None:
    """All its changes count as records until somebody counts them; one that holds more keeps them all."""
    ids = fill(phone, 3)
    with app.app_context():
        db.session.execute(sa.update(accounts).values(sequence=10 * MOST, replaced=0))
        db.session.commit()
    phone.push(record())
    assert (held(app), bound(app)) == (4, 4)
    more = [record() for _ in range(MOST)]
    with app.app_context():
        account = db.session.execute(sa.select(accounts.c.id)).scalar_one()
        head = {"account_id": account, "stamp": 1, "device": "phone", "deleted": False}
        rows = [
            {**head, "sequence": number, "id": each["id"], "record": json.dumps(each)}
            for number, each in enumerate(more, 20 * MOST)
        ]
        db.session.execute(sa.insert(records), rows)
        db.session.execute(sa.update(accounts).values(sequence=30 * MOST, replaced=0))
        db.session.commit()
    is_full(phone.post("", [record()]))
    phone.post("", [record(ids[0], 7)])
    phone.post("", [record(ids[0], 8)])
    is_full(phone.post("", [record()]))
    assert held(app) == 4 + MOST


def test_many_devices_at_once_fill_it_to_the_last_place(app: Flask) -> None:
    first = Phone(app.test_client(), "0")
    first.make_account()
    devices = [first, *(Phone(app.test_client(), str(number)) for number in range(1, 4))]
    for device in devices[1:]:
        device.join(first)
    shared = [record()["id"] for _ in range(4)]

    def push(device: Phone) -> int:
        """How many new ones were taken, three and a shared one at a time."""
        taken = 0
        for stamp in range(1, 10):
            sent = [record() for _ in range(3)]
            answer = device.post("", [*sent, record(shared[stamp % 4], stamp, device.name)])
            if answer.status_code != 200:  # the shared one was new too
                is_full(answer)
                break
            refused = {each["id"] for each in answer.get_json()["rejected"]}
            taken += sum(each["id"] not in refused for each in sent)
            if refused:
                break
        return taken

    with ThreadPoolExecutor(len(devices)) as pool:
        taken = sum(pool.map(push, devices))
    assert MOST - 4 < held(app) <= MOST
    with app.app_context():
        found = set(db.session.execute(sa.select(records.c.id)).scalars())
    assert taken == len(found - set(shared))
    for _ in range(MOST - held(app)):
        first.push(record())
    is_full(first.post("", [record()]))
    assert (held(app), bound(app)) == (MOST, MOST)


@pytest.mark.parametrize(("path", "sentence"), [
    ("/settings/", "This account holds as many practices"), ("/fr/settings/", "Ce compte contient déjà autant"),
])  # fmt: skip
def test_the_phone_has_a_sentence_for_it(site: Flask, path: str, sentence: str) -> None:
    assert f'<li data-code="account_full">{sentence}' in site.test_client().get(path).text
