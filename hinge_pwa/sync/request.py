"""Reads the body of a sync request: the cursor, the valid records, and what is wrong with each of the others."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from ..web.api import convert_json
from .merge import wins
from .records import NOT_TRUSTED, Invalid, Record, TrustedRecord, parse, trust

MOST = 500
"""Records in one request."""

Cursor = Annotated[str, msgspec.Meta(description="text: empty, or what the last answer gave")]


class Body(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[Any], msgspec.Meta(max_length=MOST, description="a list of at most 500 records")]


class TrustedBody(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[TrustedRecord], msgspec.Meta(max_length=MOST)]


class Rejection(msgspec.Struct):
    id: str | None
    error: str
    code: str
    field: str


_decode = msgspec.json.Decoder(TrustedBody).decode


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
