"""A proxy between browsers and a server that drops, cuts, delays, repeats and replaces requests and answers.

Each connection carries one request: if a reused connection turns out to be closed, Chromium repeats the request by
itself, and the page would not notice the fault.
"""

import asyncio
import re
import socket
import struct
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from threading import Thread
from typing import Any, TypeVar

from .server import Server

T = TypeVar("T")

HEAD_END = b"\r\n\r\n"
DELAY_SECONDS = 0.2
RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER of 0 s: the connection ends with a reset


class Fault(Enum):
    DROP = auto()
    """The server sees nothing of the request; the browser's connection is reset."""
    CUT_REQUEST = auto()
    """The server gets half of the request's body, then its connection ends and the browser's is reset."""
    CUT_ANSWER = auto()
    """The browser gets half of the answer's body, then its connection ends."""
    DELAY = auto()
    """The server answers; the browser gets the answer DELAY_SECONDS later."""
    LOSE_ANSWER = auto()
    """The server answers, but the browser's connection is reset."""
    REPEAT = auto()
    """The server gets the request twice, the browser the second answer."""
    HOLD = auto()
    """The request waits for `Proxy.release`, then goes to the server, even if the browser has aborted it."""


@dataclass(frozen=True)
class Reply:
    """An answer of the proxy in place of the server's."""

    status: int
    body: str = "<!doctype html><h1>Something else</h1>"
    content_type: str = "text/html"
    retry_after: int = 0
    """In seconds; 0 for no such header."""

    def __bytes__(self) -> bytes:
        body = self.body.encode()
        head = [f"HTTP/1.1 {self.status} -", f"Content-Type: {self.content_type}", f"Content-Length: {len(body)}"]
        head += [f"Retry-After: {self.retry_after}"] if self.retry_after else []
        return "\r\n".join([*head, "Connection: close"]).encode() + HEAD_END + body


@dataclass(frozen=True)
class Request:
    path: str
    content: bytes
    """The whole request, with its headers."""

    @property
    def body(self) -> bytes:
        return self.content.partition(HEAD_END)[2]


Rule = Callable[[Request], Fault | Reply | None]
"""Chooses what happens to a request; None lets it through."""


class Proxy:
    """Stands for `server` in a Device, on its own port.

    `received` are all requests of browsers, `requests` those to the API, in order of arrival. `most_at_once` is the
    greatest number of these that were open together; each is open until it is answered or the browser aborts it.
    """

    def __init__(self, server: Server) -> None:
        self.was_stopped = True  # so that a Device allows failed requests
        self.received: list[Request] = []
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._server = server
        self._rule: Rule = lambda request: None
        self._open: set[StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._held: list[asyncio.Task[None]] = []
        self._released = asyncio.Event()
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()
        self._listener = self._run(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.sockets[0].getsockname()[1]}"

    @contextmanager
    def faulty(self, rule: Rule | Fault | Reply) -> Iterator[None]:
        """Inside, `rule` decides what happens to each request to the API; a Fault or Reply applies to all."""
        self._rule = rule if callable(rule) else lambda request: rule
        yield
        self._rule = lambda request: None

    def release(self) -> None:
        """Forward the held requests, and wait until the server has answered them."""
        self._run(self._release())

    def close(self) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _release(self) -> None:
        held, self._held = self._held, []
        self._released.set()
        await asyncio.gather(*held)
        self._released.clear()

    async def _end(self) -> None:
        self._listener.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Handles one connection of a browser."""
        try:
            request = await receive(reader)
            self.received.append(request)
            if request.path.startswith("/api/"):
                await self._record(request, reader, writer)
            else:
                writer.write(await self._forward(request.content))
        except (OSError, IncompleteReadError):
            reset(writer)  # the server is down, or the browser has disconnected
        finally:
            writer.close()

    async def _record(self, request: Request, reader: StreamReader, writer: StreamWriter) -> None:
        self.requests.append(request)
        self._open.add(writer)
        self.most_at_once = max(self.most_at_once, len(self._open))
        watch = asyncio.create_task(self._watch_for_abort(reader, writer))
        try:
            await self._apply_rule(request, writer)
        finally:
            self._open.discard(writer)
            watch.cancel()

    async def _watch_for_abort(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Removes the request from the open ones when the browser aborts it."""
        with suppress(OSError):
            await reader.read()
        self._open.discard(writer)

    async def _apply_rule(self, request: Request, writer: StreamWriter) -> None:
        match self._rule(request):
            case Reply() as reply:
                writer.write(bytes(reply))
            case Fault.DROP:
                reset(writer)
            case Fault.CUT_REQUEST:
                await self._forward(half(request.content), waits=False)
                reset(writer)
            case Fault.CUT_ANSWER:
                writer.write(half(await self._forward(request.content)))
            case Fault.DELAY:
                answer = await self._forward(request.content)
                await asyncio.sleep(DELAY_SECONDS)
                writer.write(answer)
            case Fault.LOSE_ANSWER:
                await self._forward(request.content)
                reset(writer)
            case Fault.REPEAT:
                await self._forward(request.content)
                writer.write(await self._forward(request.content))
            case Fault.HOLD:
                await self._hold()
                writer.write(await self._forward(request.content))
            case None:
                writer.write(await self._forward(request.content))

    async def _hold(self) -> None:
        task = asyncio.current_task()
        assert task
        self._held.append(task)
        await self._released.wait()

    async def _forward(self, content: bytes, *, waits: bool = True) -> bytes:
        """Returns the server's answer, or the part that arrived; empty unless `waits`."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._server.port)
        writer.write(content)
        try:
            return await reader.read() if waits else b""
        finally:
            writer.close()


async def receive(reader: StreamReader) -> Request:
    head = await reader.readuntil(HEAD_END)
    length = re.search(rb"\r\ncontent-length: (\d+)", head, re.IGNORECASE)
    body = await reader.readexactly(int(length[1])) if length else b""
    head = head.replace(b"Connection: keep-alive", b"Connection: close")
    return Request(head.split()[1].decode(), head + body)


def half(message: bytes) -> bytes:
    """The headers and half of the body."""
    head, end, body = message.partition(HEAD_END)
    return head + end + body[: len(body) // 2]


def reset(writer: StreamWriter) -> None:
    if not writer.is_closing():
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        writer.transport.abort()
