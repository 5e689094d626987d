"""GET /metrics: what it counts, and that only those who hold its token see it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from hinge_pwa import create_app

from ..browser.server import empty_database
from ..support.phones import Phone, record

TOKEN = "a token of the clinic"


@pytest.fixture
def counting(tmp_path: Path) -> Flask:
    shutil.copy(empty_database(), tmp_path / "hinge.db")
    return create_app({"INSTANCE_PATH": tmp_path, "METRICS_TOKEN": TOKEN, "TESTING": True})


def read(client: FlaskClient) -> dict[str, float]:
    """By name and labels, as they stand in the text."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_it_is_for_those_who_hold_the_token(counting: Flask) -> None:
    for sent in (None, "", "Bearer ", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", TOKEN, "Bearer é"):
        answer = counting.test_client().get("/metrics", headers={"Authorization": sent} if sent is not None else {})
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert "hinge_" not in answer.text


def test_without_the_setting_it_does_not_exist(site: Flask) -> None:
    assert site.test_client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_it_counts_requests_and_records(counting: Flask) -> None:
    client = counting.test_client()
    phone = Phone(client, "phone")
    phone.make_account()
    good = record()
    answers = [phone.push(good, record(), record() | {"stamp": -1})]
    answers += [phone.push(good | {"stamp": 0}), phone.pull()]  # what lost is sent the better one
    sent = sum(len(answer["changes"]) for answer in answers)
    phone.post("0" * 16 + ".0")
    client.get("/guides/hip-hinge/")
    client.get("/guides/nothing/")
    client.get("/nowhere")

    seen = read(client)
    assert seen["hinge_records_total['taken']"] == 3
    assert seen["hinge_records_total['rejected']"] == 1
    assert seen["hinge_records_total['sent']"] == sent >= 3
    assert seen["hinge_requests_total['/api/account', '201', 'POST']"] == 1
    assert seen["hinge_requests_total['/api/sync', '200', 'POST']"] == 3
    assert seen["hinge_requests_total['/api/sync', '409', 'POST']"] == 1
    assert seen["hinge_requests_total['/guides/<slug>/', '200', 'GET']"] == 1
    assert seen["hinge_requests_total['', '404', 'GET']"] == 1
    assert seen["hinge_request_seconds_count['/api/sync']"] == 4
    assert 0 < seen["hinge_request_seconds_sum['/api/sync']"] < 60
    assert seen["hinge_commit_pushes_count[]"] == seen["hinge_commit_pushes_sum[]"] == 2
    assert seen["hinge_pushes_waiting[]"] == 0
    assert seen["hinge_build['0.1.0']"] == 1
    assert seen["process_cpu_seconds_total[]"] > 0


def test_it_says_whether_the_database_answers(counting: Flask, tmp_path: Path) -> None:
    client = counting.test_client()
    assert read(client)["hinge_database_up[]"] == 1
    with closing(sqlite3.connect(tmp_path / "hinge.db")) as connection:
        connection.execute("DROP TABLE server")
    assert read(client)["hinge_database_up[]"] == 0


def test_no_label_is_of_a_person(counting: Flask) -> None:
    client = counting.test_client()
    account = Phone(client, "phone").make_account()
    client.delete(f"/api/devices/{account}")
    client.open("/", method=account.upper())
    client.get(f"/{account}")
    assert not [name for name in read(client) if account in name.lower()]
