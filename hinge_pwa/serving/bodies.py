"""Reads the bodies of requests in the server's event loop, before a request occupies a thread.

So a slow or endless body occupies only a connection. Each body must be complete within a time limit. If all bodies
together may need too much memory, the largest is cancelled first, because those of phones are rarely large.
"""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ..config import MAX_BODY

TIME_LIMIT = 30
"""Seconds from the end of the headers until a short body must be complete."""

LEAST_RATE = 2_000
"""Bytes per second: a body with a Content-Length gets that much more time. static/js/sync/http.js waits as long."""

MOST_MEMORY = 64 * MAX_BODY
"""Bytes of all bodies together. Each counts with its greatest possible size until its request is answered."""

MOST_DISCARDED = 16 * MAX_BODY
"""Bytes that are read and discarded of a body that is too long: a client that is still sending when the connection
closes never sees the answer."""

UNFINISHED = "hinge.unfinished"
"""Key in the WSGI environ of a request whose body was not complete in time."""


class UnfinishedBody(Exception):
    """The body was not complete in time, or was cancelled to free memory."""


class Body(NamedTuple):
    content: bytes
    """Empty if the body is longer than MAX_BODY."""
    length: int
    """In bytes, also of a body that is too long. One more than `content` has if the body broke off."""


class Bodies:
    """All bodies that one event loop reads."""

    def __init__(self) -> None:
        self._readings: dict[Reading, None] = {}  # in order of arrival
        self._free = MOST_MEMORY

    @contextmanager
    def reading(self, protocol: Any, length: int | None) -> Iterator["Reading"]:
        """Reserves memory for the body of RSGI's `protocol`; `length` is its Content-Length, or None."""
        reading = Reading(protocol, length)
        self._readings[reading] = None
        self._free -= reading.size
        self._free_memory()
        try:
            yield reading
        finally:
            del self._readings[reading]
            self._free += reading.size

    def _free_memory(self) -> None:
        """Cancels the largest bodies, the oldest of equal ones. With 2,048 connections it cancels none under 32 KiB."""
        while self._free < 0:
            largest = max(
                (each for each in self._readings if each.is_reading), key=lambda each: each.size, default=None
            )
            if largest is None:
                break
            largest.cancel()
            self._free += largest.size
            largest.size = 0


class Reading:
    """One body; `size` bytes of memory are reserved for it."""

    def __init__(self, protocol: Any, length: int | None) -> None:
        self.size = MAX_BODY if length is None else min(length, MAX_BODY)
        self._protocol = protocol
        self._length = length
        self._piece: Any = None
        self._is_cancelled = False
        self.is_reading = True

    async def read(self) -> Body:
        """Raises UnfinishedBody, and granian's ProtocolClosed if the client has disconnected."""
        seconds = TIME_LIMIT + (self.size / LEAST_RATE if self._length else 0)
        limit = asyncio.get_running_loop().call_later(seconds, self.cancel)
        try:
            is_short = self._length is not None and self._length <= MAX_BODY
            body = await (self._read_whole() if is_short else self._read_pieces())
        except asyncio.CancelledError:
            if self._is_cancelled:
                raise UnfinishedBody from None
            raise
        finally:
            limit.cancel()
            self.is_reading = False
        return body

    def cancel(self) -> None:
        """Makes `read` raise UnfinishedBody."""
        self._is_cancelled, self.is_reading = True, False
        if self._piece is not None:
            self._piece.cancel()

    async def _read_whole(self) -> Body:
        content = await self._next(self._protocol())
        return Body(content, len(content))

    async def _read_pieces(self) -> Body:
        content, length, empty = bytearray(), 0, 0
        pieces = aiter(self._protocol)
        while length <= MOST_DISCARDED:
            try:
                piece = await self._next(anext(pieces))
            except StopAsyncIteration:
                break
            length += len(piece)
            empty += not piece
            if length <= MAX_BODY:
                content += piece
        # granian gives an empty piece at the end, and another one before it where the connection broke off. One with
        # trailers looks the same and is rejected too.
        length = max(length + (empty > 1), self._length or 0)
        return Body(bytes(content) if length <= MAX_BODY else b"", length)

    async def _next(self, piece: Awaitable[bytes]) -> bytes:
        if self._is_cancelled:
            raise asyncio.CancelledError
        self._piece = piece
        return await piece
