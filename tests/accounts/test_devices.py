from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from hinge_pwa.accounts import sign_ins

from ..support.authenticator import Authenticator
from ..support.phones import Phone, record


def listed(phone: Phone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.client.get("/api/devices").get_json()["devices"]
    return found


def test_every_device_is_listed_with_its_name_and_days(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, tablet, desk = (Phone(app.test_client(), name) for name in ("phone", "tablet", "desk"))
    phone.client.post("/api/account", json={"device": "Phone, Chrome"})
    passkey = Authenticator()
    passkey.add_to(phone)
    code = phone.client.post("/api/pairings").get_json()["code"]
    tablet.client.post("/api/pairings/redeem", json={"code": code, "device": "Tablette, Safari"})
    passkey.sign_in(desk.client, device="Computer, Firefox")
    first = sign_ins.today()
    monkeypatch.setattr(sign_ins, "today", lambda: first + timedelta(days=3))
    tablet.pull()

    shown = [(one["label"], one["created_on"], one["last_seen_on"], one["here"]) for one in listed(desk)]
    day, later = first.isoformat(), (first + timedelta(days=3)).isoformat()
    assert shown == [  # the list itself was this device's first request of the day
        ("Computer, Firefox", day, day, True),
        ("Tablette, Safari", day, later, False),
        ("Phone, Chrome", day, day, False),
    ]
    assert listed(desk)[0]["last_seen_on"] == later


def test_a_device_is_signed_out_from_another(phone: Phone, tablet: Phone) -> None:
    sent = record()
    tablet.push(sent)
    (lost,) = [one for one in listed(phone) if not one["here"]]
    for _ in range(2):
        assert phone.client.delete(f"/api/devices/{lost['id']}").status_code == 204
    answer = tablet.post()
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "not_signed_in")
    assert phone.pull()["changes"] == [sent]
    assert len(listed(phone)) == 1


def test_a_device_can_sign_itself_out_by_its_entry(phone: Phone) -> None:
    assert phone.client.delete(f"/api/devices/{listed(phone)[0]['id']}").status_code == 204
    assert phone.client.get_cookie("hinge") is None


@pytest.mark.parametrize("id", ["00", "zz", "é", "0" * 64])
def test_a_device_that_is_not_there_is_signed_out_already(phone: Phone, id: str) -> None:
    assert phone.client.delete(f"/api/devices/{id}").status_code == 204
    assert len(listed(phone)) == 1


def test_nobody_sees_or_signs_out_the_devices_of_another(app: Flask, phone: Phone) -> None:
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    assert len(listed(stranger)) == 1
    stranger.client.delete(f"/api/devices/{listed(phone)[0]['id']}")
    assert len(listed(phone)) == 1


def test_devices_need_an_account(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/api/devices").status_code == client.delete("/api/devices/00").status_code == 401
