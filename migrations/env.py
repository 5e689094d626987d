"""How `flask db …` runs the migrations: all of them in one transaction, and one server at a time.

So a first start that was interrupted leaves nothing behind, and of two servers that start together
the second one waits and finds the work done. A database that is away ends it with one sentence.
"""

import sqlalchemy as sa
from alembic import context
from alembic.util import CommandError
from flask import current_app

from hinge_pwa.database import schema
from hinge_pwa.database.engine import driver_message, make_file

ADVISORY_LOCK = 0x48696E6765  # "Hinge"


def run() -> None:
    if context.is_offline_mode():
        raise SystemExit("These migrations need a database: run `flask db upgrade` without --sql.")
    migrate = current_app.extensions["migrate"]
    try:
        make_file(migrate.db.engine)
        connected = migrate.db.engine.connect()
    except (OSError, sa.exc.DatabaseError) as error:
        said = driver_message(error) if isinstance(error, sa.exc.DatabaseError) else error
        raise CommandError(f"the database can't be reached: see DATABASE_URL, and whether it runs. {said}") from None
    with connected.execution_options(writes=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            transactional_ddl=True,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("SET LOCAL lock_timeout = 0"))  # however long the first one takes
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
            try:
                context.run_migrations()
            except CommandError:  # Alembic can't locate a revision
                if advice := schema.newer(current_app, schema.found_in(connection)):
                    raise CommandError(advice) from None
                raise


run()
