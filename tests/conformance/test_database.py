"""What a person finds with plain SQL: "In the database" of docs/sync.md."""

import json
import uuid
from typing import Any

import sqlalchemy as sa

from ..support.phones import Phone, check, plan, record, session, tombstone
from .sentences import PROTOCOL, covers


@covers("A person finds completed sessions, checks")
def test_a_person_finds_sessions_with_plain_sql(engine: sa.Engine, phone: Phone) -> None:
    whole, gone, both = record(), record(), record(data=session(pain_before=None, pain_after=0, note='it\'s "so"'))
    both["data"]["sets"] = [{"side": "both", "reps": 7, "target": None, "seconds": 1, "counter": "tap"}] * 2
    phone.push(whole, gone, both)
    phone.push(tombstone(gone["id"], 2))
    account = phone.client.get("/api/account").get_json()["account"]
    with engine.connect() as connection:
        query = sa.text("SELECT * FROM sessions WHERE account = :account ORDER BY reps_left DESC")
        rows = connection.execute(query, {"account": account}).mappings().all()
    times = {"started_at": "2026-11-22T14:03:11.120-05:00", "ended_at": "2026-11-22T14:09:40.007-05:00"}
    assert [{**row, "account": str(row["account"]), "id": str(row["id"])} for row in rows] == [
        {"account": account, "id": whole["id"], "guide": "foam-roller-deadlift", **times, "reps_left": 15,
         "reps_right": 14, "reps_both": 0, "pain_before": 3, "pain_after": None, "note": "Ünïcode — ok 🦵"},
        {"account": account, "id": both["id"], "guide": "foam-roller-deadlift", **times, "reps_left": 0,
         "reps_right": 0, "reps_both": 14, "pain_before": None, "pain_after": 0, "note": "it's \"so\""},
    ]  # fmt: skip


@covers("A person finds completed sessions, checks", "Lists are JSON texts")
def test_the_queries_of_the_documentation_find_records_of_each_kind(engine: sa.Engine, phone: Phone) -> None:
    words = str(uuid.uuid4())
    sent: Any = [record(data=session(note=words)), check(note=words), plan(words=words)]
    gone = [check(note=words), plan(words=words)]
    phone.push(*sent, *gone)
    phone.push(*(tombstone(each["id"], 2, kind=each["kind"]) for each in gone))
    found = [[row for row in rows if words in row.values()] for rows in documented_queries(engine)]
    (of_session,), (of_check,), (of_plan,) = found
    body = sent[0]["data"]
    assert tuple(of_session.values()) == (body["started_at"], body["guide"], 15, 14, 0, 3, None, words)
    for row, each in ((of_check, sent[1]), (of_plan, sent[2])):
        lists: Any = {name: json.loads(row[name]) for name in ("activities", "tilts", "items") if name in row}
        assert {**row, **lists} == each["data"]


@covers("Of several plans", "Changing the dose ends a plan", "The first of the plans in the last answer")
def test_the_plan_in_force_is_the_latest_that_has_not_ended(engine: sa.Engine, phone: Phone) -> None:
    words = str(uuid.uuid4())
    first = plan(words=words, starts_on="2026-11-02")
    phone.push(first)
    phone.push({**first, "stamp": 2, "data": {**first["data"], "ended_on": "2026-12-14"}})
    ends = [plan(words=words, starts_on="2026-12-20", ended_on="2026-12-21", review_on=None)]
    begins = [{**plan(words=words, starts_on="2026-12-14"), "id": f"{at}0000000-0000-7000-8000-000000000000"}
              for at in (1, 3, 2)]  # fmt: skip
    for at, each in enumerate(begins):
        each["data"]["given_by"] = f"{at}"
    phone.push(*ends, *begins)
    of_plans = [row for row in documented_queries(engine)[2] if row["words"] == words]
    assert [row["given_by"] for row in of_plans] == ["1", "2", "0"]
    with engine.connect() as connection:
        query = "SELECT starts_on, ended_on FROM plans WHERE words = :words AND ended_on IS NOT NULL ORDER BY starts_on"
        told = [tuple(row) for row in connection.execute(sa.text(query), {"words": words})]
    assert told == [("2026-11-02", "2026-12-14"), ("2026-12-20", "2026-12-21")]


def documented_queries(engine: sa.Engine) -> list[list[dict[str, Any]]]:
    text = PROTOCOL.read_text("utf-8").split("```sql\n")[1].partition("```")[0]
    with engine.connect() as connection:
        queries = [query for query in text.split(";") if query.strip()]
        return [[dict(row) for row in connection.execute(sa.text(query)).mappings()] for query in queries]
