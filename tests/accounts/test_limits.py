from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hinge_pwa import create_app
from hinge_pwa.accounts import limits
from hinge_pwa.config import SettingError

from ..conftest import NewApp
from ..support.phones import Phone


def guess(client: FlaskClient, address: str = "192.0.2.1") -> TestResponse:
    return client.post("/api/pairings/redeem", json={"code": "ABCDE-FGHJK"}, environ_overrides={"REMOTE_ADDR": address})


def is_slowed(answer: TestResponse) -> bool:
    if answer.status_code != 429:
        return False
    assert answer.get_json()["error"]["code"] == "slow_down"
    assert 1 <= int(answer.headers["Retry-After"]) <= 3600
    assert answer.headers["Retry-After"] in answer.get_json()["error"]["message"]
    return True


def test_who_guesses_codes_is_slowed_down(client: FlaskClient) -> None:
    assert [guess(client).status_code for _ in range(10)] == [404] * 10
    assert is_slowed(guess(client))


def test_other_networks_go_on(client: FlaskClient) -> None:
    for _ in range(11):
        guess(client)
    assert guess(client, "192.0.2.2").status_code == 404


def test_a_network_of_ipv6_is_one_network(client: FlaskClient) -> None:
    answers = [guess(client, f"2001:db8::{number:x}:1") for number in range(11)]
    assert is_slowed(answers[-1])
    assert guess(client, "2001:db8:0:1::1").status_code == 404


def test_right_codes_are_not_counted(app: Flask, phone: Phone) -> None:
    for _ in range(15):
        Phone(app.test_client(), "tablet").join(phone)


def test_who_makes_accounts_without_end_is_slowed_down(app: Flask) -> None:
    assert [app.test_client().post("/api/account").status_code for _ in range(60)] == [201] * 60
    assert is_slowed(app.test_client().post("/api/account"))


def test_who_makes_codes_without_end_is_slowed_down(phone: Phone) -> None:
    assert [phone.client.post("/api/pairings").status_code for _ in range(60)] == [201] * 60
    assert is_slowed(phone.client.post("/api/pairings"))


def test_who_tries_passkeys_is_slowed_down(client: FlaskClient) -> None:
    def attempt() -> TestResponse:
        return client.post("/api/passkeys/sign-in", json={"credential": {}})

    assert [attempt().status_code for _ in range(10)] == [400] * 10
    assert is_slowed(attempt())


def test_who_asks_for_challenges_without_end_is_slowed_down(client: FlaskClient) -> None:
    assert [client.post("/api/passkeys/sign-in/options").status_code for _ in range(120)] == [200] * 120
    assert is_slowed(client.post("/api/passkeys/sign-in/options"))
    assert is_slowed(client.post("/api/passkeys/sign-in", json={"credential": {}}))


def test_sync_is_not_limited(phone: Phone) -> None:
    assert all(phone.post().status_code == 200 for _ in range(100))


@pytest.mark.parametrize(("address", "network"), [
    ("192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("::ffff:192.0.2.1", "192.0.2.1"),
    ("", "unknown"),
])  # fmt: skip
def test_a_caller_is_known_by_its_network(app: Flask, address: str, network: str) -> None:
    with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
        assert limits.network() == network


@pytest.mark.parametrize("address", ["memcached://:secret@127.0.0.1:1", "nonsense://user:secret@host"])
def test_a_storage_that_cannot_be_used_stops_the_start(new_app: NewApp, address: str) -> None:
    with pytest.raises(SettingError, match=r"^RATELIMIT_STORAGE_URI must be memory:// or ") as raised:
        new_app(RATELIMIT_STORAGE_URI=address)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(("url", "warns"), [("postgresql://u:p@127.0.0.1:1/d", True), ("sqlite:///hinge.db", False)])
def test_processes_that_may_be_several_are_told_to_count_together(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, url: str, warns: bool
) -> None:
    create_app({"INSTANCE_PATH": tmp_path, "DATABASE_URL": url})
    assert ("name one storage for all of them" in caplog.text) == warns


def test_behind_a_proxy_the_callers_are_told_apart(new_app: NewApp) -> None:
    client = new_app(TRUSTED_PROXIES=1).test_client()
    for _ in range(11):
        client.post("/api/pairings/redeem", json={"code": "x"}, headers={"X-Forwarded-For": "spoofed, 192.0.2.1"})
    for forwarded, status in (("192.0.2.1", 429), ("192.0.2.2", 404)):
        answer = client.post("/api/pairings/redeem", json={"code": "x"}, headers={"X-Forwarded-For": forwarded})
        assert answer.status_code == status


def test_without_a_proxy_nobody_can_pose_as_another(new_app: NewApp) -> None:
    client = new_app().test_client()
    answers = [
        client.post("/api/pairings/redeem", json={"code": "x"}, headers={"X-Forwarded-For": f"192.0.2.{number}"})
        for number in range(11)
    ]
    assert answers[-1].status_code == 429
