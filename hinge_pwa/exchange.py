"""What a sync does in the database, in one transaction: merges a device's changes and finds what it lacks."""

from datetime import date
from typing import Any, NamedTuple

import msgspec

from . import cursors
from .merge import wins
from .records import Record
from .sign_ins import SignIn, Token, is_over, not_signed_in
from .statements import Statements

MOST = 500
"""Records in one answer."""


class Stored(NamedTuple):
    """What `merge.wins` asks of a record in the database."""

    id: str
    stamp: int
    deleted: bool
    device: str


class News(NamedTuple):
    records: str
    """As JSON, with commas between them, in the order of the sequence."""
    reached: int
    """The sequence up to which there are no others."""
    more: bool
    number: int
    """How many records."""


class Verdict(msgspec.Struct):
    """What became of a push: records that `won` and are to be stored, and the ids of older ones and of the others."""

    won: list[Record]
    replaced: list[str]
    same: list[str]
    lost: list[str]


class Exchanged(NamedTuple):
    sign_in: SignIn
    cursor: str
    news: News


def exchange(db: Any, sql: Statements, token: Token, cursor: str, changes: list[Record]) -> Exchanged:
    """Take `changes`, of which no two are of one record, and answer the device that stands at `cursor`.

    `db` is the driver's cursor, in an open transaction, which is one to write if there are changes. Raises ApiError
    401 or 409 before anything is written.
    """
    row = db.execute(sql.sign_in_to_write if changes else sql.sign_in, (token.account_id, token.hash)).fetchone()
    if row is None or is_over(seen := date.fromisoformat(row[1])):
        raise not_signed_in()
    last, _, epoch = row
    account_id = token.account_id
    since = cursors.read(cursor, epoch, account_id, last)
    verdict = judge(db, sql, account_id, changes)
    store(db, sql, account_id, last, verdict)
    found = news(db, sql, account_id, since, last, verdict)
    reached = found.reached if found.more else last + len(verdict.won)
    sign_in = SignIn(account_id, last, seen)
    return Exchanged(sign_in, cursors.make(epoch, account_id, reached), found)


def judge(db: Any, sql: Statements, account_id: str, changes: list[Record]) -> Verdict:
    if not changes:
        return Verdict([], [], [], [])
    found = db.execute(sql.stored, (account_id, sql.ids([change.id for change in changes]))).fetchall()
    if not found:
        return Verdict(changes, [], [], [])
    stored = {row[0]: Stored(*row) for row in found}
    verdict = Verdict([], [], [], [])
    for change in changes:
        if change.id not in stored:
            verdict.won.append(change)
        elif wins(change, stored[change.id]):
            verdict.won.append(change)
            verdict.replaced.append(change.id)
        elif wins(stored[change.id], change):
            verdict.lost.append(change.id)
        else:
            verdict.same.append(change.id)
    return verdict


def store(db: Any, sql: Statements, account_id: str, last: int, verdict: Verdict) -> None:
    """Put the changes that won in place of the older ones, numbered on from `last`, the account's newest."""
    if not verdict.won:
        return
    if verdict.replaced:
        db.execute(sql.remove, (account_id, sql.ids(verdict.replaced)))
    sql.insert(db, account_id, list(enumerate(verdict.won, last + 1)))
    db.execute(sql.advance, (last + len(verdict.won), account_id))


def news(db: Any, sql: Statements, account_id: str, since: int, last: int, verdict: Verdict) -> News:
    """What the device has to learn.

    That is what came after `since`, up to `last`, the newest before this push, but for what the device
    has just shown to know; and what beat a change of its own, however old that is.
    """
    found: list[str] = []
    count, reached = 0, since
    if verdict.lost:
        count, records = db.execute(sql.earlier, (account_id, since, sql.ids(verdict.lost))).fetchone()
        found += [records] if count else []
    if since == last:
        return News(",".join(found), last, False, count)

    same = sql.ids(verdict.same)
    room = max(MOST - count, 0)
    later, end, records = db.execute(sql.page, (account_id, since, last, same, room)).fetchone()
    if later:
        found, reached = [*found, records], end
    more = later == room and bool(db.execute(sql.is_more, (account_id, reached, last, same)).fetchone()[0])
    return News(",".join(found), reached, more, count + later)
