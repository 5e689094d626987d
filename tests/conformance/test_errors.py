"""Every error has one shape, whatever raised it: "Errors" of docs/sync.md. tests/web/test_errors.py provokes more."""

import json
import re
import uuid
from typing import Any

import pytest

from hinge_pwa.web.errors import MESSAGES

from ..support.phones import Phone, assert_converged, record
from ..support.remote import DEFECT, MOST_RECORDS, Answer, Remote
from .sentences import PROTOCOL, covers

CODE = "ABCDE-FGHJK"


def is_error(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer.content_type) == (status, "application/json")
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.get_json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"code", "message"}
    assert body["error"]["code"] == code
    assert re.fullmatch(r"[A-Za-z].+\.", body["error"]["message"])


def asks_to_wait(answer: Any) -> None:
    assert int(answer.headers["Retry-After"]) > 0


@covers("Every error of the API")
def test_every_status_and_code_is_documented_and_has_the_documented_shape(client: Remote) -> None:
    text = PROTOCOL.read_text("utf-8")
    documented = {int(status): code for status, code in re.findall(r"^\| (\d{3}) \| `(\w+)` \|", text, re.MULTILINE)}
    assert documented == {status: code for status, (code, _) in MESSAGES.items()} | {409: "resync"}
    (example,) = re.findall(r"^\{\"error\".+$", text, re.MULTILINE)
    assert json.loads(example)["error"].keys() == client.get("/api/nothing").get_json()["error"].keys()


@covers("Every error of the API", "400 |", "401 |", "409 |", "413 |", "415 |")
def test_what_is_wrong_with_a_request_has_the_shape(phone: Phone, client: Remote) -> None:
    is_error(phone.post("nonsense"), 400, "invalid_request")
    is_error(phone.client.post("/api/sync", data=b"{"), 400, "invalid_request")
    is_error(phone.post(changes=[record()] * 501), 400, "invalid_request")
    is_error(client.post("/api/sync", json={"cursor": "", "changes": []}), 401, "not_signed_in")
    is_error(phone.post("0" * 16 + ".0"), 409, "resync")
    is_error(phone.client.post("/api/sync", data=b" " * (2**20 + 1)), 413, "too_large")
    is_error(client.post("/api/pairings/redeem", data=b" " * (2**20 + 1)), 413, "too_large")
    is_error(phone.client.post("/api/sync", data=b"{}", content_type="text/plain"), 415, "not_json")


@covers("403 |")
def test_a_request_from_another_site_is_refused_and_changes_nothing(phone: Phone) -> None:
    body = {"cursor": "", "changes": [record()]}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://a.example"}):
        for path, method in (("/api/sync", "POST"), ("/api/account", "DELETE"), ("/api/account/sign-out", "POST")):
            is_error(phone.client.open(path, method, body, headers=headers), 403, "forbidden")
    assert phone.pull()["changes"] == []


@covers("404 |")
def test_what_is_not_there_is_not_found(phone: Phone, client: Remote) -> None:
    for path in ("/api/", "/api/nothing", "/api/sync/"):
        is_error(client.get(path), 404, "not_found")
    used = phone.client.post("/api/pairings").get_json()["code"]
    phone.client.post("/api/pairings/redeem", json={"code": used})
    for code in (CODE, used, "nonsense"):
        answer = client.post("/api/pairings/redeem", json={"code": code})
        is_error(answer, 404, "not_found")
        assert "Set-Cookie" not in answer.headers
    is_error(phone.client.patch("/api/passkeys/AAAA", json={"label": "x"}), 404, "not_found")


@covers("Code unreadable_cookie")
def test_a_cookie_that_hides_the_others_signs_nobody_out(phone: Phone) -> None:
    phone.client.headers["Cookie"] = f"theme=\xe9t\xe9; {phone.client.cookie}"
    phone.client.forget_cookies()
    is_error(phone.post("", []), 401, "unreadable_cookie")
    is_error(phone.client.get("/api/account"), 401, "unreadable_cookie")
    is_error(phone.client.post("/api/account"), 400, "unreadable_cookie")


@covers("405 |")
def test_a_method_that_an_address_does_not_take_is_not_allowed(client: Remote) -> None:
    for method in ("GET", "PUT", "DELETE", "PATCH"):
        answer = client.open("/api/sync", method)
        is_error(answer, 405, "method_not_allowed")
        assert answer.headers["Allow"] == "OPTIONS, POST"


@covers("422 |", "Changes of records that it holds need no room", "account_full |")
def test_a_full_account_takes_changes_but_nothing_new(phone: Phone, tablet: Phone) -> None:
    for number in range(MOST_RECORDS):
        phone.edit(str(uuid.UUID(int=number)), 1)
    phone.sync()
    is_error(phone.post("", [record()]), 422, "account_full")
    phone.edit(str(uuid.UUID(int=0)), 2)
    phone.delete(str(uuid.UUID(int=1)), 2)
    new = record()
    answer = phone.post(phone.cursor, [*phone.outbox(), new])
    assert [(each["id"], each["code"]) for each in answer.get_json()["rejected"]] == [(new["id"], "account_full")]
    assert_converged(phone, tablet)
    assert len(tablet.records) == MOST_RECORDS


@covers("429 | slow_down")
@pytest.mark.parametrize(("path", "body", "meanwhile", "most"), [
    ("/api/account", None, 201, 60),
    ("/api/pairings/redeem", {"code": CODE}, 404, 10),
    ("/api/passkeys/sign-in", {"credential": {}}, 400, 10),
])  # fmt: skip
def test_who_tries_too_often_is_told_to_slow_down(
    client: Remote, path: str, body: Any, meanwhile: int, most: int
) -> None:
    def attempt() -> Answer:
        client.forget_cookies()
        return client.post(path, json=body)

    assert [attempt().status_code for _ in range(most)] == [meanwhile] * most
    slowed = attempt()
    is_error(slowed, 429, "slow_down")
    asks_to_wait(slowed)


@covers("500 |", "Every error of the API")
def test_a_defect_of_the_server_half_stores_nothing(phone: Phone, tablet: Phone) -> None:
    """It strikes when the push has written all that it has, before the commit."""
    stored = record()
    phone.edit(stored["id"], 1)
    phone.sync()
    phone.edit(stored["id"], 2)
    phone.edit(record()["id"], 2)
    answer = phone.client.post(
        "/api/sync", json={"cursor": phone.cursor, "changes": phone.outbox()}, headers={DEFECT: "1"}
    )
    is_error(answer, 500, "server_error")
    assert "Division" not in answer.text
    assert [change["stamp"] for change in tablet.pull()["changes"]] in ([1], [2, 2])  # nothing, or all
    assert_converged(phone, tablet)
