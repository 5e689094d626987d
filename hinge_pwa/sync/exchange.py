"""The database half of a sync: stores a device's push, then reads its pull, the records that the device lacks."""

from datetime import date
from typing import Any, NamedTuple

import msgspec

from ..accounts.sign_ins import Token, first_valid_day, has_expired, not_signed_in
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

MOST_PULLED = 500
"""Records in one pull."""


class Push(NamedTuple):
    """A device's request. `cursor` has passed `cursors.check`; `changes` has at most one change of each record."""

    token: Token
    cursor: str
    changes: list[Record]


class Pushed(NamedTuple):
    """The result of a push."""

    since: int
    """The sequence of the device's cursor."""
    before: int
    """The sequence of the account before the push."""
    after: int
    """The sequence of the account after the push."""
    last_seen_on: date
    epoch: str
    same: list[str]
    """Ids of the changes that were stored before."""
    lost: list[str]
    """Ids of the changes that lost to a stored one."""
    no_room: list[str] = []  # noqa: RUF012 - never changed
    """Ids of the changes that were not stored because the account is full."""

    @property
    def is_up_to_date(self) -> bool:
        """Whether the device lacks no record, so that there is nothing to pull."""
        return self.since == self.before and not self.lost


class Stored(msgspec.Struct, array_like=True, gc=False):
    """The columns of a record in the database that `merge.wins` compares."""

    id: str
    stamp: int
    deleted: bool
    device: str


class Comparison(msgspec.Struct):
    """Compares the changes of a push with what is stored."""

    won: list[Record]
    replaced: list[str]
    """Ids of the stored records that a change in `won` replaces."""
    same: list[str]
    """Ids of the changes that are stored already."""
    lost: list[str]
    """Ids of the changes that lose to a stored one."""
    stored_at_most: int = 0
    """An upper bound of the number of records in the account."""

    @property
    def new(self) -> int:
        """How many of the changes create a record."""
        return len(self.won) - len(self.replaced)

    def drop_new(self) -> list[str]:
        """Remove the changes that create a record. Returns their ids."""
        replaced = set(self.replaced)
        new = [change.id for change in self.won if change.id not in replaced]
        self.won = [change for change in self.won if change.id in replaced]
        return new


class Pulled(NamedTuple):
    records: bytes
    """JSON objects separated by commas, in the order of their sequence."""
    reached: int
    """The sequence of the device's next cursor."""
    more: bool
    """Whether the device lacks further records."""
    number: int
    """How many records."""


_decode_stored = msgspec.json.Decoder(list[Stored]).decode


def push_sqlite(db: Any, push: Push) -> Pushed:
    """Merge the changes, at least one. `db` is the driver's cursor, in an open transaction that may write.

    Raises ApiError 401, 409 or 422 before anything is written.
    """
    pushed, comparison = read_state(db, SQLITE, push)
    if not comparison.won:
        return pushed
    account_id = push.token.account_id
    stored, no_room = _make_room(db, SQLITE, push, comparison)
    after = pushed.before + len(comparison.won)
    if comparison.replaced:
        db.execute(REMOVE_FROM_SQLITE, (account_id, SQLITE.ids(comparison.replaced)))
    db.executemany(
        INSERT_INTO_SQLITE,
        [
            (account_id, sequence, each.id, each.stamp, each.device, each.deleted, each.text)
            for sequence, each in enumerate(comparison.won, pushed.before + 1)
        ],
    )
    db.execute(ADVANCE_SQLITE, (after, after - stored, account_id))
    return pushed._replace(after=after, no_room=no_room)


def push_postgresql(db: Any, push: Push) -> Pushed:
    """Merge the changes, at least one, usually by one statement. `db` is the driver's cursor in autocommit.

    Raises ApiError 401, 409 or 422: then nothing was written.
    """
    number = len(push.changes)
    at_once = _push_at_once(db, push)
    if at_once and at_once[3] == number:
        before, seen, epoch, _ = at_once
        since = cursors.split(push.cursor)[1]
        return Pushed(since, before, before + number, date.fromisoformat(seen), epoch, [], [])
    pushed, comparison = read_state(db, POSTGRESQL, push)
    if at_once:  # some changes did not win: the state read now shows which
        return pushed._replace(before=at_once[0], after=at_once[0] + number)
    return _push_locked(db, push) if comparison.won else pushed


def _push_at_once(db: Any, push: Push) -> tuple[int, str, str, int] | None:
    token = push.token
    generation, since = cursors.split(push.cursor)
    pushed: tuple[int, str, str, int] | None = db.execute(
        PUSH_TO_POSTGRESQL,
        {
            "account": token.account_id,
            "hash": token.hash,
            "oldest": first_valid_day(),
            "generation": generation,
            "since": since,
            "count": len(push.changes),
            "changes": f"[{','.join([change.text for change in push.changes])}]",
        },
    ).fetchone()
    return pushed


