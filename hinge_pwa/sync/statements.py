"""The SQL of a sync as fixed text: SQLAlchemy takes longer to build these statements than they take to run.

`docs/performance.md` has the figures. Dates and ids are text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from ..config import MOST_RECORDS


@dataclass(frozen=True)
class Statements:
    """The queries that both databases have: (parameters) -> columns of the result."""

    state: str
    """(account, hash of the token, ids) -> sequence and replaced of the account, day last seen, epoch of the server,
    and the stored records with these ids as JSON: [[id, stamp, deleted, device], ...]. No row if the token is invalid.
    """
    page: str
    """(account, after, up to, limit of at least 1) -> number of records, last sequence, the records as JSON."""
    page_without: str
    """(account, after, up to, ids, limit) -> as `page`, without the records with these ids."""
    is_more: str
    """(account, after, up to, ids) -> whether there is a record without these ids."""
    outside: str
    """(account, after, up to, ids) -> number of records, the records as JSON: with these ids, outside the range."""
    count: str
    """(account) -> its number of records."""
    begin_snapshot: str
    """Begins a transaction whose queries all see the same snapshot."""
    ids: Callable[[list[str]], Any]
    """Turns a list of ids into a parameter."""


COUNT = "SELECT count(*) FROM records WHERE account_id = {}"

SQLITE = Statements(
    # CROSS JOIN makes SQLite keep this order, so that it looks up each id instead of reading the whole account.
    state="""
        SELECT sequence, replaced, last_seen_on, epoch,
               (SELECT json_group_array(json_array(records.id, stamp, json(iif(deleted, 'true', 'false')), device))
                  FROM json_each(?3) CROSS JOIN records ON account_id = ?1 AND records.id = value)
          FROM sign_ins JOIN accounts ON accounts.id = account_id CROSS JOIN server
         WHERE account_id = ?1 AND token_hash = ?2 AND NOT erased""",
    # Rows come in the order of the primary key, so group_concat keeps the order of the sequence.
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
        WITH parameters (account, hash, ids) AS (VALUES (%s::uuid, %s::bytea, %s::uuid[]))
        SELECT sequence, replaced, last_seen_on::text, epoch,
               (SELECT coalesce(json_agg(json_build_array(records.id, stamp, deleted, device)), '[]')::text
                  FROM records
                 WHERE records.account_id = parameters.account AND records.id = ANY(parameters.ids))
          FROM parameters JOIN accounts ON accounts.id = parameters.account AND NOT erased
               JOIN sign_ins ON sign_ins.account_id = parameters.account AND token_hash = parameters.hash
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
    WITH pushed AS MATERIALIZED (
        SELECT number, envelope.*, text
          FROM json_array_elements(%(changes)s::json) WITH ORDINALITY AS texts (text, number),
               json_to_record(text) AS envelope (id uuid, stamp bigint, device text, deleted boolean)
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
               SELECT FROM pushed LEFT JOIN records ON account_id = %(account)s AND records.id = pushed.id
                WHERE records.id IS NULL
                   OR (pushed.stamp, pushed.deleted, pushed.device COLLATE "C")
                    > (records.stamp, records.deleted, records.device COLLATE "C"))
        RETURNING accounts.sequence - %(count)s AS before, last_seen_on, epoch
    ), stored AS (
        INSERT INTO records (account_id, sequence, id, stamp, device, deleted, record)
        SELECT %(account)s, before + number, id, stamp, device, deleted, text FROM account CROSS JOIN pushed
        ON CONFLICT (account_id, id) DO UPDATE
        SET sequence = excluded.sequence, stamp = excluded.stamp, device = excluded.device,
            deleted = excluded.deleted, record = excluded.record
        WHERE (excluded.stamp, excluded.deleted, excluded.device COLLATE "C")
            > (records.stamp, records.deleted, records.device COLLATE "C")
        RETURNING 1
    )
    SELECT before, last_seen_on::text, epoch, (SELECT count(*) FROM stored) FROM account"""  # noqa: S608 - a number
"""-> sequence of the account before, day last seen, epoch, number of changes that won. Writes nothing and returns no
row if the token is invalid, the cursor is of another generation or ahead, room may be too little, or no change wins.

It runs in autocommit at READ COMMITTED, PostgreSQL's default: it sees what was committed when it began, and another
writer of the account may commit meanwhile. It is correct nevertheless. UPDATE waits for the other writer, then counts
on from its sequence. ON CONFLICT compares with the newest row, even one committed later. Whether any change wins is
decided on the older snapshot, but a stored record is only ever replaced by a greater one. Whether the account is erased
or full is decided on its newest row, which UPDATE reads again after waiting. The pull is another statement: this one
would miss what the other writer wrote.
"""

LOCK_IN_POSTGRESQL = "SELECT FROM accounts WHERE id = %s FOR NO KEY UPDATE"
"""(account)"""
MAKE_ROOM_IN_POSTGRESQL = "UPDATE accounts SET replaced = %s WHERE id = %s"
"""(replaced, account)"""
