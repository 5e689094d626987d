"""Any number of devices, whatever is edited, lost, repeated, reordered or restored, come to one state."""

import json
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from hinge_pwa.accounts.limits import limiter
from hinge_pwa.database import backups
from hinge_pwa.database.engine import db
from hinge_pwa.database.models import accounts, records, server
from hinge_pwa.sync import exchange

from ..support.phones import Envelope, Phone, session, wins

NAMES = ("a", "Z", "_")  # in another order by code point than by most alphabets
IDS = [str(uuid.UUID(int=number)) for number in range(5)]

phones = st.integers(0, len(NAMES) - 1)
ids = st.sampled_from(IDS)
clocks = st.integers(0, 6)  # few values: equal stamps are the hard case
notes = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)


class Devices(RuleBasedStateMachine):
    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app = app

    @initialize()
    def start(self) -> None:
        limiter.reset()
        self.phones = [Phone(self.app.test_client(), name) for name in NAMES]
        self.account = self.phones[0].make_account()
        for phone in self.phones[1:]:
            phone.join(self.phones[0])
        self.best: dict[str, Envelope] = {}  # the greatest change that was ever made of each record
        self.requests: list[tuple[str, list[Envelope]]] = []
        self.backup: tuple[int, list[Any]] = (0, [])

    @rule(phone=phones, id=ids, clock=clocks, note=notes)
    def edit(self, phone: int, id: str, clock: int, note: str) -> None:
        self.phones[phone].edit(id, clock, data=session(note=note))
        self.saw(self.phones[phone].records[id])

    @rule(phone=phones, id=ids, clock=clocks)
    def delete(self, phone: int, id: str, clock: int) -> None:
        self.phones[phone].delete(id, clock)
        self.saw(self.phones[phone].records[id])

    @rule(phone=phones, most=st.integers(1, 4))
    def sync(self, phone: int, most: int) -> None:
        self.phones[phone].sync(most)

    @rule(phone=phones)
    def lose_the_answer(self, phone: int) -> None:
        self.send(self.phones[phone])

    @rule(phone=phones, id=ids, clock=clocks)
    def edit_while_a_request_is_under_way(self, phone: int, id: str, clock: int) -> None:
        answer, sent = self.send(self.phones[phone])
        self.edit(phone, id, clock, "meanwhile")
        if answer is not None:
            self.phones[phone].receive(sent, answer)

    @precondition(lambda self: self.requests)
    @rule(phone=phones, data=st.data())
    def an_old_request_arrives_again(self, phone: int, data: st.DataObject) -> None:
        cursor, changes = data.draw(st.sampled_from(self.requests))
        part = data.draw(st.permutations(changes))[: data.draw(st.integers(0, len(changes)))]
        assert self.phones[phone].post(cursor, part).status_code in (200, 409)

    @rule()
    def back_up(self) -> None:
        with self.app.app_context():
            last = db.session.execute(sa.select(accounts.c.sequence).where(accounts.c.id == self.account)).scalar_one()
            rows = db.session.execute(sa.select(records).where(records.c.account_id == self.account)).mappings().all()
        self.backup = (last, [dict(row) for row in rows])

    @rule()
    def restore(self) -> None:
        last, rows = self.backup
        with self.app.app_context():
            db.session.execute(sa.delete(records).where(records.c.account_id == self.account))
            if rows:
                db.session.execute(sa.insert(records), rows)
            db.session.execute(sa.update(accounts).where(accounts.c.id == self.account).values(sequence=last))
            db.session.execute(sa.update(server).values(epoch=backups.new_epoch()))
            db.session.commit()

    def teardown(self) -> None:
        for _ in range(2):
            for phone in self.phones:
                phone.sync()
        for phone in self.phones:
            assert phone.records == self.best, phone.name
        for phone in self.phones:
            assert phone.sync() == 0, "a sync right after a quiet one moved something"
        newcomer = Phone(self.phones[0].client, "newcomer")
        newcomer.sync()
        assert newcomer.records == self.best

    def send(self, phone: Phone) -> tuple[Any, list[Envelope]]:
        sent = json.loads(json.dumps(phone.outbox(3)))
        self.requests.append((phone.cursor, sent))
        answer = phone.post(phone.cursor, sent)
        assert answer.status_code in (200, 409)
        return (answer.get_json() if answer.status_code == 200 else None), sent

    def saw(self, change: Envelope) -> None:
        if change["id"] not in self.best or wins(change, self.best[change["id"]]):
            self.best[change["id"]] = change


def test_devices_and_server_converge(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "MOST_PULLED", 2)  # small pages, so that many answers have more to come
    steps = settings(max_examples=30, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(lambda: Devices(app), settings=steps)  # type: ignore[arg-type]
