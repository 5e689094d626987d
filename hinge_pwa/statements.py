"""The SQL of a sync, word for word: made anew for each request, the same statements cost more than to run them.

`docs/performance.md` has the figures. All take positional parameters, and give dates and ids as text.
"""

# ruff: noqa: S608 - what is put together here are constants

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from .records import Record

Numbered = Sequence[tuple[int, Record]]
"""Records with their sequences."""


@dataclass(frozen=True)
class Statements:
    sign_in: str
    """(account, hash of the token) -> sequence of the account, day last seen, epoch of the server"""
    sign_in_to_write: str
    """The same; no other writer of the account goes on until the commit."""
    stored: str
    """(account, ids) -> id, stamp, deleted, device"""
    remove: str
    """(account, ids)"""
    advance: str
    """(sequence, account)"""
    page: str
    """(account, after, up to, ids, most) -> how many, the last sequence, the records as JSON; none of `ids`"""
    is_more: str
    """(account, after, up to, ids) -> whether there is a record; none of `ids`"""
    earlier: str
    """(account, up to, ids) -> how many, the records as JSON; of `ids` alone"""
    ids: Callable[[list[str]], Any]
    """A list of ids as a parameter."""
    insert: Callable[[Any, str, Numbered], None]
    """Inserts the account's records by way of the cursor."""


def _insert_in_sqlite(cursor: Any, account_id: str, numbered: Numbered) -> None:
    cursor.executemany(
        "INSERT INTO records (account_id, sequence, id, kind, stamp, device, deleted, data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (account_id, sequence, each.id, each.kind, each.stamp, each.device, each.deleted, each.data)
            for sequence, each in numbered
        ],
    )


def _insert_in_postgresql(cursor: Any, account_id: str, numbered: Numbered) -> None:
    """One statement, one parameter: the database takes the JSON apart faster than psycopg binds its pieces."""
    rows = [
        [sequence, each.id, each.kind, each.stamp, each.device, each.deleted, each.data] for sequence, each in numbered
    ]
    cursor.execute(
        "INSERT INTO records (account_id, sequence, id, kind, stamp, device, deleted, data)"
        " SELECT %s, (row ->> 0)::bigint, (row ->> 1)::uuid, row ->> 2, (row ->> 3)::bigint, row ->> 4,"
        " (row ->> 5)::boolean, (row ->> 6)::jsonb FROM json_array_elements(%s::json) AS rows (row)",
        (account_id, msgspec.json.encode(rows).decode()),
    )


# The database writes the JSON of a page itself, in one row: to take each column of each record to Python and back
# costs twice as much, and sqlite3 lets go of the interpreter's lock at every row. No column needs escaping.
_RECORD_IN_SQLITE = """printf('{"kind":"%s","id":"%s","stamp":%d,"device":"%s","deleted":%s,"data":%s}',
    kind, records.id, stamp, device, iif(deleted, 'true', 'false'), coalesce(data, 'null'))"""
_RECORD_IN_POSTGRESQL = """concat('{"kind":"', kind, '","id":"', id, '","stamp":', stamp, ',"device":"', device,
    '","deleted":', deleted::text, ',"data":', coalesce(data::text, 'null'), '}')"""

_SIGN_IN = """
    SELECT sequence, {last_seen_on}, epoch
      FROM sign_ins JOIN accounts ON accounts.id = account_id CROSS JOIN server
     WHERE account_id = {} AND token_hash = {}"""

SQLITE = Statements(
    sign_in=_SIGN_IN.format("?", "?", last_seen_on="last_seen_on"),
    sign_in_to_write=_SIGN_IN.format("?", "?", last_seen_on="last_seen_on"),  # BEGIN IMMEDIATE has locked all by now
    # CROSS JOIN: SQLite keeps this order, so that it looks every id up instead of reading the whole account.
    stored="""
        SELECT records.id, stamp, deleted, device
          FROM json_each(?2) CROSS JOIN records ON account_id = ?1 AND records.id = value""",
    remove="DELETE FROM records WHERE (account_id, id) IN (SELECT ?1, value FROM json_each(?2))",
    advance="UPDATE accounts SET sequence = ? WHERE id = ?",
    page=f"""
        SELECT count(*), max(sequence), group_concat(record)
          FROM (SELECT sequence, {_RECORD_IN_SQLITE} AS record
                  FROM records
                 WHERE account_id = ? AND sequence > ? AND sequence <= ?
                   AND id NOT IN (SELECT value FROM json_each(?))
                 ORDER BY sequence LIMIT ?)""",
    is_more="""
        SELECT EXISTS (SELECT 1 FROM records
                        WHERE account_id = ? AND sequence > ? AND sequence <= ?
                          AND id NOT IN (SELECT value FROM json_each(?)))""",
    earlier=f"""
        SELECT count(*), group_concat(record)
          FROM (SELECT {_RECORD_IN_SQLITE} AS record
                  FROM json_each(?3) CROSS JOIN records ON account_id = ?1 AND records.id = value
                 WHERE sequence <= ?2
                 ORDER BY sequence LIMIT -1)""",
    ids=lambda ids: msgspec.json.encode(ids).decode(),
    insert=_insert_in_sqlite,
)

POSTGRESQL = Statements(
    sign_in=_SIGN_IN.format("%s", "%s", last_seen_on="last_seen_on::text"),
    sign_in_to_write=_SIGN_IN.format("%s", "%s", last_seen_on="last_seen_on::text") + " FOR NO KEY UPDATE OF accounts",
    stored="SELECT id::text, stamp, deleted, device FROM records WHERE account_id = %s AND id = ANY(%s::uuid[])",
    remove="DELETE FROM records WHERE account_id = %s AND id = ANY(%s::uuid[])",
    advance="UPDATE accounts SET sequence = %s WHERE id = %s",
    page=f"""
        SELECT count(*), max(sequence), string_agg(record, ',' ORDER BY sequence)
          FROM (SELECT sequence, {_RECORD_IN_POSTGRESQL} AS record
                  FROM records
                 WHERE account_id = %s AND sequence > %s AND sequence <= %s AND id <> ALL(%s::uuid[])
                 ORDER BY sequence LIMIT %s) AS page""",
    is_more="""
        SELECT EXISTS (SELECT 1 FROM records
                        WHERE account_id = %s AND sequence > %s AND sequence <= %s AND id <> ALL(%s::uuid[]))""",
    earlier=f"""
        SELECT count(*), string_agg({_RECORD_IN_POSTGRESQL}, ',' ORDER BY sequence)
          FROM records
         WHERE account_id = %s AND sequence <= %s AND id = ANY(%s::uuid[])""",
    ids=lambda ids: ids,
    insert=_insert_in_postgresql,
)
