"""Passkeys as docs/sync.md lists their requests; tests/accounts/test_passkeys.py has what they must prove."""

from typing import Any

import pytest

from ..support.authenticator import Authenticator
from ..support.phones import Phone, record
from .conftest import NewPhone
from .sentences import covers


@pytest.fixture
def passkey(phone: Phone) -> Authenticator:
    return Authenticator(origin=phone.client.origin)


def listed(phone: Phone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.client.get("/api/passkeys").get_json()["passkeys"]
    return found


def is_signed_in(phone: Phone) -> bool:
    return bool(phone.client.get("/api/account").status_code == 200)


@covers("POST /api/passkeys/options", "POST /api/passkeys with", "GET /api/passkeys", "PATCH /api/passkeys/<id>",
       "device is what a device calls itself")  # fmt: skip
def test_a_passkey_is_added_listed_and_renamed(phone: Phone, passkey: Authenticator) -> None:
    options = phone.client.post("/api/passkeys/options").get_json()
    assert options.keys() >= {"rp", "user", "challenge", "pubKeyCredParams"}, "PublicKeyCredentialCreationOptionsJSON"
    added = passkey.add_to(phone, "Phone, Chrome")
    assert added.status_code == 201
    assert listed(phone) == [added.get_json()]
    assert added.get_json().keys() == {"id", "label", "created_on", "last_used_on", "backed_up"}
    path = f"/api/passkeys/{added.get_json()['id']}"
    renamed = phone.client.patch(path, json={"label": "Clé 🔑"})
    assert (renamed.status_code, renamed.get_json()) == (200, added.get_json() | {"label": "Clé 🔑"})
    for label in ("", "x" * 41, "two\nlines", None):
        assert phone.client.patch(path, json={"label": label}).status_code == 400
    assert listed(phone) == [renamed.get_json()]


@covers("POST /api/passkeys/sign-in/options", "POST /api/passkeys/sign-in with", "Without a passkey or another device")
def test_a_passkey_signs_a_new_device_in_and_out_of_its_old_account(
    phone: Phone, stranger: Phone, passkey: Authenticator, new_phone: NewPhone
) -> None:
    account, sent = phone.client.get("/api/account").get_json(), record()
    phone.push(sent)
    passkey.add_to(phone)
    phone.client.post("/api/account/sign-out")
    old = stranger.client.cookie

    options = stranger.client.post("/api/passkeys/sign-in/options").get_json()
    assert options.keys() >= {"challenge", "rpId"}, "PublicKeyCredentialRequestOptionsJSON"
    answer = passkey.sign_in(stranger.client, device="Watch")
    assert (answer.status_code, answer.get_json()) == (200, account)
    assert stranger.pull()["changes"] == [sent]
    other = new_phone("other")
    other.client.headers["Cookie"] = old
    assert not is_signed_in(other)


@covers("DELETE /api/passkeys/<id>", "Devices that came in by it", "404 |")
def test_a_removed_passkey_opens_the_account_no_more(phone: Phone, passkey: Authenticator, new_phone: NewPhone) -> None:
    id = passkey.add_to(phone).get_json()["id"]
    before, after = new_phone("before"), new_phone("after")
    assert passkey.sign_in(before.client).status_code == 200
    assert phone.client.delete(f"/api/passkeys/{id}").status_code == 204
    refused = passkey.sign_in(after.client)
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (404, "not_found")
    assert (is_signed_in(before), is_signed_in(after)) == (True, False)
    assert listed(phone) == []
