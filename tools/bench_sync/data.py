"""Creates the accounts of the bench directly in the database."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from hinge_pwa.accounts import sign_ins
from hinge_pwa.database.engine import begin_write, db
from hinge_pwa.database.models import accounts, records, server
from hinge_pwa.sync import cursors

from .sessions import DEVICE, STAMP, envelope

# The database itself generates the rows: a million take seconds.
ROWS = {
    "sqlite": """
        WITH RECURSIVE numbers (number) AS (
            SELECT :first UNION ALL SELECT number + 1 FROM numbers WHERE number < :last
        ), parts AS (
            SELECT number, iif(:random, lower(hex(randomblob(6))), printf('%012x', number)) AS time,
                   lower(hex(randomblob(9))) AS rest
              FROM numbers
        ),
        made AS (
            SELECT number, substr(time, 1, 8) || '-' || substr(time, 9) || '-7' || substr(rest, 1, 3)
                   || '-8' || substr(rest, 4, 3) || '-' || substr(rest, 7) AS id
              FROM parts
        )
        INSERT INTO records (account_id, sequence, id, stamp, device, deleted, record)
        SELECT :account, number, id, :stamp, :device, FALSE, replace(:record, :placeholder, id) FROM made
    """,
    "postgresql": """
        WITH made AS (
            SELECT number, CAST(CASE WHEN :random THEN substr(md5(random()::text), 1, 12)
                                     ELSE lpad(to_hex(number), 12, '0') END || '7' || substr(md5(random()::text), 1, 3)
                                || '8' || substr(md5(random()::text), 1, 15) AS uuid) AS id
              FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS numbers (number)
        )
        INSERT INTO records (account_id, sequence, id, stamp, device, deleted, record)
        SELECT CAST(:account AS uuid), number, id, :stamp, :device, FALSE, replace(:record, :placeholder, id::text)
          FROM made
    """,
}
PLACEHOLDER = "00000000"
STEP = 20_000


@dataclass
class Account:
    id: str
    cookie: str
    cursor: str
    """The cursor of its one device, which has all records."""

    def before(self, changes: int) -> str:
        """The cursor of a device that lacks the last `changes`."""
        generation, _, sequence = self.cursor.partition(".")
        return f"{generation}.{int(sequence) - changes}"


def make_account(count: int = 0, *, random: bool = False) -> Account:
    """An account with `count` records, whose ids are random or time-ordered."""
    account_id = str(uuid.uuid4())
    begin_write()
    db.session.execute(sa.insert(accounts).values(id=account_id, created_on=sign_ins.today(), sequence=count))
    token = sign_ins.add(account_id)
    epoch = db.session.execute(sa.select(server.c.epoch)).scalar_one()
    db.session.commit()
    for first in range(1, count + 1, STEP):
        begin_write()
        db.session.execute(
            sa.text(ROWS[db.engine.dialect.name]),
            {"account": account_id, "first": first, "last": min(first + STEP - 1, count), "stamp": STAMP,
             "device": DEVICE, "record": envelope(PLACEHOLDER), "placeholder": PLACEHOLDER, "random": random},
        )  # fmt: skip
        db.session.commit()
    return Account(account_id, f"hinge={account_id}.{token.secret}", cursors.make(epoch, account_id, count))


def count() -> int:
    """The number of records in the database."""
    found = int(db.session.execute(sa.select(sa.func.count()).select_from(records)).scalar_one())
    db.session.rollback()
    return found
