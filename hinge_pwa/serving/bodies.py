"""Bodies of requests, read in the server's event loop before a thread is taken.

So a body that comes slowly, or never ends, holds a connection and nothing else. It has a time to be whole in; and where
all that are under way may take too much memory, the largest ends first, for those of phones are seldom large.
"""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ..config import MAX_BODY

SECONDS = 30
"""From the end of the headers until a short body must be whole."""

PACE = 2_000
"""Bytes a second, which a body that tells its length has more time for: as static/js/sync/http.js waits for it."""

ROOM = 64 * MAX_BODY
"""Bytes of all bodies together, each counted, until its request is answered, with as many as it may come to."""

MOST_READ_ON = 16 * MAX_BODY
"""Bytes of a body that is too long that are read and forgotten: a client that is still sending when the connection
closes never sees why."""

UNFINISHED = "hinge.unfinished"
"""In the environment of a request, by WSGI: that its body was not whole in time."""


class Unfinished(Exception):
    """The body was not whole in its time."""


class Body(NamedTuple):
    content: bytes
    """Empty where the body is too long."""
    length: int
    """In bytes."""


class Bodies:
    """All bodies of one event loop."""

    def __init__(self) -> None:
        self._readings: dict[Reading, None] = {}  # the oldest first
        self._room = ROOM

    @contextmanager
    def reading(self, protocol: Any, length: int | None) -> Iterator["Reading"]:
        """Sets memory aside for the body of RSGI's `protocol`; `length` is as told, None where it was not."""
        reading = Reading(protocol, length)
        self._readings[reading] = None
        self._room -= reading.size
        self._make_room()
        try:
            yield reading
        finally:
            del self._readings[reading]
            self._room += reading.size

    def _make_room(self) -> None:
        """Ends the largest, of several the oldest: so one under 32 KiB lasts, whatever else 2,048 connections send."""
        while self._room < 0:
            largest = max(
                (each for each in self._readings if each.is_under_way), key=lambda each: each.size, default=None
            )
            if largest is None:
                break
            largest.end()
            self._room += largest.size
            largest.size = 0


class Reading:
    """One body, for which `size` bytes of memory are set aside."""

    def __init__(self, protocol: Any, length: int | None) -> None:
        self.size = MAX_BODY if length is None else min(length, MAX_BODY)
        self._protocol = protocol
        self._length = length
        self._piece: Any = None
        self._is_over = False
        self.is_under_way = True

    async def whole(self) -> Body:
        """Raises Unfinished, and granian's ProtocolClosed where the client has gone."""
        seconds = SECONDS + (self.size / PACE if self._length else 0)
        limit = asyncio.get_running_loop().call_later(seconds, self.end)
        try:
            short = self._length is not None and self._length <= MAX_BODY
            body = await (self._at_once() if short else self._in_pieces())
        except asyncio.CancelledError:
            if self._is_over:
                raise Unfinished from None
            raise
        finally:
            limit.cancel()
            self.is_under_way = False
        return body

    def end(self) -> None:
        """Wait no longer."""
        self._is_over, self.is_under_way = True, False
        if self._piece is not None:
            self._piece.cancel()

    async def _at_once(self) -> Body:
        content = await self._next(self._protocol())
        return Body(content, len(content))

    async def _in_pieces(self) -> Body:
        content, length = bytearray(), 0
        pieces = aiter(self._protocol)
        while length <= MOST_READ_ON:
            try:
                piece = await self._next(anext(pieces))
            except StopAsyncIteration:
                break
            length += len(piece)
            if length <= MAX_BODY:
                content += piece
        length = max(length, self._length or 0)
        return Body(bytes(content) if length <= MAX_BODY else b"", length)

    async def _next(self, piece: Awaitable[bytes]) -> bytes:
        if self._is_over:
            raise asyncio.CancelledError
        self._piece = piece
        return await piece
