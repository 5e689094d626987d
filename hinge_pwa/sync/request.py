"""Parses the body of a sync request: the cursor, the valid records, and why each other record is rejected."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from ..web.api import convert_json
from .kinds.fields import Invalid
from .merge import wins
from .records import Record, parse
from .trusted import NOT_TRUSTED, TrustedRecord, trust

MOST_PUSHED = 500
"""Records in one request."""

Cursor = Annotated[str, msgspec.Meta(description="text: empty, or what the last answer gave")]


class SyncRequest(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[Any], msgspec.Meta(max_length=MOST_PUSHED, description="a list of at most 500 records")]


class TrustedRequest(msgspec.Struct, forbid_unknown_fields=True):
    cursor: Cursor
    changes: Annotated[list[TrustedRecord], msgspec.Meta(max_length=MOST_PUSHED)]


class Rejection(msgspec.Struct):
    """Names a rejected record in the answer."""

    id: str | None
    """As it was sent; None if it was no text."""
    error: str
    code: str
    field: str


_decode = msgspec.json.Decoder(TrustedRequest).decode


def read(body: bytes) -> tuple[str, list[Record], list[Rejection]]:
    """The cursor, the valid changes, and why each of the others is rejected. Raises ApiError 400.

    Nearly always all are valid, so the faster decoder is tried first.
    """
    try:
        trusted = _decode(body)
        return trusted.cursor, merge_changes([trust(change) for change in trusted.changes]), []
    except NOT_TRUSTED:
        request = convert_json(body, SyncRequest)
        changes, rejected = parse_all(request.changes)
        return request.cursor, merge_changes(changes), rejected


def parse_all(changes: Iterable[object]) -> tuple[list[Record], list[Rejection]]:
    """The valid changes, and why each of the others is rejected."""
    valid, rejected = [], []
    for change in changes:
        try:
            valid.append(parse(change))
        except Invalid as error:
            rejected.append(Rejection(_rejected_id(change), str(error), error.code, error.field))
    return valid, rejected


def merge_changes(changes: list[Record]) -> list[Record]:
    """The change of each record that wins over the others."""
    by_id = {change.id: change for change in changes}
    if len(by_id) == len(changes):
        return changes
    by_id.clear()
    for change in changes:
        if change.id not in by_id or wins(change, by_id[change.id]):
            by_id[change.id] = change
    return list(by_id.values())


def _rejected_id(change: object) -> str | None:
    """The id of a rejected record, with half surrogate pairs replaced, which JSON in UTF-8 can't hold."""
    id = change.get("id") if isinstance(change, dict) else None
    return id.encode(errors="replace").decode() if isinstance(id, str) else None
