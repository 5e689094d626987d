import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import TimestampSigner

from hinge_pwa.accounts import challenges, passkeys, sign_ins, webauthn
from hinge_pwa.database.engine import db
from hinge_pwa.database.models import passkeys as table
from hinge_pwa.database.models import used_challenges

from ..conftest import NewApp
from ..support.authenticator import BACKED_UP, ELIGIBLE, PRESENT, VERIFIED, Authenticator
from ..support.phones import Phone, record


@pytest.fixture
def passkey(phone: Phone) -> Authenticator:
    """A passkey of the phone's account."""
    passkey = Authenticator()
    assert passkey.add_to(phone).status_code == 201
    return passkey


def listed(phone: Phone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.client.get("/api/passkeys").get_json()["passkeys"]
    return found


def error(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]["code"]


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/api/account").status_code == 200


def at(monkeypatch: pytest.MonkeyPatch, later: timedelta) -> None:
    """The clock of the signed cookies."""
    now = int((datetime.now(UTC) + later).timestamp())
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now)


def test_a_new_phone_finds_everything_by_a_passkey(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    sent = record()
    phone.push(sent)
    new = Phone(app.test_client(), "new")
    answer = passkey.sign_in(new.client)
    assert (answer.status_code, answer.get_json()) == (200, phone.client.get("/api/account").get_json())
    assert new.pull()["changes"] == [sent]
    assert phone.pull()["changes"] == [sent]


def test_the_options_ask_for_a_passkey_that_says_who_it_is_and_who_uses_it(
    phone: Phone, passkey: Authenticator
) -> None:
    options = phone.client.post("/api/passkeys/options").get_json()
    assert options["rp"] == {"id": "localhost", "name": "Hinge"}
    assert options["user"]["name"] == options["user"]["displayName"] == f"Hinge {sign_ins.today()}"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert [known["id"] for known in options["excludeCredentials"]] == [listed(phone)[0]["id"]]
    asked = phone.client.post("/api/passkeys/sign-in/options").get_json()
    assert (asked["rpId"], asked["userVerification"], asked["allowCredentials"]) == ("localhost", "required", [])


def test_a_challenge_is_random_and_its_cookie_for_the_server_alone(client: FlaskClient) -> None:
    first, second = (client.post("/api/passkeys/sign-in/options") for _ in range(2))
    assert first.get_json()["challenge"] != second.get_json()["challenge"]
    assert len(first.get_json()["challenge"]) == 43
    cookie = client.get_cookie("hinge-challenge")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path, cookie.max_age) == (True, "Strict", "/", 300)


def test_asking_for_challenges_writes_nothing(app: Flask, client: FlaskClient) -> None:
    client.post("/api/passkeys/sign-in/options")
    with app.app_context():
        assert db.session.execute(sa.select(used_challenges)).all() == []


