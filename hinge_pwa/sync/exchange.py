"""What a sync does in the database: pushes a device's changes, then pulls what the device lacks."""

from datetime import date
from typing import Any, NamedTuple

import msgspec

from ..accounts.sign_ins import Token, is_over, not_signed_in, oldest
from ..config import MOST_RECORDS
from ..web.errors import MESSAGES, ApiError
from . import cursors
from .merge import wins
from .records import Record
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


class Pushed(NamedTuple):
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


class Comparison(msgspec.Struct):
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


class Pulled(NamedTuple):
    records: bytes
    """As JSON, with commas between them, in the order of the sequence."""
    reached: int
    """Where the device stands with them."""
    more: bool
    number: int
    """How many records."""


_decode_stored = msgspec.json.Decoder(list[Stored]).decode


def push_sqlite(db: Any, push: Push) -> Pushed:
    """Merge the changes, of which there are some. `db` is the driver's cursor, in an open transaction that writes.

    Raises ApiError 401, 409 or 422 before anything is written.
    """
    pushed, comparison = read_state(db, SQLITE, push)
    if not comparison.won:
        return pushed
    account_id, after = push.token.account_id, pushed.before + len(comparison.won)
    held = _held_after(db, SQLITE, account_id, comparison)
    if comparison.replaced:
        db.execute(REMOVE_FROM_SQLITE, (account_id, SQLITE.ids(comparison.replaced)))
    db.executemany(
        INSERT_INTO_SQLITE,
        [
            (account_id, sequence, each.id, each.stamp, each.device, each.deleted, each.text)
            for sequence, each in enumerate(comparison.won, pushed.before + 1)
        ],
    )
    db.execute(ADVANCE_SQLITE, (after, after - held, account_id))
    return pushed._replace(after=after)


def push_postgresql(db: Any, push: Push) -> Pushed:
    """Merge the changes, of which there are some, in one statement. `db` is the driver's cursor, where each is a
    transaction of its own.

    Raises ApiError 401, 409 or 422: then nothing was written.
    """
    sent = len(push.changes)
    at_once = _push_at_once(db, push)
    if at_once and at_once[3] == sent:
        before, seen, epoch, _ = at_once
        since = cursors.parts(push.cursor)[1]
        return Pushed(since, before, before + sent, date.fromisoformat(seen), epoch, [], [])
    pushed, comparison = read_state(db, POSTGRESQL, push)
    if at_once:  # some were not greater than what there was: now it shows which
        return pushed._replace(before=at_once[0], after=at_once[0] + sent)
    return _push_alone(db, push) if comparison.won else pushed


def _push_at_once(db: Any, push: Push) -> tuple[int, str, str, int] | None:
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


def _push_alone(db: Any, push: Push) -> Pushed:
    """As `push_postgresql`, while all other writers of the account wait: so that its records can be counted, where
    one statement found too little room; or what stood in the way of that, such as an account not there yet, is gone.
    """
    account_id = push.token.account_id
    db.execute("BEGIN")
    db.execute(LOCK_IN_POSTGRESQL, (account_id,))
    pushed, comparison = read_state(db, POSTGRESQL, push)
    if comparison.won:
        after = pushed.before + len(push.changes)
        held = _held_after(db, POSTGRESQL, account_id, comparison)
        db.execute(MAKE_ROOM_IN_POSTGRESQL, (after - held, account_id))
        if _push_at_once(db, push) is None:  # signed out, or put back from a backup, this moment
            db.execute("ROLLBACK")
            return push_postgresql(db, push)
        pushed = pushed._replace(after=after)
    db.execute("COMMIT")
    return pushed


def _held_after(db: Any, sql: Statements, account_id: str, comparison: Comparison) -> int:
    """The account will hold at most so many records, and MOST_RECORDS where it held more. Where they may be too many,
    they are counted.

    Raises ApiError 422 where there is no room. What makes no new record needs none.
    """
    held = comparison.held + comparison.new
    if held > MOST_RECORDS:
        held = int(db.execute(sql.count, (account_id,)).fetchone()[0]) + comparison.new
        if held > MOST_RECORDS and comparison.new:
            raise ApiError(422, *MESSAGES[422])
    return min(held, MOST_RECORDS)


def read_state(db: Any, sql: Statements, push: Push) -> tuple[Pushed, Comparison]:
    """Where the account stands, and what the changes would do to it; writes nothing. Raises ApiError 401 or 409."""
    account_id, hash = push.token.account_id, push.token.hash
    found = db.execute(sql.state, (account_id, hash, sql.ids([change.id for change in push.changes]))).fetchone()
    if found is None or is_over(seen := date.fromisoformat(found[2])):
        raise not_signed_in()
    last, replaced, _, epoch, stored = found
    comparison = compare(push.changes, _decode_stored(stored))
    comparison.held = last - replaced
    since = cursors.read(push.cursor, epoch, account_id, last)
    return Pushed(since, last, last, seen, epoch, comparison.same, comparison.lost), comparison


def compare(changes: list[Record], stored: list[Stored]) -> Comparison:
    if not stored:
        return Comparison(changes, [], [], [])
    held = {each.id: each for each in stored}
    comparison = Comparison([], [], [], [])
    for change in changes:
        if change.id not in held:
            comparison.won.append(change)
        elif wins(change, held[change.id]):
            comparison.won.append(change)
            comparison.replaced.append(change.id)
        elif wins(held[change.id], change):
            comparison.lost.append(change.id)
        else:
            comparison.same.append(change.id)
    return comparison


def pull(db: Any, sql: Statements, account_id: str, pushed: Pushed) -> Pulled:
    """What the device has to learn.

    That is what came after it stood there, up to the newest before its push, but for what it has just shown to know;
    and what beat a change of its own, however old or new that is. Another device may write meanwhile: a record then
    moves past all of it, where the next sync finds it.
    """
    if not pushed.lost:
        return _pull(db, sql, account_id, pushed)
    db.execute(sql.begin_snapshot)  # so that what beat a change can't move from one of its two statements to the other
    pulled = _pull(db, sql, account_id, pushed)
    db.execute("COMMIT")
    return pulled


def _pull(db: Any, sql: Statements, account_id: str, pushed: Pushed) -> Pulled:
    since, before = pushed.since, pushed.before
    found: list[bytes] = []
    number = 0
    if pushed.lost:
        number, records = db.execute(sql.outside, (account_id, since, before, sql.ids(pushed.lost))).fetchone()
        found += [records] if number else []
    if since == before:
        return Pulled(b",".join(found), pushed.after, False, number)

    room, later, reached = max(MOST - number, 0), 0, since
    if room:
        asked = (account_id, since, before)
        page = (sql.page_without, (*asked, sql.ids(pushed.same), room)) if pushed.same else (sql.page, (*asked, room))
        later, last, records = db.execute(*page).fetchone()
        found, reached = ([*found, records], last) if later else (found, since)
    more = later == room and bool(
        db.execute(sql.is_more, (account_id, reached, before, sql.ids(pushed.same))).fetchone()[0]
    )
    return Pulled(b",".join(found), reached if more else pushed.after, more, number + later)
