"""Passkeys, the challenges that they have answered, and what the devices of an account are called."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

Id = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.add_column("sign_ins", sa.Column("label", sa.String(40)))
    op.create_table(
        "passkeys",
        sa.Column("account_id", Id, nullable=False),
        sa.Column("credential_id", sa.LargeBinary(1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("label", sa.String(40), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("last_used_on", sa.Date()),
        _account("passkeys"),
        sa.PrimaryKeyConstraint("account_id", "credential_id", name="pk_passkeys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "used_challenges",
        sa.Column("account_id", Id, nullable=False),
        sa.Column("challenge", sa.LargeBinary(32), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        _account("used_challenges"),
        sa.PrimaryKeyConstraint("account_id", "challenge", name="pk_used_challenges"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("used_challenges")
    op.drop_table("passkeys")
    op.drop_column("sign_ins", "label")


def _account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=f"fk_{table}_account_id_accounts", ondelete="CASCADE"
    )