def test_passkeys_are_listed_renamed_and_removed(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    (shown,) = listed(phone)
    assert shown == {
        "id": shown["id"], "label": "Phone, Chrome", "created_on": sign_ins.today().isoformat(),
        "last_used_on": None, "backed_up": True,
    }  # fmt: skip
    renamed = phone.client.patch(f"/api/passkeys/{shown['id']}", json={"label": "Clé 🔑"})
    assert renamed.get_json() == {**shown, "label": "Clé 🔑"}
    passkey.sign_in(app.test_client())
    assert listed(phone) == [{**shown, "label": "Clé 🔑", "last_used_on": sign_ins.today().isoformat()}]
    for _ in range(2):
        assert phone.client.delete(f"/api/passkeys/{shown['id']}").status_code == 204
    assert listed(phone) == []


def test_a_removed_passkey_signs_nobody_in(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    phone.client.delete(f"/api/passkeys/{listed(phone)[0]['id']}")
    new = app.test_client()
    assert error(passkey.sign_in(new)) == (404, "not_found")
    assert not is_signed_in(new)


def test_a_passkey_of_an_erased_account_signs_nobody_in(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    passkey.sign_in(app.test_client())
    phone.client.delete("/api/account")
    assert error(passkey.sign_in(app.test_client())) == (404, "not_found")
    with app.app_context():
        for rows in (table, used_challenges):
            assert db.session.execute(sa.select(rows)).all() == []


def test_a_passkey_that_stays_on_one_device_is_told_apart(app: Flask, phone: Phone) -> None:
    key = Authenticator(flags=PRESENT | VERIFIED | ELIGIBLE)
    key.add_to(phone)
    assert not listed(phone)[0]["backed_up"]
    key.flags |= BACKED_UP
    key.sign_in(app.test_client())
    assert listed(phone)[0]["backed_up"]


@pytest.mark.parametrize("wrong", [
    {"origin": "http://evil.example"}, {"origin": "https://localhost"}, {"origin": "http://localhost:81"},
    {"rp_id": "evil.example"}, {"flags": PRESENT}, {"flags": VERIFIED},
])  # fmt: skip
def test_an_answer_that_proves_too_little_is_refused(
    app: Flask, phone: Phone, passkey: Authenticator, wrong: dict[str, Any]
) -> None:
    assert error(Authenticator(**wrong).add_to(phone)) == (400, "invalid_request")
    assert len(listed(phone)) == 1
    for name, value in wrong.items():
        setattr(passkey, name, value)
    new = app.test_client()
    assert error(passkey.sign_in(new)) == (404, "not_found")
    assert not is_signed_in(new)


def test_another_key_or_another_account_does_not_open_this_one(
    app: Flask, phone: Phone, passkey: Authenticator
) -> None:
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    strangers = Authenticator()
    strangers.add_to(stranger)
    new = app.test_client()
    assert error(Authenticator(id=passkey.id, user=passkey.user, rp_id="localhost").sign_in(new))[0] == 404
    assert (
        error(Authenticator(id=strangers.id, key=strangers.key, user=passkey.user, rp_id="localhost").sign_in(new))[0]
        == 404
    )
    assert not is_signed_in(new)


def test_who_registers_the_id_of_anothers_passkey_gets_no_further(
    app: Flask, phone: Phone, passkey: Authenticator
) -> None:
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    assert Authenticator(id=passkey.id).add_to(stranger).status_code == 201
    new = app.test_client()
    assert passkey.sign_in(new).get_json() == phone.client.get("/api/account").get_json()


def test_a_challenge_is_good_once(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    new = app.test_client()
    asked = new.post("/api/passkeys/sign-in/options").get_json()
    cookie = new.get_cookie("hinge-challenge")
    assert cookie is not None
    body = {"credential": passkey.get(asked)}
    assert new.post("/api/passkeys/sign-in", json=body).status_code == 200
    assert new.get_cookie("hinge-challenge") is None
    thief = app.test_client()
    thief.set_cookie("hinge-challenge", cookie.value)
    assert error(thief.post("/api/passkeys/sign-in", json=body)) == (400, "invalid_request")
    assert not is_signed_in(thief)


def test_a_challenge_for_adding_is_good_once(phone: Phone) -> None:
    asked = phone.client.post("/api/passkeys/options").get_json()
    cookie = phone.client.get_cookie("hinge-challenge")
    for status in (201, 400):
        phone.client.set_cookie("hinge-challenge", cookie.value)
        body = {"credential": Authenticator().create(asked), "label": "x"}
        assert phone.client.post("/api/passkeys", json=body).status_code == status


def test_a_challenge_is_for_the_browser_that_asked(app: Flask, passkey: Authenticator) -> None:
    asked = app.test_client().post("/api/passkeys/sign-in/options").get_json()
    body = {"credential": passkey.get(asked)}
    other = app.test_client()
    assert error(other.post("/api/passkeys/sign-in", json=body)) == (400, "invalid_request")
    other.post("/api/passkeys/sign-in/options")
    assert error(other.post("/api/passkeys/sign-in", json=body)) == (404, "not_found")


def test_a_challenge_is_for_one_purpose_and_one_account(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    asked = phone.client.post("/api/passkeys/sign-in/options").get_json()
    created = Authenticator().create({**asked, "user": {"id": "AAAA"}, "rp": {"id": "localhost"}})
    assert error(phone.client.post("/api/passkeys", json={"credential": created, "label": "x"}))[0] == 400
    asked = phone.client.post("/api/passkeys/options").get_json()
    assert error(phone.client.post("/api/passkeys/sign-in", json={"credential": passkey.get(asked)}))[0] == 400
    phone.client.delete("/api/account")
    phone.make_account()
    body = {"credential": Authenticator().create(asked), "label": "x"}
    assert error(phone.client.post("/api/passkeys", json=body)) == (400, "invalid_request")


def test_a_challenge_ends_after_five_minutes(
    app: Flask, passkey: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seconds, status in ((299, 200), (302, 400)):
        new = app.test_client()
        asked = new.post("/api/passkeys/sign-in/options").get_json()
        with monkeypatch.context() as patch:
            at(patch, timedelta(seconds=seconds))
            body = {"credential": passkey.get(asked)}
            assert new.post("/api/passkeys/sign-in", json=body).status_code == status


def test_used_challenges_are_forgotten_when_they_would_be_over(
    app: Flask, passkey: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(challenges, "LIFETIME", timedelta(seconds=-1))
    with app.test_request_context():
        db.session.execute(sa.update(used_challenges).values(expires_at=datetime(2020, 1, 1)))  # noqa: DTZ001
        account = db.session.execute(sa.select(used_challenges.c.account_id)).scalar_one()
        challenges.mark_used(account, b"x" * 32)
        assert len(db.session.execute(sa.select(used_challenges)).all()) == 1
        db.session.commit()


def test_a_counter_that_does_not_go_on_is_a_copy(app: Flask, phone: Phone) -> None:
    key = Authenticator(counts=True, flags=PRESENT | VERIFIED)
    key.add_to(phone)
    copy = Authenticator(counts=True, flags=key.flags, id=key.id, key=key.key, user=key.user, rp_id="localhost")
    assert [key.sign_in(app.test_client()).status_code for _ in range(2)] == [200, 200]
    assert error(copy.sign_in(app.test_client())) == (404, "not_found")
    assert key.sign_in(app.test_client()).status_code == 200


def test_a_passkey_moves_a_device_from_its_old_account(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    tablet = Phone(app.test_client(), "tablet")
    tablet.make_account()
    old = tablet.client.get_cookie("hinge")
    passkey.sign_in(tablet.client)
    assert tablet.client.get("/api/account").get_json() == phone.client.get("/api/account").get_json()
    tablet.client.set_cookie("hinge", old.value)
    assert not is_signed_in(tablet.client)


def test_a_device_of_the_account_gets_a_new_token_in_place_of_its_old_one(phone: Phone, passkey: Authenticator) -> None:
    old = phone.client.get_cookie("hinge")
    assert passkey.sign_in(phone.client).status_code == 200
    assert len(phone.client.get("/api/devices").get_json()["devices"]) == 1
    phone.client.set_cookie("hinge", old.value)
    assert not is_signed_in(phone.client)


def test_passkeys_need_an_account(client: FlaskClient) -> None:
    body = {"credential": {}, "label": "x"}
    answers = [
        client.get("/api/passkeys"), client.post("/api/passkeys/options"), client.post("/api/passkeys", json=body),
        client.patch("/api/passkeys/AAAA", json={"label": "x"}), client.delete("/api/passkeys/AAAA"),
    ]  # fmt: skip
    assert [error(answer) for answer in answers] == [(401, "not_signed_in")] * 5


def test_nobody_renames_or_removes_the_passkey_of_another(app: Flask, phone: Phone, passkey: Authenticator) -> None:
    path = f"/api/passkeys/{listed(phone)[0]['id']}"
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    assert error(stranger.client.patch(path, json={"label": "mine"})) == (404, "not_found")
    stranger.client.delete(path)
    assert [shown["label"] for shown in listed(phone)] == ["Phone, Chrome"]


@pytest.mark.parametrize("label", ["", "x" * 41, "a\nb", "a\0b", "\ud83d", 5, None])
def test_a_name_is_one_line_of_text(phone: Phone, passkey: Authenticator, label: object) -> None:
    path = f"/api/passkeys/{listed(phone)[0]['id']}"
    answer = phone.client.patch(path, json={"label": label})
    assert error(answer) == (400, "invalid_request")
    assert "label must be text of 1 to 40 characters" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize("id", ["AAAA", "A", "ü", "AA==", "not*base64", "A" * 2000])
def test_a_passkey_that_is_not_there_can_not_be_renamed(phone: Phone, id: str) -> None:
    assert error(phone.client.patch(f"/api/passkeys/{id}", json={"label": "x"})) == (404, "not_found")


def test_an_account_has_a_bounded_number_of_passkeys(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkeys, "MOST_PASSKEYS", 2)
    first = Authenticator()
    assert [key.add_to(phone).status_code for key in (first, first, Authenticator(), Authenticator())] == [
        201, 400, 201, 400,
    ]  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("id", "rawId", "type", "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")


CHALLENGE = b"c" * 32


def answers(adds: bool) -> tuple[dict[str, Any], Callable[[dict[str, Any]], object]]:
    """A right credential, and the check that it passes."""
    key = Authenticator()
    asked = {"challenge": webauthn.encode_base64url(CHALLENGE), "user": {"id": "AAAA"}, "rp": {"id": "localhost"}}
    created = key.create(asked)
    made = webauthn.verify_registration(created, CHALLENGE)
    if adds:
        return created, lambda credential: webauthn.verify_registration(credential, CHALLENGE)
    return key.get(asked), lambda given: webauthn.verify_authentication(given, CHALLENGE, made.credential_public_key, 0)


@given(
    field=st.sampled_from(FIELDS),
    value=JSON | st.binary(max_size=80).map(webauthn.encode_base64url),
    adds=st.booleans(),
)
def test_whatever_stands_in_a_field_is_checked_or_refused(site: Flask, field: str, value: object, adds: bool) -> None:
    with site.test_request_context():
        credential, check = answers(adds)
        check(credential)
        (credential if field in credential else credential["response"])[field] = value
        with contextlib.suppress(webauthn.InvalidCredential):
            check(credential)


@given(cut=st.integers(min_value=0, max_value=200), bytes_there=st.binary(min_size=1, max_size=3), adds=st.booleans())
def test_whatever_bytes_an_authenticator_gives_are_checked_or_refused(
    site: Flask, cut: int, bytes_there: bytes, adds: bool
) -> None:
    with site.test_request_context():
        credential, check = answers(adds)
        field = "attestationObject" if adds else "authenticatorData"
        whole = webauthn.decode_base64url(credential["response"][field])
        changed = whole[:cut] + bytes_there + whole[cut + len(bytes_there) :]
        credential["response"][field] = webauthn.encode_base64url(changed)
        with contextlib.suppress(webauthn.InvalidCredential):
            check(credential)
            assert adds or changed == whole  # what is signed can't be changed


@pytest.mark.parametrize("body", [
    {}, {"credential": 5}, {"credential": None}, {"credential": {}, "device": ""}, {"credential": {}, "more": 1}, [],
])  # fmt: skip
def test_a_request_without_a_credential_is_refused(client: FlaskClient, body: object) -> None:
    assert error(client.post("/api/passkeys/sign-in", json=body)) == (400, "invalid_request")


@pytest.mark.parametrize("credential", [
    {"id": "AAAA", "response": {"userHandle": "AAAA"}}, {"id": 5, "response": {}}, {"response": []},
    {"id": "AAAA", "response": {"userHandle": "A" * 22}},
])  # fmt: skip
def test_a_credential_that_names_no_account_is_unknown(client: FlaskClient, credential: object) -> None:
    client.post("/api/passkeys/sign-in/options")
    assert error(client.post("/api/passkeys/sign-in", json={"credential": credential})) == (404, "not_found")


def test_behind_a_proxy_the_host_is_the_one_that_the_browser_sees(new_app: NewApp) -> None:
    app = new_app(TRUSTED_PROXIES=1)
    headers = {"X-Forwarded-Host": "hinge.example", "X-Forwarded-Proto": "https"}
    phone = Phone(app.test_client(), "phone")
    assert phone.client.post("/api/account", headers=headers).status_code == 201
    # The client of the tests keeps cookies by the address that it called, so they go along by hand.
    options: dict[str, Any] = {"headers": headers, "base_url": "https://localhost"}
    asked = phone.client.post("/api/passkeys/options", **options)
    assert asked.get_json()["rp"]["id"] == "hinge.example"
    assert "__Host-hinge-challenge" in asked.headers["Set-Cookie"]
    assert Authenticator(origin="https://hinge.example").add_to(phone, **options).status_code == 201
    assert Authenticator(origin="http://localhost").add_to(phone, **options).status_code == 400
