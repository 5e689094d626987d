"""Accounts, the devices signed in to them, their records, and sessions as a view for people."""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

Id = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")
Body = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

# The numbers are summed a side, for a set may be done in parts; times stay as the phone wrote them.
SESSIONS = {
    "sqlite": """
        CREATE VIEW sessions AS
        SELECT account_id AS account, id,
               json_extract(data, '$.guide') AS guide,
               json_extract(data, '$.started_at') AS started_at,
               json_extract(data, '$.ended_at') AS ended_at,
               (SELECT coalesce(sum(json_extract(value, '$.reps')), 0) FROM json_each(data, '$.sets')
                 WHERE json_extract(value, '$.side') = 'left') AS reps_left,
               (SELECT coalesce(sum(json_extract(value, '$.reps')), 0) FROM json_each(data, '$.sets')
                 WHERE json_extract(value, '$.side') = 'right') AS reps_right,
               (SELECT coalesce(sum(json_extract(value, '$.reps')), 0) FROM json_each(data, '$.sets')
                 WHERE json_extract(value, '$.side') = 'both') AS reps_both,
               json_extract(data, '$.pain_before') AS pain_before,
               json_extract(data, '$.pain_after') AS pain_after,
               json_extract(data, '$.note') AS note
          FROM records
         WHERE kind = 'session' AND NOT deleted
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
          FROM records,
               LATERAL (
                   SELECT coalesce(sum(reps) FILTER (WHERE side = 'left'), 0) AS reps_left,
                          coalesce(sum(reps) FILTER (WHERE side = 'right'), 0) AS reps_right,
                          coalesce(sum(reps) FILTER (WHERE side = 'both'), 0) AS reps_both
                     FROM jsonb_to_recordset(data -> 'sets') AS a_set (side text, reps integer)
               ) AS totals
         WHERE kind = 'session' AND NOT deleted
    """,
}


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", Id, nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_table(
        "sign_ins",
        sa.Column("account_id", Id, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=False),
        _account("sign_ins"),
        sa.PrimaryKeyConstraint("account_id", "token_hash", name="pk_sign_ins"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pairings",
        sa.Column("account_id", Id, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        _account("pairings"),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name="pk_pairings"),
        sa.UniqueConstraint("code_hash", name="uq_pairings_code_hash"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "records",
        sa.Column("account_id", Id, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("data", Body),
        _account("records"),
        sa.PrimaryKeyConstraint("account_id", "sequence", name="pk_records"),
        sa.UniqueConstraint("account_id", "id", name="uq_records_account_id_id"),
        sqlite_with_rowid=False,
    )
    server = op.create_table(
        "server",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(32), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_server_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_server"),
    )
    op.bulk_insert(server, [{"id": 1, "epoch": secrets.token_hex(8)}])
    op.execute(SESSIONS[op.get_bind().dialect.name])


def downgrade() -> None:
    op.execute("DROP VIEW sessions")
    for table in ("server", "records", "pairings", "sign_ins", "accounts"):
        op.drop_table(table)


def _account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=f"fk_{table}_account_id_accounts", ondelete="CASCADE"
    )
