"""An account can be erased step by step, and knows about how many records it holds."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("erased", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("accounts", sa.Column("replaced", sa.BigInteger(), nullable=False, server_default="0"))
    erased = sa.text("erased")
    op.create_index("ix_accounts_erased", "accounts", ["id"], sqlite_where=erased, postgresql_where=erased)


def downgrade() -> None:
    op.execute("DELETE FROM accounts WHERE erased")  # what an older version would take for living accounts
    op.drop_index("ix_accounts_erased", "accounts")
    op.drop_column("accounts", "replaced")
    op.drop_column("accounts", "erased")
