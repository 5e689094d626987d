"""The tables. The primary key of every personal table begins with the account: a distributed database could partition
by it, and SQLite stores an account's records together on disk.
"""

import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy.dialects import postgresql

from .engine import db

Id = sa.String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")

metadata = db.metadata


def _account() -> sa.Column[str]:
    return sa.Column("account_id", Id, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)


accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("created_on", sa.Date, nullable=False),
    # The number of the last change that the server merged. Updating it locks the row, so the account has one writer.
    sa.Column("sequence", sa.BigInteger, nullable=False),
    # At least so many of these changes made no new record: the account has at most `sequence - replaced` records.
    sa.Column("replaced", sa.BigInteger, nullable=False, server_default="0"),
    # True while its rows are being deleted; nobody can sign in to it: see accounts/erasures.py.
    sa.Column("erased", sa.Boolean, nullable=False, server_default=sa.false()),
)
sa.Index("ix_accounts_erased", accounts.c.id, sqlite_where=accounts.c.erased, postgresql_where=accounts.c.erased)

sign_ins = sa.Table(
    "sign_ins",
    metadata,
    _account(),
    sa.Column("token_hash", sa.LargeBinary(32), primary_key=True),
    sa.Column("created_on", sa.Date, nullable=False),
    sa.Column("last_seen_on", sa.Date, nullable=False),
    sa.Column("label", sa.String(40)),  # the name that the device gave itself
    sqlite_with_rowid=False,
)

pairings = sa.Table(
    "pairings",
    metadata,
    _account(),
    sa.Column("code_hash", sa.LargeBinary(32), primary_key=True),
    sa.Column("expires_at", sa.DateTime, nullable=False),  # UTC
    sa.UniqueConstraint("code_hash"),
    sqlite_with_rowid=False,
)

passkeys = sa.Table(
    "passkeys",
    metadata,
    _account(),
    sa.Column("credential_id", sa.LargeBinary(1023), primary_key=True),
    sa.Column("public_key", sa.LargeBinary, nullable=False),  # COSE
    sa.Column("sign_count", sa.BigInteger, nullable=False),
    sa.Column("backed_up", sa.Boolean, nullable=False),  # the passkey is stored on more than one device
    sa.Column("label", sa.String(40), nullable=False),
    sa.Column("created_on", sa.Date, nullable=False),
    sa.Column("last_used_on", sa.Date),
    sqlite_with_rowid=False,
)

# Challenges that a passkey has signed, and that are not valid again: see accounts/challenges.py.
used_challenges = sa.Table(
    "used_challenges",
    metadata,
    _account(),
    sa.Column("challenge", sa.LargeBinary(32), primary_key=True),
    sa.Column("expires_at", sa.DateTime, nullable=False),  # UTC
    sqlite_with_rowid=False,
)

records = sa.Table(
    "records",
    metadata,
    _account(),
    # The number of the record's latest change, by which a cursor finds newer ones.
    sa.Column("sequence", sa.BigInteger, primary_key=True),
    sa.Column("id", Id, nullable=False),
    # The columns that decide which change wins; then the whole record as JSON, as devices get it.
    sa.Column("stamp", sa.BigInteger, nullable=False),
    sa.Column("device", sa.String(64), nullable=False),
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.UniqueConstraint("account_id", "id"),
    sqlite_with_rowid=False,
)

# Encrypted files that a person hands to a clinic by a link: see sharing/health_links.py. With rowid, as they are long.
health_links = sa.Table(
    "health_links",
    metadata,
    _account(),
    sa.Column("id", sa.String(43), primary_key=True),
    sa.Column("created_at", sa.DateTime, nullable=False),  # UTC
    sa.Column("expires_at", sa.DateTime, nullable=False, index=True),  # UTC
    sa.Column("file", sa.Text, nullable=False),  # a JWE; the server does not have its key
    sa.UniqueConstraint("id"),
)

# One row. A restored database gets a new epoch: see cursors.py.
server = sa.Table(
    "server",
    metadata,
    sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("epoch", sa.String(32), nullable=False),
    sa.CheckConstraint("id = 1", name="one_row"),
)


def init_app(app: Flask) -> None:
    Migrate(app, db, directory=f"{app.root_path}/migrations")
