"""A device as the protocol describes it, in Python: what it holds, what waits, and how far it has read."""

import copy
import uuid
from dataclasses import dataclass, field
from typing import Any

from hinge_pwa.sync.merge import wins
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


def session(**changes: Any) -> Envelope:
    """A session's body, with `changes` to its fields."""
    return {**copy.deepcopy(SESSION), **changes}


def record(id: str | None = None, stamp: int = 1, device: str = "phone", **changes: Any) -> Envelope:
    """An envelope; `changes` go to its fields."""
    id = str(uuid.uuid4()) if id is None else id
    return {
        "kind": "session", "id": id, "stamp": stamp, "device": device, "deleted": False, "data": session(), **changes
    }  # fmt: skip


def tombstone(id: str, stamp: int = 1, device: str = "phone") -> Envelope:
    return record(id, stamp, device, deleted=True, data=None)


def beats(a: Envelope, b: Envelope) -> bool:
    return wins(parse(a), parse(b))


@dataclass
class Phone:
    """One device of a person."""

    client: Any  # a FlaskClient, or a Remote that speaks to a real server
    name: str
    held: dict[str, Envelope] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    cursor: str = ""
    made: list[Envelope] = field(default_factory=list)
    """Every change that this device ever made."""

    def make_account(self) -> str:
        answer = self.client.post("/api/account")
        assert answer.status_code == 201, answer.text
        return str(answer.get_json()["account"])

    def join(self, other: "Phone") -> None:
        code = other.client.post("/api/pairings").get_json()["code"]
        answer = self.client.post("/api/pairings/redeem", json={"code": code})
        assert answer.status_code == 200, answer.text

    def post(self, cursor: str = "", changes: list[Any] | None = None) -> Any:
        """A request to sync as it stands, whatever this device holds."""
        return self.client.post("/api/sync", json={"cursor": cursor, "changes": changes or []})

    def push(self, *changes: Any, cursor: str = "") -> Any:
        """The answer's body to a request that must succeed."""
        answer = self.post(cursor, list(changes))
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def pull(self, cursor: str = "") -> Any:
        return self.push(cursor=cursor)

    def edit(self, id: str, clock: int, **changes: Any) -> None:
        """Change a record, or make it: its stamp is the clock's, but past all that this device has seen on it."""
        seen = self.held[id]["stamp"] if id in self.held else -1
        self.held[id] = record(id, max(clock, seen + 1), self.name, **changes)
        self.waiting.add(id)
        self.made.append(self.held[id])

    def delete(self, id: str, clock: int) -> None:
        self.edit(id, clock, deleted=True, data=None)

    def outbox(self, most: int = 500) -> list[Envelope]:
        return [self.held[id] for id in sorted(self.waiting)[:most]]

    def take(self, sent: list[Envelope], answer: Any) -> None:
        """Accept an answer to a request that brought `sent`; edits made meanwhile still wait."""
        assert answer["rejected"] == []
        self.waiting -= {change["id"] for change in sent if self.held[change["id"]] == change}
        for change in answer["changes"]:
            if change["id"] not in self.held or beats(change, self.held[change["id"]]):
                self.held[change["id"]] = change
                self.waiting.discard(change["id"])
        self.cursor = answer["cursor"]

    def start_again(self) -> None:
        """What a 409 asks for: an empty cursor, and every record is offered."""
        self.cursor = ""
        self.waiting = set(self.held)

    def sync(self, most: int = 500) -> int:
        """Send and fetch until both ends are done; the number of records that moved."""
        moved = 0
        while True:
            sent = self.outbox(most)
            answer = self.post(self.cursor, sent)
            if answer.status_code == 409:
                self.start_again()
                continue
            assert answer.status_code == 200, answer.text
            body = answer.get_json()
            self.take(sent, body)
            moved += len(sent) + len(body["changes"])
            if not body["more"] and not self.waiting:
                return moved


def agree(*phones: Phone) -> None:
    """Every one of `phones` and the server end with the best change that any of them made of each record.

    They are all the devices that an account ever had. Afterwards nothing moves any more.
    """
    for _ in range(2):
        for phone in phones:
            phone.sync()
    newcomer = Phone(phones[0].client, "newcomer")
    newcomer.sync()
    best: dict[str, Envelope] = {}
    for change in (change for phone in phones for change in phone.made):
        if change["id"] not in best or beats(change, best[change["id"]]):
            best[change["id"]] = change
    assert newcomer.held == best
    for phone in phones:
        assert phone.held == best, phone.name
        assert phone.sync() == 0, "a sync right after a quiet one moved something"
