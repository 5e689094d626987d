"""SMART Health Links: the server keeps what it can't read, for some days, and answers everybody else the same."""

import json
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from jwcrypto import jwe, jwk
from jwcrypto.common import base64url_encode
from werkzeug.test import TestResponse

from hinge_pwa.accounts import limits
from hinge_pwa.database import clock
from hinge_pwa.database.engine import db
from hinge_pwa.database.models import health_links as table
from hinge_pwa.sharing.health_links import MOST_BYTES, MOST_LINKS

from ..browser.server import Server
from ..conftest import NewApp
from ..support.odd_requests import HEADERS, METHODS, Sender, decoded, forms
from ..support.phones import Phone
from ..support.remote import Remote

BUNDLE = {"resourceType": "Bundle", "type": "collection"}
HEADER = {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json", "zip": "DEF"}


def sealed(text: str, key: bytes) -> str:
    token = jwe.JWE(text.encode(), json.dumps(HEADER))
    token.add_recipient(jwk.JWK(kty="oct", k=base64url_encode(key)))
    return str(token.serialize(compact=True))


FILE = sealed(json.dumps(BUNDLE), b"k" * 32)


def of_length(length: int) -> str:
    head, _, iv, _, tag = FILE.split(".")
    rest = length - len(f"{head}..{iv}..{tag}")
    return f"{head}..{iv}.{'A' * rest}.{tag}"


def make(client: FlaskClient, file: object = FILE, days: object = 7) -> TestResponse:
    return client.post("/api/health-links", json={"file": file, "days": days})


def new_link(phone: Phone, days: int = 7) -> str:
    answer = make(phone.client, days=days)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def fetch(client: FlaskClient, id: str, **options: Any) -> TestResponse:
    return client.get(f"/api/shl/{id}?recipient=Clinic", **options)


def listed(phone: Phone) -> list[str]:
    return [link["id"] for link in phone.client.get("/api/health-links").get_json()["links"]]


@pytest.fixture
def stranger(app: Flask) -> Phone:
    stranger = Phone(app.test_client(), "stranger")
    stranger.make_account()
    return stranger


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    now = clock.utc_now()

    def move(time: timedelta) -> None:
        monkeypatch.setattr(clock, "utc_now", lambda: now + time)

    return move


def test_whoever_has_the_link_gets_the_file_and_reads_it_by_the_key(app: Flask, phone: Phone) -> None:
    answer = fetch(app.test_client(), new_link(phone))
    assert (answer.status_code, answer.mimetype) == (200, "application/jose")
    assert answer.headers["Cache-Control"] == "no-store"
    token = jwe.JWE()
    token.deserialize(answer.text, jwk.JWK(kty="oct", k=base64url_encode(b"k" * 32)))
    assert json.loads(token.payload) == BUNDLE
    assert token.jose_header == HEADER


def test_the_address_has_256_bits_and_is_short_enough(phone: Phone) -> None:
    ids = {new_link(phone) for _ in range(5)}
    assert len(ids) == 5
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", id) for id in ids)
    assert len("https://" + "x" * 60 + f"/api/shl/{ids.pop()}") <= 128


def test_a_viewer_on_any_site_may_fetch_and_no_site_may_do_more(app: Flask, phone: Phone) -> None:
    id, viewer = new_link(phone), {"Origin": "https://viewer.example", "Sec-Fetch-Site": "cross-site"}
    client = app.test_client()
    for path, status in ((f"{id}?recipient=x", 200), (id, 400), ("x" * 43 + "?recipient=x", 404)):
        answer = client.get(f"/api/shl/{path}", headers=viewer)
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (status, "*")
        assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = client.options(f"/api/shl/{id}", headers=viewer | {"Access-Control-Request-Method": "GET"})
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Methods"] == "GET"
    for method, path in (("GET", "/api/health-links"), ("OPTIONS", "/api/health-links"),
                         ("OPTIONS", f"/api/health-links/{id}"), ("GET", "/api/account")):  # fmt: skip
        answer = phone.client.open(path, method=method, headers=viewer)
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
    assert phone.client.delete(f"/api/health-links/{id}", headers=viewer).status_code == 403
    assert phone.client.post("/api/health-links", json={}, headers=viewer).status_code == 403


@pytest.mark.parametrize("query", ["", "?recipient=", "?recipient=%20", "?Recipient=x"])
def test_who_asks_must_be_said(app: Flask, phone: Phone, query: str) -> None:
    for id in (new_link(phone), "x" * 43):
        answer = app.test_client().get(f"/api/shl/{id}{query}")
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "invalid_request")


