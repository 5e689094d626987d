"""POST /api/sync: takes a device's changes and gives it those of the others (docs/sync.md)."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from flask import Blueprint, Flask, Response, current_app, g

from . import cursors, sign_ins
from .api import convert_json, json_answer, read_body, refuse_cross_site
from .confirmations import Confirmations
from .database import db, driver_cursor
from .exchange import News, Push, Taken, look, read_news, take_in_postgresql, take_in_sqlite
from .hosts import refuse_nameless
from .merge import wins
from .records import NOT_TRUSTED, Invalid, Record, Sent, parse, trust
from .sign_ins import SignIn
from .statements import POSTGRESQL, SQLITE
from .writers import Writers

MOST = 500
"""Records in one request."""

blueprint = Blueprint("sync", __name__)

Cursor = Annotated[str, msgspec.Meta(description="text: empty, or what the last answer gave")]


class Body(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[Any], msgspec.Meta(max_length=MOST, description="a list of at most 500 records")]


class TrustedBody(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[Sent], msgspec.Meta(max_length=MOST)]


class Rejection(msgspec.Struct):
    id: str | None
    error: str


_decode = msgspec.json.Decoder(TrustedBody).decode


def init_app(app: Flask) -> None:
    app.extensions["writers"] = Writers()
    app.extensions["confirmations"] = Confirmations()
    app.register_blueprint(blueprint)


@blueprint.post("/api/sync")
def sync() -> Response:
    refuse_nameless()
    refuse_cross_site()
    token = sign_ins.require_token()
    cursor, changes, rejected = read(read_body())
    cursors.check(cursor)

    taken, news = exchange(Push(token, cursor, changes))
    if metrics := current_app.extensions.get("metrics"):
        metrics.synced(taken=len(changes), sent=news.number, rejected=len(rejected))
    cursor = cursors.make(taken.epoch, token.account_id, news.reached)
    response = json_answer(
        f'{{"cursor":"{cursor}","changes":[{news.records}],"more":{"true" if news.more else "false"},'
        f'"rejected":{msgspec.json.encode(rejected).decode()}}}'
    )
    g.sign_in = SignIn(token.account_id, taken.before, taken.last_seen_on)
    return sign_ins.renew(response)


def read(body: bytes) -> tuple[str, list[Record], list[Rejection]]:
    """The cursor, the valid changes, and what is wrong with each of the others.

    Nearly always nothing is: so that is tried first. Raises ApiError 400.
    """
    try:
        trusted = _decode(body)
        return trusted.cursor, best([trust(change) for change in trusted.changes]), []
    except NOT_TRUSTED:
        sent = convert_json(body, Body)
        changes, rejected = sift(sent.changes)
        return sent.cursor, best(changes), rejected


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
    found = {change.id: change for change in changes}
    if len(found) == len(changes):
        return changes
    found.clear()
    for change in changes:
        if change.id not in found or wins(change, found[change.id]):
            found[change.id] = change
    return list(found.values())


def exchange(push: Push) -> tuple[Taken, News]:
    """The changes are durable, and hold up no other writer, when the device's news are read."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    sql = SQLITE if is_sqlite else POSTGRESQL
    if not push.changes:
        with driver_cursor() as cursor:
            taken, _ = look(cursor, sql, push)
    elif is_sqlite:
        writers: Writers = current_app.extensions["writers"]
        taken = writers.write(lambda cursor: take_in_sqlite(cursor, push))
    else:
        confirmations: Confirmations = current_app.extensions["confirmations"]
        with confirmations.expected(), driver_cursor() as cursor, cursor.connection.confirming():
            taken = take_in_postgresql(cursor, push)
    if taken.is_up_to_date:
        return taken, News("", taken.after, False, 0)
    with driver_cursor() as cursor:
        return taken, read_news(cursor, sql, push.token.account_id, taken)


def _sent_id(change: object) -> str | None:
    """The id to name a rejected record by, made fit for JSON: it may be anything."""
    sent = change.get("id") if isinstance(change, dict) else None
    return sent.encode(errors="replace").decode() if isinstance(sent, str) else None
