"""A record is kept as the whole text that is sent, so that a page of them is their texts and commas.

What decides between two changes stays in columns of its own, and the view `sessions` as it is for people.
"""

# ruff: noqa: S608 - what is put together here are constants

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

HEAD = "account_id, sequence, id, stamp, device, deleted"
SQLITE_RECORD = """printf('{"kind":"%s","id":"%s","stamp":%d,"device":"%s","deleted":%s,"data":%s}',
    kind, id, stamp, device, iif(deleted, 'true', 'false'), coalesce(data, 'null'))"""
POSTGRESQL_RECORD = """concat('{"kind":"', kind, '","id":"', id, '","stamp":', stamp, ',"device":"', device,
    '","deleted":', deleted::text, ',"data":', coalesce(data::text, 'null'), '}')"""

SESSIONS = {
    "sqlite": """
        CREATE VIEW sessions AS
        SELECT account_id AS account, id,
               json_extract({0}, '$.guide') AS guide,
               json_extract({0}, '$.started_at') AS started_at,
               json_extract({0}, '$.ended_at') AS ended_at,
               (SELECT coalesce(sum(json_extract(value, '$.reps')), 0) FROM json_each({0}, '$.sets')
                 WHERE json_extract(value, '$.side') = 'left') AS reps_left,
               (SELECT coalesce(sum(json_extract(value, '$.reps')), 0) FROM json_each({0}, '$.sets')
                 WHERE json_extract(value, '$.side') = 'right') AS reps_right,
               (SELECT coalesce(sum(json_extract(value, '$.reps')), 0) FROM json_each({0}, '$.sets')
                 WHERE json_extract(value, '$.side') = 'both') AS reps_both,
               json_extract({0}, '$.pain_before') AS pain_before,
               json_extract({0}, '$.pain_after') AS pain_after,
               json_extract({0}, '$.note') AS note
          FROM records
         WHERE {1} = 'session' AND NOT deleted
    """,
    "postgresql": """
        CREATE VIEW sessions AS
        SELECT account_id AS account, id,
               data ->> 'guide' AS guide,
               data ->> 'started_at' AS started_at,
               data ->> 'ended_at' AS ended_at,
               reps_left, reps_right, reps_both,
               (data ->> 'pain_before')::integer AS pain_before,
               (data ->> 'pain_after')::integer AS pain_after,
               data ->> 'note' AS note
          FROM (SELECT account_id, id, {0} AS data FROM records WHERE {1} = 'session' AND NOT deleted) AS living,
               LATERAL (
                   SELECT coalesce(sum(reps) FILTER (WHERE side = 'left'), 0) AS reps_left,
                          coalesce(sum(reps) FILTER (WHERE side = 'right'), 0) AS reps_right,
                          coalesce(sum(reps) FILTER (WHERE side = 'both'), 0) AS reps_both
                     FROM jsonb_to_recordset(data -> 'sets') AS a_set (side text, reps integer)
               ) AS totals
    """,
}
# Where the view finds the data and the kind, with `record` and without.
WITH_RECORD = {
    "sqlite": ("json_extract(record, '$.data')", "json_extract(record, '$.kind')"),
    "postgresql": ("record::jsonb -> 'data'", "record::jsonb ->> 'kind'"),
}
WITHOUT_RECORD = ("data", "kind")


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute("DROP VIEW sessions")
    if dialect == "sqlite":
        _rewrite([sa.Column("record", sa.Text(), nullable=False)], SQLITE_RECORD)
    else:
        op.execute(f"ALTER TABLE records ALTER data TYPE text USING {POSTGRESQL_RECORD}, ALTER data SET NOT NULL")
        op.execute("ALTER TABLE records RENAME data TO record")
        op.drop_column("records", "kind")
    op.execute(SESSIONS[dialect].format(*WITH_RECORD[dialect]))


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute("DROP VIEW sessions")
    if dialect == "sqlite":
        _rewrite(
            [sa.Column("kind", sa.String(16), nullable=False), sa.Column("data", sa.JSON())],
            "json_extract(record, '$.kind'), json_extract(record, '$.data')",
        )
    else:
        op.add_column("records", sa.Column("kind", sa.String(16)))
        op.execute("UPDATE records SET kind = record::json ->> 'kind'")
        op.execute(
            "ALTER TABLE records ALTER kind SET NOT NULL, ALTER record DROP NOT NULL,"
            " ALTER record TYPE jsonb USING nullif(record::jsonb -> 'data', 'null')"
        )
        op.execute("ALTER TABLE records RENAME record TO data")
    op.execute(SESSIONS[dialect].format(*WITHOUT_RECORD))


def _rewrite(columns: Sequence[sa.Column[Any]], values: str) -> None:
    """On SQLite, put in the place of `records` a table that ends in `columns`, with `values` in them."""
    op.create_table(
        "new_records",
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_records_account_id_accounts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "sequence", name="pk_records"),
        sa.UniqueConstraint("account_id", "id", name="uq_records_account_id_id"),
        sqlite_with_rowid=False,
    )
    names = ", ".join(column.name for column in columns)
    op.execute(f"INSERT INTO new_records ({HEAD}, {names}) SELECT {HEAD}, {values} FROM records")
    op.drop_table("records")
    op.rename_table("new_records", "records")
