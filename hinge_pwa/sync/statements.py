"""The SQL of a sync, word for word: made anew for each request, the same statements cost more than to run them.

`docs/performance.md` has the figures. Dates and ids are text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from ..config import MOST_RECORDS


@dataclass(frozen=True)
class Statements:
    """What both databases are asked."""

    state: str
    """(account, hash of the token, ids) -> sequence of the account, how many of its changes made no new record at
    least, day last seen, epoch of the server, and what there is of `ids`, as JSON: [[id, stamp, deleted, device], ...].
    Nothing if nobody is signed in by that token"""
    page: str
    """(account, after, up to, most) -> how many, the last sequence, the records as JSON. At least one is asked for"""
    page_without: str
    """(account, after, up to, ids, most) -> as `page`, but none of `ids`"""
    is_more: str
    """(account, after, up to, ids) -> whether there is a record; none of `ids`"""
    outside: str
    """(account, after, up to, ids) -> how many, the records as JSON; those of `ids` that `page` does not reach"""
    count: str
    """(account) -> how many records it holds"""
    begin_snapshot: str
    """What follows sees one moment."""
    ids: Callable[[list[str]], Any]
    """A list of ids as a parameter."""


COUNT = "SELECT count(*) FROM records WHERE account_id = {}"

SQLITE = Statements(
    # CROSS JOIN: SQLite keeps this order, so that it looks every id up instead of reading the whole account.
    state="""
        SELECT sequence, replaced, last_seen_on, epoch,
               (SELECT json_group_array(json_array(records.id, stamp, json(iif(deleted, 'true', 'false')), device))
                  FROM json_each(?3) CROSS JOIN records ON account_id = ?1 AND records.id = value)
          FROM sign_ins JOIN accounts ON accounts.id = account_id CROSS JOIN server
         WHERE account_id = ?1 AND token_hash = ?2 AND NOT erased""",
    # Rows come in the order of the primary key, and so are put together in that.
    page="""
        SELECT count(*), max(sequence), CAST(group_concat(record) AS BLOB)
          FROM records
         WHERE account_id = ?1 AND sequence > ?2
           AND sequence <= coalesce((SELECT sequence
                                       FROM records
                                      WHERE account_id = ?1 AND sequence > ?2 AND sequence <= ?3
                                      ORDER BY sequence LIMIT 1 OFFSET ?4 - 1), ?3)""",
    page_without="""
        SELECT count(*), max(sequence), CAST(group_concat(record) AS BLOB)
          FROM (SELECT sequence, record
                  FROM records
                 WHERE account_id = ? AND sequence > ? AND sequence <= ?
                   AND id NOT IN (SELECT value FROM json_each(?))
                 ORDER BY sequence LIMIT ?)""",
    is_more="""
        SELECT EXISTS (SELECT 1 FROM records
                        WHERE account_id = ? AND sequence > ? AND sequence <= ?
                          AND id NOT IN (SELECT value FROM json_each(?)))""",
    outside="""
        SELECT count(*), CAST(group_concat(record) AS BLOB)
          FROM (SELECT record
                  FROM json_each(?4) CROSS JOIN records ON account_id = ?1 AND records.id = value
                 WHERE sequence <= ?2 OR sequence > ?3
                 ORDER BY sequence LIMIT -1)""",
    count=COUNT.format("?"),
    begin_snapshot="BEGIN",
    ids=lambda ids: msgspec.json.encode(ids).decode(),
)

REMOVE_FROM_SQLITE = "DELETE FROM records WHERE (account_id, id) IN (SELECT ?1, value FROM json_each(?2))"
"""(account, ids)"""
INSERT_INTO_SQLITE = """
    INSERT INTO records (account_id, sequence, id, stamp, device, deleted, record) VALUES (?, ?, ?, ?, ?, ?, ?)"""
ADVANCE_SQLITE = "UPDATE accounts SET sequence = ?, replaced = ? WHERE id = ?"
"""(sequence, replaced, account)"""

POSTGRESQL = Statements(
    state="""
        WITH wanted (account, hash, ids) AS (VALUES (%s::uuid, %s::bytea, %s::uuid[]))
        SELECT sequence, replaced, last_seen_on::text, epoch,
               (SELECT coalesce(json_agg(json_build_array(records.id, stamp, deleted, device)), '[]')::text
                  FROM records
                 WHERE records.account_id = wanted.account AND records.id = ANY(wanted.ids))
          FROM wanted JOIN accounts ON accounts.id = wanted.account AND NOT erased
               JOIN sign_ins ON sign_ins.account_id = wanted.account AND token_hash = wanted.hash
               CROSS JOIN server""",
    page="""
        SELECT count(*), max(sequence), convert_to(string_agg(record, ',' ORDER BY sequence), 'UTF8')
          FROM (SELECT sequence, record
                  FROM records
                 WHERE account_id = %s AND sequence > %s AND sequence <= %s
                 ORDER BY sequence LIMIT %s) AS page""",
    page_without="""
        SELECT count(*), max(sequence), convert_to(string_agg(record, ',' ORDER BY sequence), 'UTF8')
          FROM (SELECT sequence, record
                  FROM records
                 WHERE account_id = %s AND sequence > %s AND sequence <= %s AND id <> ALL(%s::uuid[])
                 ORDER BY sequence LIMIT %s) AS page""",
    is_more="""
        SELECT EXISTS (SELECT 1 FROM records
                        WHERE account_id = %s AND sequence > %s AND sequence <= %s AND id <> ALL(%s::uuid[]))""",
    outside="""
        SELECT count(*), convert_to(string_agg(record, ',' ORDER BY sequence), 'UTF8')
          FROM records
         WHERE account_id = %s AND NOT (sequence > %s AND sequence <= %s) AND id = ANY(%s::uuid[])""",
    count=COUNT.format("%s"),
    begin_snapshot="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    ids=lambda ids: ids,
)

PUSH_TO_POSTGRESQL = f"""
    WITH sent AS MATERIALIZED (
        SELECT number, head.*, text
          FROM json_array_elements(%(changes)s::json) WITH ORDINALITY AS texts (text, number),
               json_to_record(text) AS head (id uuid, stamp bigint, device text, deleted boolean)
    ), account AS (
        UPDATE accounts SET sequence = accounts.sequence + %(count)s
          FROM sign_ins, server
         WHERE accounts.id = %(account)s AND NOT erased
           AND accounts.sequence - replaced + %(count)s <= {MOST_RECORDS}
           AND sign_ins.account_id = %(account)s AND token_hash = %(hash)s
           AND last_seen_on >= %(oldest)s
           AND accounts.sequence >= %(since)s
           AND %(generation)s IN
               ('', left(encode(sha256(convert_to(epoch || ' ' || accounts.id, 'UTF8')), 'hex'), 16))
           AND EXISTS (
               SELECT FROM sent LEFT JOIN records ON account_id = %(account)s AND records.id = sent.id
                WHERE records.id IS NULL
                   OR (sent.stamp, sent.deleted, sent.device COLLATE "C")
                    > (records.stamp, records.deleted, records.device COLLATE "C"))
        RETURNING accounts.sequence - %(count)s AS before, last_seen_on, epoch
    ), taken AS (
        INSERT INTO records (account_id, sequence, id, stamp, device, deleted, record)
        SELECT %(account)s, before + number, id, stamp, device, deleted, text FROM account CROSS JOIN sent
        ON CONFLICT (account_id, id) DO UPDATE
        SET sequence = excluded.sequence, stamp = excluded.stamp, device = excluded.device,
            deleted = excluded.deleted, record = excluded.record
        WHERE (excluded.stamp, excluded.deleted, excluded.device COLLATE "C")
            > (records.stamp, records.deleted, records.device COLLATE "C")
        RETURNING 1
    )
    SELECT before, last_seen_on::text, epoch, (SELECT count(*) FROM taken) FROM account"""  # noqa: S608 - a number
"""-> sequence of the account before, day last seen, epoch, how many of the changes won. Nothing, and nothing done, if
nobody is signed in by that token, the cursor is not of this server's present life, there may be too little room, or
none would win.

A transaction of its own, which sees what was committed when it began; meanwhile another of the account's writers may
commit. It is right nevertheless: UPDATE waits for the other, then counts on from its number; ON CONFLICT compares with
the newest row, seen or not. Whether none would win is asked of what is seen, but a record only ever gets greater.
Whether the account was erased and has room is asked of its newest row: UPDATE reads it again after it waited.
It reads no news: what the other wrote would be missing. (READ COMMITTED, PostgreSQL's default.)
"""

LOCK_IN_POSTGRESQL = "SELECT FROM accounts WHERE id = %s FOR NO KEY UPDATE"
"""(account)"""
MAKE_ROOM_IN_POSTGRESQL = "UPDATE accounts SET replaced = %s WHERE id = %s"
"""(replaced, account)"""
