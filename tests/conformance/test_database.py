"""What a person finds with plain SQL: "In the database" of docs/sync.md."""

import uuid
from typing import Any

import sqlalchemy as sa

from ..support.phones import Phone, record, session, tombstone
from .sentences import PROTOCOL, covers


@covers("A person finds completed sessions with plain SQL")
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


@covers("A person finds completed sessions with plain SQL")
def test_the_query_of_the_documentation_finds_a_session(engine: sa.Engine, phone: Phone) -> None:
    sent: Any = record(data=session(note=str(uuid.uuid4())))
    phone.push(sent)
    query = PROTOCOL.read_text("utf-8").split("```sql\n")[1].partition("```")[0]
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(sa.text(query)) if row.note == sent["data"]["note"]]
    body = sent["data"]
    assert found == [(body["started_at"], body["guide"], 15, 14, 0, body["pain_before"], None, body["note"])]
