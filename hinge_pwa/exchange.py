"""What a sync does in the database: takes a device's changes, and then finds what the device lacks."""

from datetime import date
from typing import Any, NamedTuple

import msgspec

from . import cursors
from .config import MOST_RECORDS
from .errors import SENTENCES, ApiError
from .merge import wins
from .records import Record
from .sign_ins import Token, is_over, not_signed_in, oldest
from .statements import (
    ADVANCE_SQLITE,
    INSERT_INTO_SQLITE,
    LOCK_IN_POSTGRESQL,
    MAKE_ROOM_IN_POSTGRESQL,
    POSTGRESQL,
    PUSH_TO_POSTGRESQL,
    REMOVE_FROM_SQLITE,
    SQLITE,
    Statements,
)

MOST = 500
"""Records in one answer."""


class Push(NamedTuple):
    """What a device sends. `cursor` has passed `cursors.check`; no two of `changes` are of one record."""

    token: Token
    cursor: str
    changes: list[Record]


class Taken(NamedTuple):
    """What became of a push."""

    since: int
    """Where the device stood."""
    before: int
    """The account's newest change before this push."""
    after: int
    last_seen_on: date
    epoch: str
    same: list[str]
    """Ids of the changes that the account held already."""
    lost: list[str]

    @property
    def is_up_to_date(self) -> bool:
        """Whether the device has nothing to learn."""
        return self.since == self.before and not self.lost


class Stored(msgspec.Struct, array_like=True, gc=False):
    """What `merge.wins` asks of a record in the database."""

    id: str
    stamp: int
    deleted: bool
    device: str


class Verdict(msgspec.Struct):
    """What becomes of the changes: those that `won`, and the ids of the records they replace and of the others."""

    won: list[Record]
    replaced: list[str]
    same: list[str]
    lost: list[str]
    held: int = 0
    """The account holds at most so many records."""

    @property
    def new(self) -> int:
        """How many more it will hold."""
        return len(self.won) - len(self.replaced)


class News(NamedTuple):
    records: bytes
    """As JSON, with commas between them, in the order of the sequence."""
    reached: int
    """Where the device stands with them."""
    more: bool
    number: int
    """How many records."""


_decode_stored = msgspec.json.Decoder(list[Stored]).decode


def take_in_sqlite(db: Any, push: Push) -> Taken:
    """Merge the changes, of which there are some. `db` is the driver's cursor, in an open transaction that writes.

    Raises ApiError 401, 409 or 422 before anything is written.
    """
    taken, verdict = look(db, SQLITE, push)
    if not verdict.won:
        return taken
    account_id, after = push.token.account_id, taken.before + len(verdict.won)
    held = _held_after(db, SQLITE, account_id, verdict)
    if verdict.replaced:
        db.execute(REMOVE_FROM_SQLITE, (account_id, SQLITE.ids(verdict.replaced)))
    db.executemany(
        INSERT_INTO_SQLITE,
        [
            (account_id, sequence, each.id, each.stamp, each.device, each.deleted, each.text)
            for sequence, each in enumerate(verdict.won, taken.before + 1)
        ],
    )
    db.execute(ADVANCE_SQLITE, (after, after - held, account_id))
    return taken._replace(after=after)


def take_in_postgresql(db: Any, push: Push) -> Taken:
    """Merge the changes, of which there are some, in one statement. `db` is the driver's cursor, where each is a
    transaction of its own.

    Raises ApiError 401, 409 or 422: then nothing was written.
    """
    sent = len(push.changes)
    pushed = _push_to_postgresql(db, push)
    if pushed and pushed[3] == sent:
        before, seen, epoch, _ = pushed
        since = cursors.parts(push.cursor)[1]
        return Taken(since, before, before + sent, date.fromisoformat(seen), epoch, [], [])
    taken, verdict = look(db, POSTGRESQL, push)
    if pushed:  # some were not greater than what there was: now it shows which
        return taken._replace(before=pushed[0], after=pushed[0] + sent)
    return _take_alone(db, push) if verdict.won else taken


def _push_to_postgresql(db: Any, push: Push) -> tuple[int, str, str, int] | None:
    token = push.token
    generation, since = cursors.parts(push.cursor)
    pushed: tuple[int, str, str, int] | None = db.execute(
        PUSH_TO_POSTGRESQL,
        {
            "account": token.account_id,
            "hash": token.hash,
            "oldest": oldest(),
            "generation": generation,
            "since": since,
            "count": len(push.changes),
            "changes": f"[{','.join([change.text for change in push.changes])}]",
        },
    ).fetchone()
    return pushed


