"""docs/sync.md says what the server does."""

import json
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from hinge_pwa.codes import read
from hinge_pwa.database import db
from hinge_pwa.errors import SENTENCES

from .phones import Phone, session

TEXT = (Path(__file__).parents[1] / "docs" / "sync.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def test_the_record_of_the_documentation_is_taken_and_given_back(phone: Phone) -> None:
    sent = json.loads(blocks("json")[0])
    assert phone.push(sent)["rejected"] == []
    assert phone.pull()["changes"] == [sent]


def test_the_sentence_of_the_documentation_is_the_server_s(phone: Phone) -> None:
    (example,) = re.findall(r'"rejected": \[(\{.*?\})\]', TEXT)
    record = json.loads(blocks("json")[0]) | {"data": session(pain_before=11)}
    assert phone.push(record)["rejected"][0]["error"] == json.loads(example)["error"]


def test_the_error_of_the_documentation_has_the_shape(phone: Phone) -> None:
    documented = json.loads(blocks("json")[1])
    actual = phone.post("nonsense").get_json()
    assert actual.keys() == documented.keys()
    assert actual["error"].keys() == documented["error"].keys()
    assert actual["error"]["code"] == documented["error"]["code"]


def test_every_status_and_code_is_documented() -> None:
    documented = {int(status): code for status, code in re.findall(r"^\| (\d{3}) \| `(\w+)` \|", TEXT, re.MULTILINE)}
    assert documented == {status: code for status, (code, _) in SENTENCES.items()} | {409: "resync"}


def test_every_address_of_the_api_is_documented(app: Flask) -> None:
    documented = set(re.findall(r"`(GET|POST|PATCH|DELETE) (/api/[\w/<>-]+)`", TEXT))
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    actual = {(method, rule.rule) for rule in rules for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}}
    assert documented == actual


def test_the_code_of_the_documentation_is_one() -> None:
    (code,) = re.findall(r'"code": "([^"…]+-[^"…]+)"', TEXT)
    assert read(code) == code


def test_the_query_of_the_documentation_finds_a_session(app: Flask, phone: Phone) -> None:
    sent: Any = json.loads(blocks("json")[0])
    phone.push(sent)
    with app.app_context():
        (row,) = db.session.execute(sa.text(blocks("sql")[0])).all()
    body = sent["data"]
    assert tuple(row) == (body["started_at"], body["guide"], 15, 14, 0, body["pain_before"], body["pain_after"], "")
