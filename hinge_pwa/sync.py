"""POST /api/sync: takes a device's changes and gives it those of the others (docs/sync.md)."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import msgspec
from flask import Blueprint, Flask, Response, current_app, g

from . import cursors, sign_ins
from .api import convert_json, read_body
from .confirmations import Confirmations
from .database import db, driver_connection
from .exchange import Exchanged, exchange
from .merge import wins
from .records import NOT_TRUSTED, Invalid, Record, Sent, parse, trust
from .statements import POSTGRESQL, SQLITE
from .writers import Writers

MOST = 500
"""Records in one request."""

blueprint = Blueprint("sync", __name__)

Cursor = Annotated[str, msgspec.Meta(description="text: empty, or what the last answer gave")]


class Push(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[Any], msgspec.Meta(max_length=MOST, description="a list of at most 500 records")]


class TrustedPush(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[Sent], msgspec.Meta(max_length=MOST)]


class Rejection(msgspec.Struct):
    id: str | None
    error: str


_decode = msgspec.json.Decoder(TrustedPush).decode


def init_app(app: Flask) -> None:
    app.extensions["writers"] = Writers()
    app.extensions["confirmations"] = Confirmations()
    app.register_blueprint(blueprint)


@blueprint.post("/api/sync")
def sync() -> Response:
    token = sign_ins.require_token()
    cursor, changes, rejected = read(read_body())
    cursors.check(cursor)

    done = transact(lambda db, sql: exchange(db, sql, token, cursor, changes), writes=bool(changes))
    g.sign_in = done.sign_in
    news = done.news
    if metrics := current_app.extensions.get("metrics"):
        metrics.synced(taken=len(changes), sent=news.number, rejected=len(rejected))
    body = (
        f'{{"cursor":"{done.cursor}","changes":[{news.records}],"more":{"true" if news.more else "false"},'
        f'"rejected":{msgspec.json.encode(rejected).decode()}}}'
    )
    return Response(body.encode(), mimetype="application/json")


def read(body: bytes) -> tuple[str, list[Record], list[Rejection]]:
    """The cursor, the valid changes, and what is wrong with each of the others.

    Nearly always nothing is: so that is tried first. Raises ApiError 400.
    """
    try:
        trusted = _decode(body)
        return trusted.cursor, best([trust(change) for change in trusted.changes]), []
    except NOT_TRUSTED:
        push = convert_json(body, Push)
        changes, rejected = sift(push.changes)
        return push.cursor, best(changes), rejected


def sift(changes: Iterable[object]) -> tuple[list[Record], list[Rejection]]:
    """The valid changes, and what is wrong with each of the others."""
    valid, rejected = [], []
    for change in changes:
        try:
            valid.append(parse(change))
        except Invalid as error:
            rejected.append(Rejection(_sent_id(change), str(error)))
    return valid, rejected


def best(changes: list[Record]) -> list[Record]:
    """The best change of each record."""
    found: dict[str, Record] = {}
    for change in changes:
        if change.id not in found or wins(change, found[change.id]):
            found[change.id] = change
    return list(found.values())


def transact(work: Callable[[Any, Any], Exchanged], *, writes: bool) -> Exchanged:
    """The result of `work`, given the driver's cursor and the database's statements, durable if it writes.

    What only reads needs no snapshot: a record that changes meanwhile moves past `last`, where the next cursor is.
    """
    if db.engine.dialect.name == "sqlite":
        if writes:
            writers: Writers = current_app.extensions["writers"]
            return writers.write(lambda cursor: work(cursor, SQLITE))
        with driver_connection() as connection:
            return work(connection.cursor(), SQLITE)
    if not writes:
        with driver_connection() as connection:
            return work(connection.cursor(), POSTGRESQL)
    confirmations: Confirmations = current_app.extensions["confirmations"]
    with confirmations.expected(), driver_connection() as connection:
        result = work(connection.cursor(), POSTGRESQL)
        connection.commit()
        return result


def _sent_id(change: object) -> str | None:
    """The id to name a rejected record by, made fit for JSON: it may be anything."""
    sent = change.get("id") if isinstance(change, dict) else None
    return sent.encode(errors="replace").decode() if isinstance(sent, str) else None
