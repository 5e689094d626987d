"""Cursors: how far a device has pulled an account's changes.

A cursor is `<generation>.<sequence>`. The generation is a hash of the server's epoch, which a restore changes, and the
account: so a device that changed accounts starts again instead of skipping records.
"""

import hashlib
import re
from functools import lru_cache

from ..web.errors import ApiError

CURSOR = re.compile(r"\A([0-9a-f]{16})\.(0|[1-9][0-9]{0,17})\Z")


def make(epoch: str, account_id: str, sequence: int) -> str:
    return f"{_generation(epoch, account_id)}.{sequence}"


def check(cursor: str) -> None:
    """Raises ApiError 400 unless `cursor` is empty or has the format of `make`."""
    if cursor and not CURSOR.match(cursor):
        raise ApiError(400, "invalid_request", "cursor must be empty or what the last answer gave.")


def read(cursor: str, epoch: str, account_id: str, last: int) -> int:
    """The sequence of `cursor`, which has passed `check`; 0 if it is empty.

    Raises ApiError 409 if it is of another generation or past `last`, the sequence of the account's newest change.
    """
    generation, sequence = split(cursor)
    if (generation and generation != _generation(epoch, account_id)) or sequence > last:
        raise ApiError(
            409, "resync", "The cursor is not from this server's present life: start again from an empty one."
        )
    return sequence


def split(cursor: str) -> tuple[str, int]:
    """The generation and the sequence of `cursor`, which has passed `check`; "" and 0 if it is empty."""
    generation, _, sequence = cursor.partition(".")
    return generation, int(sequence or 0)


@lru_cache(4096)
def _generation(epoch: str, account_id: str) -> str:
    return hashlib.sha256(f"{epoch} {account_id}".encode()).hexdigest()[:16]
