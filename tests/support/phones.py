"""A client of the sync protocol, in Python: its records, those that wait to be pushed, and its cursor."""

import copy
import uuid
from dataclasses import dataclass, field
from typing import Any

from hinge_pwa.sync import merge
from hinge_pwa.sync.records import parse

Envelope = dict[str, Any]

SESSION: Envelope = {
    "guide": "foam-roller-deadlift",
    "started_at": "2026-11-22T14:03:11.120-05:00",
    "ended_at": "2026-11-22T14:09:40.007-05:00",
    "sets": [
        {"side": "left", "reps": 15, "target": 15, "seconds": 93.5, "counter": "tap"},
        {"side": "right", "reps": 14, "target": 15, "seconds": 90, "counter": "motion"},
    ],
    "pain_before": 3,
    "pain_after": None,
    "note": "Ünïcode — ok 🦵",
}

CHECK: Envelope = {
    "at": "2026-11-23T08:15:00.000-05:00",
    "session": None,
    "pain": 2,
    "activities": [{"text": "putting on socks", "score": 4}, {"text": "une heure assis", "score": 10}],
    "tilts": [48, 52, 51],
    "note": "Ünïcode — ok 🦵",
}
PLAN: Envelope = {
    "items": [{"guide": "hip-hinge", "reps": 12, "rounds": 2, "tempo": 100, "days": [1, 3, 5]}],
    "starts_on": "2026-11-30",
    "review_on": "2026-12-14",
    "ended_on": None,
    "remind_at": "07:30",
    "activities": ["putting on socks", "une heure assis"],
    "given_by": "",
    "words": "",
}


def session(**changes: Any) -> Envelope:
    """The data of a session, with `changes` to its fields."""
    return {**copy.deepcopy(SESSION), **changes}


def record(id: str | None = None, stamp: int = 1, device: str = "phone", **changes: Any) -> Envelope:
    """A record of a session, with `changes` to its fields."""
    id = str(uuid.uuid4()) if id is None else id
    return {
        "kind": "session", "id": id, "stamp": stamp, "device": device, "deleted": False, "data": session(), **changes
    }  # fmt: skip


def check(**changes: Any) -> Envelope:
    """A record of a check, with `changes` to its data."""
    return record(kind="check", data={**copy.deepcopy(CHECK), **changes})


def plan(**changes: Any) -> Envelope:
    """A record of a plan, with `changes` to its data."""
    return record(kind="plan", data={**copy.deepcopy(PLAN), **changes})


def tombstone(id: str, stamp: int = 1, device: str = "phone", **changes: Any) -> Envelope:
    return record(id, stamp, device, deleted=True, data=None, **changes)


def wins(a: Envelope, b: Envelope) -> bool:
    return merge.wins(parse(a), parse(b))


@dataclass
class Phone:
    """One device of a person."""

    client: Any  # a FlaskClient, or a Remote for a real server
    name: str
    records: dict[str, Envelope] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    cursor: str = ""
    made: list[Envelope] = field(default_factory=list)
    """All changes that this device has made."""

    def make_account(self) -> str:
        answer = self.client.post("/api/account")
        assert answer.status_code == 201, answer.text
        return str(answer.get_json()["account"])

    def join(self, other: "Phone") -> None:
        code = other.client.post("/api/pairings").get_json()["code"]
        answer = self.client.post("/api/pairings/redeem", json={"code": code})
        assert answer.status_code == 200, answer.text

    def post(self, cursor: str = "", changes: list[Any] | None = None) -> Any:
        """The answer to a sync request with these values, whatever the state of this device."""
        return self.client.post("/api/sync", json={"cursor": cursor, "changes": changes or []})

    def push(self, *changes: Any, cursor: str = "") -> Any:
        """The body of the answer to such a request, which must succeed."""
        answer = self.post(cursor, list(changes))
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def pull(self, cursor: str = "") -> Any:
        return self.push(cursor=cursor)

    def edit(self, id: str, clock: int, **changes: Any) -> None:
        """Change or create a record. Its stamp is `clock`, or more if this device has seen a greater one on it."""
        seen = self.records[id]["stamp"] if id in self.records else -1
        self.records[id] = record(id, max(clock, seen + 1), self.name, **changes)
        self.waiting.add(id)
        self.made.append(self.records[id])

    def delete(self, id: str, clock: int) -> None:
        self.edit(id, clock, deleted=True, data=None)

    def outbox(self, limit: int = 500) -> list[Envelope]:
        return [self.records[id] for id in sorted(self.waiting)[:limit]]

    def receive(self, pushed: list[Envelope], answer: Any) -> None:
        """Apply the answer to a request with the changes `pushed`; later edits still wait."""
        assert answer["rejected"] == []
        self.waiting -= {change["id"] for change in pushed if self.records[change["id"]] == change}
        for change in answer["changes"]:
            if change["id"] not in self.records or wins(change, self.records[change["id"]]):
                self.records[change["id"]] = change
                self.waiting.discard(change["id"])
        self.cursor = answer["cursor"]

    def start_again(self) -> None:
        """What a client does after 409: empties its cursor and pushes every record again."""
        self.cursor = ""
        self.waiting = set(self.records)

    def sync(self, limit: int = 500) -> int:
        """Sync until nothing waits and the server has no more; returns the number of records pushed and pulled."""
        moved = 0
        while True:
            pushed = self.outbox(limit)
            answer = self.post(self.cursor, pushed)
            if answer.status_code == 409:
                self.start_again()
                continue
            assert answer.status_code == 200, answer.text
            body = answer.get_json()
            self.receive(pushed, body)
            moved += len(pushed) + len(body["changes"])
            if not body["more"] and not self.waiting:
                return moved


def assert_converged(*phones: Phone) -> None:
    """After syncing, `phones` and the server have the winning change of each record, and a further sync moves nothing.

    `phones` must be all devices that the account ever had.
    """
    for _ in range(2):
        for phone in phones:
            phone.sync()
    newcomer = Phone(phones[0].client, "newcomer")
    newcomer.sync()
    winners: dict[str, Envelope] = {}
    for change in (change for phone in phones for change in phone.made):
        if change["id"] not in winners or wins(change, winners[change["id"]]):
            winners[change["id"]] = change
    assert newcomer.records == winners
    for phone in phones:
        assert phone.records == winners, phone.name
        assert phone.sync() == 0, "a sync right after a quiet one moved something"