def test_expired_taken_back_erased_and_made_up_are_one_answer(
    app: Flask, phone: Phone, stranger: Phone, later: Callable[[timedelta], None]
) -> None:
    client = app.test_client()
    taken, erased, expired = new_link(phone), new_link(stranger), new_link(phone, days=1)
    assert phone.client.delete(f"/api/health-links/{taken}").status_code == 204
    stranger.client.delete("/api/account")
    later(timedelta(days=1, seconds=-2))
    assert fetch(client, expired).status_code == 200
    later(timedelta(days=1, minutes=5))
    made_up = ("x" * 43, "x", "é", "%00", expired[:-1], expired.lower())
    answers = [fetch(client, id) for id in (taken, erased, expired, *made_up)]
    assert {answer.status_code for answer in answers} == {404}
    first, *others = [(answer.data, dict(answer.headers)) for answer in answers]
    assert all(other == first for other in others)
    assert listed(phone) == []


def test_what_expired_is_deleted_also_where_nobody_makes_another(
    app: Flask, phone: Phone, later: Callable[[timedelta], None]
) -> None:
    for days in (1, 1, 2):
        new_link(phone, days)
    later(timedelta(days=1, minutes=5))
    eraser = app.extensions["eraser"]
    eraser._next_check = 0
    eraser.resume()
    eraser._thread.join()
    with app.app_context():
        assert db.session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 1


def test_the_devices_of_an_account_share_its_links_and_strangers_see_none(
    phone: Phone, tablet: Phone, stranger: Phone, app: Flask
) -> None:
    id = new_link(phone)
    assert listed(tablet) == [id]
    assert listed(stranger) == []
    assert stranger.client.delete(f"/api/health-links/{id}").status_code == 204
    assert fetch(app.test_client(), id).status_code == 200
    assert tablet.client.delete(f"/api/health-links/{id}").status_code == 204
    assert fetch(app.test_client(), id).status_code == 404
    assert tablet.client.delete(f"/api/health-links/{id}").status_code == 204, "a second time is no error"


@pytest.mark.parametrize("id", ["x", "%C2%84", "%00", f"{'x' * 43}%0A"])
def test_what_can_be_no_link_is_not_found(phone: Phone, id: str) -> None:
    assert phone.client.delete(f"/api/health-links/{id}").status_code == 404


def test_who_is_not_signed_in_makes_none(app: Flask) -> None:
    client = app.test_client()
    answers = [make(client), client.get("/api/health-links"), client.delete("/api/health-links/x")]
    assert [answer.status_code for answer in answers] == [401] * 3


def test_a_file_has_its_limit(phone: Phone) -> None:
    assert make(phone.client, of_length(MOST_BYTES)).status_code == 201
    answer = make(phone.client, of_length(MOST_BYTES + 1))
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "invalid_request")
    assert make(phone.client, of_length(1024 * 1024)).status_code == 413


@pytest.mark.parametrize("file", [
    "", "text", json.dumps(BUNDLE), FILE + "\n", FILE.replace("..", ".a2V5.", 1), FILE + ".x", " " + FILE, None, 5,
    FILE.rpartition(".")[0], "<script>..AAAAAAAAAAAAAAAA.A.AAAAAAAAAAAAAAAAAAAAAA", FILE + "\x00", FILE[:-1] + "é",
])  # fmt: skip
def test_what_is_no_encrypted_file_is_not_kept(phone: Phone, file: object) -> None:
    assert make(phone.client, file).status_code == 400


