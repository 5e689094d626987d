"""The cursor: how far a device has read an account's changes, and in which life of the database.

`<generation>.<sequence>`: the generation is made from the server's epoch, which a restore changes, and the
account, so that a device that changed accounts starts again instead of skipping records.
"""

import hashlib
import re
from functools import lru_cache

from ..web.errors import ApiError

CURSOR = re.compile(r"\A([0-9a-f]{16})\.(0|[1-9][0-9]{0,17})\Z")


def make(epoch: str, account_id: str, sequence: int) -> str:
    return f"{_generation(epoch, account_id)}.{sequence}"


def check(cursor: str) -> None:
    """Raises ApiError 400 for what no server made."""
    if cursor and not CURSOR.match(cursor):
        raise ApiError(400, "invalid_request", "cursor must be empty or what the last answer gave.")


def read(cursor: str, epoch: str, account_id: str, last: int) -> int:
    """The sequence that `cursor`, which passed `check`, stands for; 0 for the empty one.

    Raises ApiError 409 if it is of another generation or after `last`, the account's newest change.
    """
    generation, sequence = parts(cursor)
    if (generation and generation != _generation(epoch, account_id)) or sequence > last:
        raise ApiError(
            409, "resync", "The cursor is not from this server's present life: start again from an empty one."
        )
    return sequence


def parts(cursor: str) -> tuple[str, int]:
    """The generation and the sequence of `cursor`, which passed `check`; an empty one and 0 for the empty one."""
    generation, _, sequence = cursor.partition(".")
    return generation, int(sequence or 0)


@lru_cache(4096)
def _generation(epoch: str, account_id: str) -> str:
    return hashlib.sha256(f"{epoch} {account_id}".encode()).hexdigest()[:16]