def _take_alone(db: Any, push: Push) -> Taken:
    """As `take_in_postgresql`, while all other writers of the account wait: so that its records can be counted, where
    one statement found too little room; or what stood in the way of that, such as an account not there yet, is gone.
    """
    account_id = push.token.account_id
    db.execute("BEGIN")
    db.execute(LOCK_IN_POSTGRESQL, (account_id,))
    taken, verdict = look(db, POSTGRESQL, push)
    if verdict.won:
        after = taken.before + len(push.changes)
        held = _held_after(db, POSTGRESQL, account_id, verdict)
        db.execute(MAKE_ROOM_IN_POSTGRESQL, (after - held, account_id))
        if _push_to_postgresql(db, push) is None:  # signed out, or put back from a backup, this moment
            db.execute("ROLLBACK")
            return take_in_postgresql(db, push)
        taken = taken._replace(after=after)
    db.execute("COMMIT")
    return taken


def _held_after(db: Any, sql: Statements, account_id: str, verdict: Verdict) -> int:
    """The account will hold at most so many records, and MOST_RECORDS where it held more. Where they may be too many,
    they are counted.

    Raises ApiError 422 where there is no room. What makes no new record needs none.
    """
    held = verdict.held + verdict.new
    if held > MOST_RECORDS:
        held = int(db.execute(sql.count, (account_id,)).fetchone()[0]) + verdict.new
        if held > MOST_RECORDS and verdict.new:
            raise ApiError(422, *SENTENCES[422])
    return min(held, MOST_RECORDS)


def look(db: Any, sql: Statements, push: Push) -> tuple[Taken, Verdict]:
    """How things are, with nothing taken. Raises ApiError 401 or 409."""
    account_id, hash = push.token.account_id, push.token.hash
    found = db.execute(sql.look, (account_id, hash, sql.ids([change.id for change in push.changes]))).fetchone()
    if found is None or is_over(seen := date.fromisoformat(found[2])):
        raise not_signed_in()
    last, replaced, _, epoch, stored = found
    verdict = judge(push.changes, _decode_stored(stored))
    verdict.held = last - replaced
    since = cursors.read(push.cursor, epoch, account_id, last)
    return Taken(since, last, last, seen, epoch, verdict.same, verdict.lost), verdict


def judge(changes: list[Record], stored: list[Stored]) -> Verdict:
    if not stored:
        return Verdict(changes, [], [], [])
    held = {each.id: each for each in stored}
    verdict = Verdict([], [], [], [])
    for change in changes:
        if change.id not in held:
            verdict.won.append(change)
        elif wins(change, held[change.id]):
            verdict.won.append(change)
            verdict.replaced.append(change.id)
        elif wins(held[change.id], change):
            verdict.lost.append(change.id)
        else:
            verdict.same.append(change.id)
    return verdict


def read_news(db: Any, sql: Statements, account_id: str, taken: Taken) -> News:
    """What the device has to learn.

    That is what came after it stood there, up to the newest before its push, but for what it has just shown to know;
    and what beat a change of its own, however old or new that is. Another device may write meanwhile: a record then
    moves past all of it, where the next sync finds it.
    """
    if not taken.lost:
        return _read_news(db, sql, account_id, taken)
    db.execute(sql.begin_snapshot)  # so that what beat a change can't move from one of its two statements to the other
    news = _read_news(db, sql, account_id, taken)
    db.execute("COMMIT")
    return news


def _read_news(db: Any, sql: Statements, account_id: str, taken: Taken) -> News:
    since, before = taken.since, taken.before
    found: list[bytes] = []
    number = 0
    if taken.lost:
        number, records = db.execute(sql.outside, (account_id, since, before, sql.ids(taken.lost))).fetchone()
        found += [records] if number else []
    if since == before:
        return News(b",".join(found), taken.after, False, number)

    room, later, reached = max(MOST - number, 0), 0, since
    if room:
        asked = (account_id, since, before)
        page = (sql.page_without, (*asked, sql.ids(taken.same), room)) if taken.same else (sql.page, (*asked, room))
        later, last, records = db.execute(*page).fetchone()
        found, reached = ([*found, records], last) if later else (found, since)
    more = later == room and bool(
        db.execute(sql.is_more, (account_id, reached, before, sql.ids(taken.same))).fetchone()[0]
    )
    return News(b",".join(found), reached if more else taken.after, more, number + later)