@pytest.mark.parametrize("days", [0, 31, -1, 1.5, "7", None, True, 10**30])
def test_days_have_their_limits(phone: Phone, days: object) -> None:
    assert make(phone.client, days=days).status_code == 400


def test_an_account_has_so_many_links_at_once(
    phone: Phone, app: Flask, later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = [new_link(phone, days=1 + (number > 0)) for number in range(MOST_LINKS)]
    limits.limiter.reset()
    answer = make(phone.client)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "account_full")
    phone.client.delete(f"/api/health-links/{first}")
    last = new_link(phone)
    assert make(phone.client).status_code == 422
    assert len(listed(phone)) == MOST_LINKS
    later(timedelta(days=2, minutes=5))
    new_link(phone)
    assert last in listed(phone)
    assert len(listed(phone)) == 2, "those that expired take no room"


def test_who_makes_links_without_end_is_slowed_down(app: Flask, phone: Phone, stranger: Phone) -> None:
    assert [make(phone.client).status_code for _ in range(20)] == [201] * 20
    assert make(stranger.client).status_code == 429


def test_who_fetches_without_end_is_slowed_down(app: Flask) -> None:
    client = app.test_client()
    assert {fetch(client, secrets.token_urlsafe(32)).status_code for _ in range(120)} == {404}
    slowed = fetch(client, "x" * 43)
    assert (slowed.status_code, slowed.headers["Access-Control-Allow-Origin"]) == (429, "*")
    elsewhere = {"REMOTE_ADDR": "192.0.2.2"}
    assert fetch(client, "x" * 43, environ_overrides=elsewhere).status_code == 404


def test_a_setting_switches_it_off(new_app: NewApp) -> None:
    client = new_app(HEALTH_LINKS="off").test_client()
    client.post("/api/account")
    assert [make(client).status_code, fetch(client, "x" * 43).status_code] == [404, 404]
    assert "data-health-link" not in client.get("/report/").text.partition("</style>")[2]


def test_no_odd_request_reads_or_changes_what_is_kept(tmp_path: Path) -> None:
    """Every method and some ninety forms of the two addresses, by a stranger at a real server."""
    server = Server(tmp_path, environ={"TRUSTED_PROXIES": "1"})
    server.start()
    try:
        with closing(Remote(server.url)) as owner, closing(Sender(server.port)) as sender:
            owner.post("/api/account")
            id = owner.post("/api/health-links", {"file": FILE, "days": 1}).get_json()["id"]
            file, one = f"/api/shl/{id}", f"/api/health-links/{id}"
            for number, (method, form, headers) in enumerate(odd_requests(file, one)):
                network = {"X-Forwarded-For": f"10.1.{number >> 8}.{number & 255}"}
                reply = sender.send(method, form, headers | network)
                assert reply.status < 500, (method, form, headers)
                if FILE.encode() in reply.body:
                    assert method.upper() == "GET", form
                    assert id in decoded(form), form
            assert owner.get(f"{file}?recipient=Clinic").text == FILE
    finally:
        server.close()


def odd_requests(file: str, one: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    for path in (f"{file}?recipient=x", one):
        yield from ((method, path, {}) for method in METHODS)
        yield from (("GET", form, {}) for form in forms(path))
    yield from (("GET", form, {}) for form in forms(file))
    yield from (("DELETE", form, {}) for form in forms(one))
    yield from (("GET", f"{file}?recipient=x", headers) for headers in HEADERS)


def test_metrics_name_no_link(new_app: NewApp) -> None:
    client = new_app(METRICS_TOKEN="x" * 16).test_client()
    client.post("/api/account")
    id = make(client).get_json()["id"]
    fetch(client, id)
    metrics = client.get("/metrics", headers={"Authorization": "Bearer " + "x" * 16}).text
    assert 'route="/api/shl/<id>"' in metrics
    assert id not in metrics
