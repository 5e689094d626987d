"""Serves the WSGI application by RSGI: an event loop reads requests, and threads answer them.

With WSGI granian starts a thread after the headers, which waits for the body without a time limit: as many unfinished
bodies as threads stop the server. So granian serves Hinge by RSGI, and the WSGI application gets only complete bodies
(docs/deploy.md).
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
from .bodies import UNFINISHED, Bodies, UnfinishedBody
from .environ import make_environ

RELEASE_SECONDS = 0.05
"""Seconds after which the event loop releases answered requests. Waking it for each takes 50 µs or more."""

logger = logging.getLogger(__name__)


class Job(NamedTuple):
    environ: dict[str, Any]
    protocol: Any
    answered: asyncio.Future[None]


class Front:
    """Serves a WSGI application by RSGI. Sends each answer as a whole, so it must not be an endless stream."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._bodies = Bodies()
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._answered: deque[asyncio.Future[None]] = deque()
        self._will_release = False

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        for _ in range(THREADS):
            Thread(target=self._work, daemon=True).start()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._release()
        loop.run_until_complete(asyncio.sleep(0))

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = make_environ(scope)
        length = content_length(environ)
        if length == 0:
            await self._answer(environ, protocol)
            return
        with self._bodies.reading(protocol, length) as reading:
            try:
                body = await reading.read()
            except UnfinishedBody:
                environ[UNFINISHED] = True
            except (ProtocolClosed, ProtocolError):  # the client has disconnected
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
        if not self._will_release:
            self._will_release = True
            loop.call_later(RELEASE_SECONDS, self._release)
        await answered

    def _release(self) -> None:
        self._will_release = False
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


def content_length(environ: dict[str, Any]) -> int | None:
    """The length of the body in bytes; None if the body is chunked. granian rejects an invalid Content-Length."""
    if "HTTP_TRANSFER_ENCODING" in environ:
        return None
    return int(environ.get("CONTENT_LENGTH", "0").rpartition(",")[2])


def answer(
    application: Callable[..., Iterable[bytes]], environ: dict[str, Any]
) -> tuple[int, list[tuple[str, str]], bytes]:
    """The status, headers and body of the application's answer."""
    started: list[tuple[int, list[tuple[str, str]]]] = []
    pieces = application(environ, lambda line, headers, *_: started.append((int(line[:3]), headers)))
    try:
        body = b"".join(pieces)
    finally:
        if close := getattr(pieces, "close", None):
            close()
    return *started[-1], body
