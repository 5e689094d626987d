"""Accounts, devices and pairing codes: "Accounts" of docs/sync.md. The unit tests of each have the finer points."""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.cookies import SimpleCookie
from typing import Any
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa.accounts import codes
from hinge_pwa.database.models import metadata

from ..browser.server import Server
from ..support.phones import Phone, assert_converged, record
from ..support.remote import CLOCK_OFFSET, Answer, Remote
from .conftest import NewPhone
from .sentences import PROTOCOL, covers

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DAY = timedelta(days=1)
LIFETIME = str(400 * 24 * 60 * 60)
HTTPS = {"X-Forwarded-Proto": "https"}


def account_of(client: Remote) -> str | None:
    answer = client.get("/api/account")
    return answer.get_json()["account"] if answer.status_code == 200 else None


def cookie(answer: Answer) -> SimpleCookie:
    headers: Message = answer.headers
    return SimpleCookie(headers["Set-Cookie"])


def later(by: timedelta) -> dict[str, str]:
    return {CLOCK_OFFSET: str(round(by.total_seconds()))}


def is_gone(answer: Answer) -> None:
    assert (answer.status_code, answer.text) == (204, "")
    assert "Content-Type" not in answer.headers


def redeem(client: Remote, code: str, **options: Any) -> int:
    return client.post("/api/pairings/redeem", json={"code": code}, **options).status_code


def new_code(phone: Phone, **options: Any) -> str:
    return str(phone.client.post("/api/pairings", **options).get_json()["code"])