def _push_locked(db: Any, push: Push) -> Pushed:
    """Like `push_postgresql`, but locks the account first, so that its records can be counted.

    Needed where the single statement found too little room, or failed for a reason that no longer exists: for example,
    the account had not been committed yet.
    """
    account_id = push.token.account_id
    db.execute("BEGIN")
    db.execute(LOCK_IN_POSTGRESQL, (account_id,))
    pushed, comparison = read_state(db, POSTGRESQL, push)
    if comparison.won:
        stored, no_room = _make_room(db, POSTGRESQL, push, comparison)
        with_room = push._replace(changes=[change for change in push.changes if change.id not in set(no_room)])
        after = pushed.before + (len(with_room.changes) if comparison.won else 0)
        db.execute(MAKE_ROOM_IN_POSTGRESQL, (after - stored, account_id))
        if comparison.won and _push_at_once(db, with_room) is None:
            db.execute("ROLLBACK")  # meanwhile the device was signed out, or a backup restored
            return push_postgresql(db, push)
        pushed = pushed._replace(after=after, no_room=no_room)
    db.execute("COMMIT")
    return pushed


def _make_room(db: Any, sql: Statements, push: Push, comparison: Comparison) -> tuple[int, list[str]]:
    """An upper bound, at most MOST_RECORDS, of the account's number of records after the push; the ids without room.

    Changes of stored records need no room. If new ones have none, they are dropped from `comparison`. Counts the
    records only where the bound exceeds MOST_RECORDS. Raises ApiError 422 if the push has new ones alone.
    """
    stored, no_room = comparison.stored_at_most + comparison.new, []
    if stored > MOST_RECORDS:
        number = int(db.execute(sql.count, (push.token.account_id,)).fetchone()[0])
        if number + comparison.new > MOST_RECORDS and comparison.new:
            if comparison.new == len(push.changes):
                raise ApiError(422, *MESSAGES[422])
            no_room = comparison.drop_new()
        stored = number + comparison.new
    return min(stored, MOST_RECORDS), no_room


def read_state(db: Any, sql: Statements, push: Push) -> tuple[Pushed, Comparison]:
    """The account's state, and how the changes compare with it. Writes nothing. Raises ApiError 401 or 409."""
    account_id, hash = push.token.account_id, push.token.hash
    row = db.execute(sql.state, (account_id, hash, sql.ids([change.id for change in push.changes]))).fetchone()
    if row is None or has_expired(seen := date.fromisoformat(row[2])):
        raise not_signed_in()
    last, replaced, _, epoch, stored = row
    comparison = compare(push.changes, _decode_stored(stored))
    comparison.stored_at_most = last - replaced
    since = cursors.read(push.cursor, epoch, account_id, last)
    return Pushed(since, last, last, seen, epoch, comparison.same, comparison.lost), comparison


def compare(changes: list[Record], stored: list[Stored]) -> Comparison:
    if not stored:
        return Comparison(changes, [], [], [])
    by_id = {each.id: each for each in stored}
    comparison = Comparison([], [], [], [])
    for change in changes:
        if change.id not in by_id:
            comparison.won.append(change)
        elif wins(change, by_id[change.id]):
            comparison.won.append(change)
            comparison.replaced.append(change.id)
        elif wins(by_id[change.id], change):
            comparison.lost.append(change.id)
        else:
            comparison.same.append(change.id)
    return comparison


def pull(db: Any, sql: Statements, account_id: str, pushed: Pushed) -> Pulled:
    """The records that the device lacks.

    These are the records after `since` up to `before`, without those in `same`; and the winners over its changes in
    `lost`, whatever their sequence. If another device writes a record meanwhile, that gets a greater sequence, so the
    next sync pulls it.
    """
    if not pushed.lost:
        return _pull(db, sql, account_id, pushed)
    db.execute(sql.begin_snapshot)  # so that no winner moves past one of the two statements into the other
    pulled = _pull(db, sql, account_id, pushed)
    db.execute("COMMIT")
    return pulled


def _pull(db: Any, sql: Statements, account_id: str, pushed: Pushed) -> Pulled:
    since, before = pushed.since, pushed.before
    parts: list[bytes] = []
    count = 0
    if pushed.lost:
        count, records = db.execute(sql.outside, (account_id, since, before, sql.ids(pushed.lost))).fetchone()
        parts += [records] if count else []
    if since == before:
        return Pulled(b",".join(parts), pushed.after, False, count)

    room, later, reached = max(MOST_PULLED - count, 0), 0, since
    if room:
        parameters = (account_id, since, before)
        if pushed.same:
            page = db.execute(sql.page_without, (*parameters, sql.ids(pushed.same), room))
        else:
            page = db.execute(sql.page, (*parameters, room))
        later, last, records = page.fetchone()
        parts, reached = ([*parts, records], last) if later else (parts, since)
    more = later == room and bool(
        db.execute(sql.is_more, (account_id, reached, before, sql.ids(pushed.same))).fetchone()[0]
    )
    return Pulled(b",".join(parts), reached if more else pushed.after, more, count + later)
