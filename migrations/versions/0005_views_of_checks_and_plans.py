"""The views `checks` and `plans` are for people, as `sessions` is. Lists are JSON texts."""

# ruff: noqa: S608 - what is put together here are constants

from alembic import op

revision = "0005"
down_revision = "0004"

# The kind, the fields that are text, the integers, the lists.
VIEWS = {
    "checks": ("check", ["at", "session", "note"], ["pain"], ["activities", "tilts"]),
    "plans": (
        "plan",
        ["starts_on", "review_on", "ended_on", "remind_at", "given_by", "words"],
        [],
        ["items", "activities"],
    ),
}


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for name, (kind, texts, integers, lists) in VIEWS.items():
        if dialect == "sqlite":
            columns = [f"json_extract(record, '$.data.{field}') AS {field}" for field in [*texts, *integers, *lists]]
            where = f"json_extract(record, '$.kind') = '{kind}'"
        else:
            columns = [f"record::jsonb -> 'data' ->> '{field}' AS {field}" for field in [*texts, *lists]]
            columns += [f"(record::jsonb -> 'data' ->> '{field}')::integer AS {field}" for field in integers]
            where = f"record::jsonb ->> 'kind' = '{kind}'"
        fields = ", ".join(["account_id AS account", "id", *columns])
        op.execute(f"CREATE VIEW {name} AS SELECT {fields} FROM records WHERE {where} AND NOT deleted")


def downgrade() -> None:
    for name in VIEWS:
        op.execute(f"DROP VIEW {name}")