def devices(phone: Phone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.client.get("/api/devices").get_json()["devices"]
    return found


@covers("POST /api/account with", "GET /api/account", "No e-mail, no password", "device is what a device calls itself")
def test_an_account_is_a_random_id_and_the_device_that_made_it(client: Remote) -> None:
    assert (client.get("/api/account").status_code, account_of(client)) == (401, None)
    answer = client.post("/api/account")
    assert answer.status_code == 201
    assert answer.get_json().keys() == {"account"}
    assert re.fullmatch(UUID, answer.get_json()["account"])
    assert account_of(client) == answer.get_json()["account"]
    assert answer.headers["Cache-Control"] == client.get("/api/account").headers["Cache-Control"] == "no-store"


@covers("A device that is signed in already")
def test_a_signed_in_device_that_makes_an_account_keeps_the_one_it_has(client: Remote) -> None:
    first = client.post("/api/account")
    again = client.post("/api/account", json={"device": "Phone"})
    assert (again.status_code, again.get_json()) == (200, first.get_json())


@covers("A device holds a random token")
@pytest.mark.parametrize(("headers", "name", "secure"), [({}, "hinge", False), (HTTPS, "__Host-hinge", True)])
def test_the_cookie_is_for_the_server_alone(client: Remote, headers: dict[str, str], name: str, secure: bool) -> None:
    client.headers |= headers
    morsel = cookie(client.post("/api/account"))[name]
    assert morsel["httponly"]
    assert bool(morsel["secure"]) is secure
    assert (morsel["samesite"], morsel["path"], morsel["domain"]) == ("Lax", "/", "")
    assert morsel["max-age"] == LIFETIME
    assert account_of(client) is not None


@covers("A device holds a random token")
def test_over_https_a_cookie_that_plain_http_could_have_planted_does_not_count(phone: Phone) -> None:
    assert phone.client.get("/api/account", headers=HTTPS).status_code == 401


@covers("A device holds a random token")
def test_the_cookie_begins_anew_on_every_day_on_which_the_device_is_seen(phone: Phone) -> None:
    kept = phone.client.cookie
    body = {"cursor": "", "changes": [record()]}
    assert "Set-Cookie" not in phone.client.post("/api/sync", json=body).headers
    phone.client.headers |= later(DAY)
    renewed = phone.client.post("/api/sync", json=body)
    assert cookie(renewed)["hinge"]["max-age"] == LIFETIME
    assert phone.client.cookie == kept
    assert "Set-Cookie" not in phone.client.get("/api/account").headers


@covers("A device holds a random token")
@pytest.mark.parametrize("made_up", ["", ".", "x", "x.y", "00000000-0000-0000-0000-000000000000.x", "Ã©.Ã©"])
def test_a_made_up_cookie_signs_nobody_in(client: Remote, made_up: str) -> None:
    client.headers["Cookie"] = f"hinge={made_up}"
    assert account_of(client) is None
    assert client.post("/api/sync", json={"cursor": "", "changes": []}).status_code == 401


@covers("A device holds a random token")
def test_the_token_of_one_account_does_not_open_another(phone: Phone, stranger: Phone, client: Remote) -> None:
    mine, theirs = (each.client.cookie.partition(".") for each in (phone, stranger))
    client.headers["Cookie"] = f"{theirs[0]}.{mine[2]}"
    assert account_of(client) is None


def rows(engine: sa.Engine, account: str) -> dict[str, list[dict[str, Any]]]:
    """All that the database holds of an account, by table."""
    found = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name != "server":
                owner = table.c.id if table.name == "accounts" else table.c.account_id
                query = sa.select(table).where(owner == account)
                found[table.name] = [dict(row) for row in connection.execute(query).mappings()]
    return found


@covers("A device holds a random token", "The code stands after the #")
def test_neither_database_nor_log_holds_a_token_or_a_code(server: Server, engine: sa.Engine, phone: Phone) -> None:
    code = new_code(phone)
    phone.client.post("/api/pairings/qr", json={"code": code})
    redeem(phone.client, code)
    token = phone.client.cookie.partition(".")[2]
    assert len(token) >= 43
    code = new_code(phone)
    stored = rows(engine, str(account_of(phone.client)))
    assert stored["sign_ins"][0]["token_hash"] == hashlib.sha256(token.encode()).digest()
    log = server.log.read_bytes()
    for secret in (token, code, code.replace("-", "")):
        assert secret.encode() not in log
        assert secret not in str(stored)
        assert secret.encode() not in b"".join(value for row in stored["pairings"] + stored["sign_ins"]
                                               for value in row.values() if isinstance(value, bytes))  # fmt: skip


@covers("DELETE /api/account | 204")
def test_erasing_an_account_erases_every_row_of_it_for_good(
    engine: sa.Engine, phone: Phone, tablet: Phone, stranger: Phone
) -> None:
    account = str(account_of(phone.client))
    phone.push(record(), record())
    stranger.push(record())
    new_code(phone)
    before = rows(engine, account)
    assert [len(before[name]) for name in ("accounts", "sign_ins", "records", "pairings")] == [1, 2, 2, 1]
    is_gone(phone.client.delete("/api/account"))
    assert [name for name, each in rows(engine, account).items() if each] == []
    for client in (phone.client, tablet.client):
        assert account_of(client) is None
        assert client.delete("/api/account").status_code == 401
    assert tablet.post("", [record()]).status_code == 401
    assert len(stranger.pull()["changes"]) == 1


@covers("POST /api/account/sign-out", "Without a passkey or another device")
def test_signing_out_leaves_the_account_to_the_other_devices(phone: Phone, tablet: Phone, client: Remote) -> None:
    account, kept, sent = account_of(phone.client), phone.client.cookie, record()
    phone.push(sent)
    is_gone(phone.client.post("/api/account/sign-out"))
    is_gone(phone.client.post("/api/account/sign-out"))
    client.headers["Cookie"] = kept
    assert (account_of(phone.client), account_of(client)) == (None, None)
    assert tablet.pull()["changes"] == [sent]
    is_gone(tablet.client.post("/api/account/sign-out"))
    assert phone.make_account() != account, "nobody can reach the first any more"
    assert phone.pull()["changes"] == []


@covers("POST /api/pairings | 201", "The code stands after the #")
def test_a_code_is_short_and_lasts_for_ten_minutes(phone: Phone) -> None:
    answer = phone.client.post("/api/pairings")
    body = answer.get_json()
    assert answer.status_code == 201
    assert body.keys() == {"code", "url", "expires_at"}
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", body["code"])
    assert body["url"] == f"{phone.client.origin}/settings/#pair={body['code']}"
    left = datetime.strptime(body["expires_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    (example,) = re.findall(r'"code": "([^"…]+-[^"…]+)"', PROTOCOL.read_text("utf-8"))
    assert codes.parse(example) == example


@covers("POST /api/pairings | 201")
def test_a_code_is_good_once_and_for_ten_minutes(phone: Phone, client: Remote) -> None:
    once, early, late = (new_code(phone) for _ in range(3))
    assert [redeem(client, once), redeem(client, once)] == [200, 404]
    assert redeem(client, early, headers=later(timedelta(minutes=9, seconds=50))) == 200
    assert redeem(client, late, headers=later(timedelta(minutes=10))) == 404


@covers("POST /api/pairings/redeem", "A device that already holds records", "device is what a device calls itself")
def test_a_code_signs_a_device_in_to_the_account_and_out_of_its_old_one(
    phone: Phone, tablet: Phone, stranger: Phone, client: Remote, new_phone: NewPhone
) -> None:
    left_behind = new_phone("left behind")
    left_behind.join(stranger)
    before = account_of(left_behind.client)
    for device in (phone, tablet, stranger):
        device.edit(record()["id"], 1)
        device.sync()
    old = stranger.client.cookie
    answer = stranger.client.post("/api/pairings/redeem", json={"code": new_code(phone), "device": "Watch"})
    assert (answer.status_code, answer.get_json()) == (200, {"account": account_of(phone.client)})
    assert devices(stranger)[0]["label"] == "Watch"
    client.headers["Cookie"] = old
    assert (account_of(client), account_of(left_behind.client)) == (None, before)
    assert_converged(phone, tablet, stranger)
    assert len(phone.records) == 3

    kept = tablet.client.cookie
    number = len(devices(phone))
    tablet.join(phone)
    assert tablet.client.cookie != kept, "of the same account already, it gets a new token"
    assert len(devices(phone)) == number


@covers("Case, spaces and dashes do not matter")
def test_a_code_may_be_typed_in_any_way_that_a_person_reads_it(phone: Phone) -> None:
    for typed in (str.lower, lambda code: f" {code[:3]} {code[3:]}\n", lambda code: code.replace("-", "–"),
                  lambda code: code.replace("-", "").replace("0", "o").replace("1", "l"),
                  lambda code: code.replace("0", "O").replace("1", "I")):  # fmt: skip
        assert redeem(phone.client, typed(new_code(phone))) == 200


@covers("POST /api/pairings/qr")
def test_the_qr_code_is_drawn_for_the_account_that_made_it(phone: Phone, stranger: Phone) -> None:
    code = new_code(phone)
    answer = phone.client.post("/api/pairings/qr", json={"code": code.lower()})
    assert (answer.status_code, (answer.content_type or "").partition(";")[0]) == (200, "image/svg+xml")
    assert ElementTree.fromstring(answer.text).tag == "{http://www.w3.org/2000/svg}svg"
    assert stranger.client.post("/api/pairings/qr", json={"code": code}).status_code == 404
    expired = phone.client.post("/api/pairings/qr", json={"code": code}, headers=later(timedelta(minutes=10)))
    assert expired.status_code == 404


@covers("GET /api/devices", "device is what a device calls itself")
def test_devices_are_listed_with_their_names_and_days_this_one_first(phone: Phone, new_phone: NewPhone) -> None:
    code = new_code(phone)
    tablet = new_phone("tablet")
    tablet.client.post("/api/pairings/redeem", json={"code": code, "device": "Tablette, Safari"})
    first = datetime.now(UTC).date()
    tablet.client.post("/api/sync", json={"cursor": "", "changes": []}, headers=later(3 * DAY))
    here, other = devices(phone)
    assert here.keys() == {"id", "label", "created_on", "last_seen_on", "here"}
    assert (here["label"], here["here"]) == (None, True)
    assert (other["label"], other["here"]) == ("Tablette, Safari", False)
    assert (other["created_on"], other["last_seen_on"]) == (str(first), str(first + 3 * DAY))
    for label in ("", "x" * 41, "two\nlines", 5):
        answer = new_phone("another").client.post("/api/account", json={"device": label})
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "invalid_request")


@covers("DELETE /api/devices/<id>", "Its records stay on it")
def test_a_device_that_is_signed_out_keeps_its_records_and_its_codes_end(
    phone: Phone, tablet: Phone, client: Remote
) -> None:
    tablet.edit(record()["id"], 1)
    tablet.sync()
    held, code = dict(tablet.records), new_code(tablet)
    is_gone(phone.client.delete(f"/api/devices/{devices(phone)[1]['id']}"))
    assert redeem(client, code) == 404
    assert tablet.post(tablet.cursor).status_code == 401
    assert tablet.records == held
    assert len(devices(phone)) == 1


@covers(
    "[Accounts](accounts.md)",
    "[Nothing lost](durability.md)",
    "The server's half is",
    "Every request and answer stands",
)
def test_what_the_protocol_refers_to_is_there() -> None:
    for name in (
        "docs/openapi.yaml",
        "docs/accounts.md",
        "docs/durability.md",
        "hinge_pwa/sync/endpoint.py",
        "static/js/sync",
    ):
        assert (PROTOCOL.parents[1] / name).exists()


def test_every_address_of_the_api_is_documented(site: Flask) -> None:
    pages = (PROTOCOL, PROTOCOL.with_name("health-links.md"))
    text = "\n".join(page.read_text("utf-8") for page in pages)
    documented = set(re.findall(r"`(GET|POST|PATCH|DELETE) (/api/[\w/<>-]+)", text))
    rules = [rule for rule in site.url_map.iter_rules() if rule.rule.startswith("/api/")]
    actual = {(method, rule.rule) for rule in rules for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}}
    assert documented == actual
