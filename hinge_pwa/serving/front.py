"""What stands between granian and the application: an event loop that reads requests, and threads that answer them.

By WSGI granian takes a thread when the headers are there, and the thread waits for the body: as many unfinished bodies
as there are threads stop the server, and nothing ends a thread that waits. So granian serves Hinge by RSGI, and the
application, which stays one of WSGI, meets only bodies that are whole (docs/deploy.md).
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable
from io import BytesIO
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from granian.rsgi import ProtocolClosed, ProtocolError  # type: ignore[attr-defined]

from ..database.engine import THREADS
from .bodies import UNFINISHED, Bodies, Unfinished
from .environ import describe

SOON = 0.05
"""Seconds in which the event loop lets go of a request that was answered. To wake it for each costs 50 µs and more."""

logger = logging.getLogger(__name__)


class Job(NamedTuple):
    environ: dict[str, Any]
    protocol: Any
    answered: asyncio.Future[None]


class Front:
    """Serves a WSGI application by RSGI. An answer is sent as a whole: none may be without end."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._bodies = Bodies()
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._answered: deque[asyncio.Future[None]] = deque()
        self._lets_go_soon = False

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        for _ in range(THREADS):
            Thread(target=self._work, daemon=True).start()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._let_go()
        loop.run_until_complete(asyncio.sleep(0))

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = describe(scope)
        length = told_length(environ)
        if length == 0:
            await self._answer(environ, protocol)
            return
        with self._bodies.reading(protocol, length) as reading:
            try:
                body = await reading.whole()
            except Unfinished:
                environ[UNFINISHED] = True
            except (ProtocolClosed, ProtocolError):  # the client has gone
                protocol.response_empty(400, [])
                return
            else:
                environ.pop("HTTP_TRANSFER_ENCODING", None)
                environ |= {"CONTENT_LENGTH": str(body.length), "wsgi.input": BytesIO(body.content)}
            await self._answer(environ, protocol)

    async def _answer(self, environ: dict[str, Any], protocol: Any) -> None:
        loop = asyncio.get_running_loop()
        answered = loop.create_future()
        self._jobs.put(Job(environ, protocol, answered))
        if not self._lets_go_soon:
            self._lets_go_soon = True
            loop.call_later(SOON, self._let_go)
        await answered

    def _let_go(self) -> None:
        self._lets_go_soon = False
        while self._answered:
            self._answered.popleft().set_result(None)

    def _work(self) -> None:
        while True:
            environ, protocol, answered = self._jobs.get()
            try:
                protocol.response_bytes(*answer(self._application, environ))
            except Exception:
                logger.exception("a request could not be answered")
                protocol.response_empty(500, [])
            self._answered.append(answered)


def told_length(environ: dict[str, Any]) -> int | None:
    """Of the body, in bytes; None where it shows at its end alone. granian has refused what is no length."""
    if "HTTP_TRANSFER_ENCODING" in environ:
        return None
    return int(environ.get("CONTENT_LENGTH", "0").rpartition(",")[2])


def answer(
    application: Callable[..., Iterable[bytes]], environ: dict[str, Any]
) -> tuple[int, list[tuple[str, str]], bytes]:
    """The status, the headers and the body that the application answers with."""
    begun: list[tuple[int, list[tuple[str, str]]]] = []
    pieces = application(environ, lambda line, headers, *_: begun.append((int(line[:3]), headers)))
    try:
        body = b"".join(pieces)
    finally:
        if close := getattr(pieces, "close", None):
            close()
    return *begun[-1], body
