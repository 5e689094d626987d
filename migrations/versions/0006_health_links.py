"""Encrypted files that a person hands to a clinic by a link."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

Id = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.create_table(
        "health_links",
        sa.Column("account_id", Id, nullable=False),
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_health_links_account_id_accounts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_health_links"),
        sa.UniqueConstraint("id", name="uq_health_links_id"),
    )
    op.create_index("ix_health_links_expires_at", "health_links", ["expires_at"])


def downgrade() -> None:
    op.drop_table("health_links")
