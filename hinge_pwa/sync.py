"""POST /api/sync: takes a device's changes and gives it those of the others (docs/sync.md)."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa
from flask import Blueprint, Response, current_app, g, request

from . import cursors, program, sign_ins
from .api import JSON, convert_json, read_body
from .application import Application
from .confirmations import Confirmations
from .connections import Shared
from .database import db
from .erasures import Eraser
from .exchange import News, Push, Taken, look, read_news, take_in_postgresql, take_in_sqlite
from .merge import wins
from .records import NOT_TRUSTED, Invalid, Record, Sent, parse, trust
from .shortcut import PASSED_ON, PATH, Shortcut
from .sign_ins import SignIn, Token
from .statements import POSTGRESQL, SQLITE
from .writers import Writers

T = TypeVar("T")

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
    code: str
    field: str


_decode = msgspec.json.Decoder(TrustedBody).decode


class Answer(NamedTuple):
    body: bytes
    sign_in: SignIn


class Syncs:
    """All syncs of this server. A request needs no more of Flask than this, nearly always: see shortcut.py."""

    def __init__(self, engine: sa.Engine) -> None:
        self.on_answer: Callable[[int, int, int], None] | None = None
        """Told how many records were taken, sent and rejected."""
        self.writers = Writers(engine)
        self._confirmations = Confirmations()
        self._connection = Shared(engine)
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._sql = SQLITE if self._is_sqlite else POSTGRESQL

    def answer(self, token: Token, body: bytes) -> Answer:
        """What a device gets that sends `body`. Raises ApiError and SQLAlchemy's errors."""
        cursor, changes, rejected = read(body)
        cursors.check(cursor)
        taken, news = self._exchange(Push(token, cursor, changes))
        if self.on_answer:
            self.on_answer(len(changes), news.number, len(rejected))
        return Answer(
            b"".join(  # not %, which copies as it grows: the records may weigh a quarter of a megabyte
                (
                    b'{"cursor":"',
                    cursors.make(taken.epoch, token.account_id, news.reached).encode(),
                    b'","changes":[',
                    news.records,
                    b'],"more":true,"rejected":' if news.more else b'],"more":false,"rejected":',
                    msgspec.json.encode(rejected),
                    b"}",
                )
            ),
            SignIn(token.account_id, taken.before, taken.last_seen_on),
        )

    def write(self, work: Callable[[Any], T]) -> T:
        """The result of `work`, given the driver's cursor: on SQLite in a transaction that others may share, on
        PostgreSQL with a transaction for each statement.
        """
        if self._is_sqlite:
            return self.writers.write(work)
        with self._connection.cursor() as cursor:
            return work(cursor)

    def _exchange(self, push: Push) -> tuple[Taken, News]:
        """The changes are durable, and hold up no other writer, when the device's news are read."""
        if not push.changes:
            with self._connection.cursor() as cursor:
                taken, _ = look(cursor, self._sql, push)
        elif self._is_sqlite:
            taken = self.writers.write(lambda cursor: take_in_sqlite(cursor, push))
        else:
            with self._confirmations.expected() as confirmed:
                with self._connection.cursor() as cursor, cursor.connection.confirming():
                    taken = take_in_postgresql(cursor, push)
                if taken.after > taken.before:
                    confirmed()
        if taken.is_up_to_date:
            return taken, News(b"", taken.after, False, 0)
        with self._connection.cursor() as cursor:
            return taken, read_news(cursor, self._sql, push.token.account_id, taken)


def init_app(app: Application) -> None:
    with app.app_context():
        syncs = app.extensions["syncs"] = Syncs(db.engine)
        app.extensions["eraser"] = app.eraser = Eraser(db.engine, syncs.write, app.logger)
    app.register_blueprint(blueprint)
    app.extensions["program"] = program.digest(Path(app.root_path))
    headers = {program.HEADER: app.extensions["program"]}
    app.shortcut = Shortcut(syncs.answer, app.config["TRUSTED_HOSTS"], headers)


@blueprint.post(PATH)
def sync() -> Response:
    answer: Answer | Exception | None = request.environ.pop(PASSED_ON, None)
    if isinstance(answer, Exception):
        raise answer
    if answer is None:
        syncs: Syncs = current_app.extensions["syncs"]
        answer = syncs.answer(sign_ins.require_token(), read_body())
    g.sign_in = answer.sign_in
    return Response(answer.body, mimetype=JSON, headers={program.HEADER: current_app.extensions["program"]})


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
            rejected.append(Rejection(_sent_id(change), str(error), error.code, error.field))
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


def _sent_id(change: object) -> str | None:
    """The id to name a rejected record by, made fit for JSON: it may be anything."""
    sent = change.get("id") if isinstance(change, dict) else None
    return sent.encode(errors="replace").decode() if isinstance(sent, str) else None
