"""Runs the migrations for `flask db …`: all of them in one transaction, one server at a time.

So an interrupted first start leaves nothing behind, and of two servers that start together the second one waits and
finds the work done. If the database can't be reached, the command ends with one sentence.
"""

import sqlalchemy as sa
from alembic import context
from alembic.util import CommandError
from flask import current_app

from hinge_pwa.database import schema
from hinge_pwa.database.engine import create_file, driver_message

ADVISORY_LOCK = 0x48696E6765  # "Hinge"


def run() -> None:
    if context.is_offline_mode():
        raise SystemExit("These migrations need a database: run `flask db upgrade` without --sql.")
    migrate = current_app.extensions["migrate"]
    try:
        create_file(migrate.db.engine)
        connection = migrate.db.engine.connect()
    except (OSError, sa.exc.DatabaseError) as error:
        reason = driver_message(error) if isinstance(error, sa.exc.DatabaseError) else error
        raise CommandError(f"the database can't be reached: see DATABASE_URL, and whether it runs. {reason}") from None
    with connection.execution_options(writes=True):
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            transactional_ddl=True,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("SET LOCAL lock_timeout = 0"))  # wait as long as another server migrates
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
            try:
                context.run_migrations()
            except CommandError:  # Alembic can't locate a revision
                if advice := schema.advice_if_newer(current_app, schema.current_revision(connection)):
                    raise CommandError(advice) from None
                raise


run()
