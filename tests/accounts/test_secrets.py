"""What is secret or personal stands in no log, however much is logged."""

import logging

import pytest
from flask import Flask

from ..support.authenticator import Authenticator
from ..support.phones import Phone, record, session

NOTE = "the left hip again"
DEVICE = "Ana's phone"
PASSKEY = "Ana's key"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that Hinge and every library have to say, with every statement of the database.

    SQLAlchemy's own level DEBUG would add the rows that it reads. Nothing in Hinge asks for it.
    """
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "hinge_pwa")
    caplog.set_level(logging.INFO, "sqlalchemy")
    return caplog


def cookies(phone: Phone) -> list[str]:
    found = [phone.client.get_cookie(name) for name in ("hinge", "hinge-challenge")]
    return [cookie.value.partition(".")[2] for cookie in found if cookie]


def test_neither_secrets_nor_records_are_logged(app: Flask, log: pytest.LogCaptureFixture) -> None:
    phone, tablet, desk = (Phone(app.test_client(), name) for name in ("phone", "tablet", "desk"))
    phone.client.post("/api/account", json={"device": DEVICE})
    phone.push(record(data=session(note=NOTE)), record(data=session(note=NOTE, pain_before=99)))
    secrets = [NOTE, DEVICE, PASSKEY, app.config["SECRET_KEY"], *cookies(phone)]

    code = phone.client.post("/api/pairings").get_json()["code"]
    for typed in ("ABCDE-FGHJK", code, code):
        phone.client.post("/api/pairings/qr", json={"code": typed})
        tablet.client.post("/api/pairings/redeem", json={"code": typed, "device": DEVICE})
    secrets += [code, code.replace("-", ""), *cookies(tablet)]

    key = Authenticator()
    options = phone.client.post("/api/passkeys/options").get_json()
    created = key.create(options)
    secrets += [options["challenge"], created["response"]["attestationObject"], *cookies(phone)]
    assert phone.client.post("/api/passkeys", json={"credential": created, "label": PASSKEY}).status_code == 201
    asked = desk.client.post("/api/passkeys/sign-in/options").get_json()
    secrets += [asked["challenge"], *cookies(desk)]
    shown = key.get(asked)
    secrets += [shown["response"]["signature"]]
    for _ in range(2):
        desk.client.post("/api/passkeys/sign-in", json={"credential": shown, "device": DEVICE})
    secrets += cookies(desk)
    desk.client.delete("/api/account")

    assert len({*secrets}) >= 15
    assert "INSERT INTO passkeys" in log.text
    assert [secret for secret in secrets if secret in log.text] == []


def test_what_a_caller_sends_makes_no_line_of_the_log(app: Flask, log: pytest.LogCaptureFixture) -> None:
    phone = Phone(app.test_client(), "phone")
    phone.make_account()
    forged = "http://evil.example\nWARNING in passkeys: all is well"
    key = Authenticator(origin=forged)
    key.add_to(phone)
    key.sign_in(phone.client)
    refusals = [entry.getMessage() for entry in log.records if "was refused" in entry.getMessage()]
    assert len(refusals) == 2
    assert not any("\n" in refusal for refusal in refusals)
