"""A network between browsers and a server that loses, cuts, delays, repeats and replaces what goes through it.

Each connection carries one request: where a connection was used before and turns out to be dead, Chromium sends the
request again by itself, and a fault would be over before the page saw it.
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
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER of 0 s: the connection ends with a reset


class Fault(Enum):
    DROP = auto()
    """The server sees nothing of the request; the browser's connection is reset."""
    CUT_REQUEST = auto()
    """The server gets half of the request's body, then its connection ends and the browser's is reset."""
    CUT_ANSWER = auto()
    """The browser gets half of the answer's body, then its connection ends."""
    DELAY = auto()
    """The server has done its work; the answer takes DELAY_SECONDS to come."""
    LOSE_ANSWER = auto()
    """The server has done its work, then the browser's connection is reset."""
    REPEAT = auto()
    """The server gets the request twice, the browser the second answer."""
    HOLD = auto()
    """The request waits for `Proxy.release`, and goes on to the server then, even if the browser has given it up."""


@dataclass(frozen=True)
class Reply:
    """What something on the way says in place of the server."""

    status: int
    body: str = "<!doctype html><h1>Something else</h1>"
    content_type: str = "text/html"
    retry_after: int = 0
    """In seconds; 0: it does not say."""

    def __bytes__(self) -> bytes:
        body = self.body.encode()
        head = [f"HTTP/1.1 {self.status} -", f"Content-Type: {self.content_type}", f"Content-Length: {len(body)}"]
        head += [f"Retry-After: {self.retry_after}"] if self.retry_after else []
        return "\r\n".join([*head, "Connection: close"]).encode() + HEAD_END + body


@dataclass(frozen=True)
class Request:
    path: str
    content: bytes
    """As it came, with its head."""

    @property
    def body(self) -> bytes:
        return self.content.partition(HEAD_END)[2]


Rule = Callable[[Request], Fault | Reply | None]
"""What becomes of a request; None lets it through."""


class Proxy:
    """Looks like `server` to a Device, on a port of its own.

    `requests` are those to the API, in the order in which they came. At most `most_at_once` of them were under way
    together, each from when it came until it was answered or the browser gave it up.
    """

    def __init__(self, server: Server) -> None:
        self.was_stopped = True  # a Device does not mind that requests fail
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._server = server
        self._rule: Rule = lambda request: None
        self._under_way: set[StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._held: list[asyncio.Task[None]] = []
        self._released = asyncio.Event()
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()
        self._listener = self._run(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.sockets[0].getsockname()[1]}"

    @contextmanager
    def faulty(self, rule: Rule | Fault | Reply) -> Iterator[None]:
        """Inside, `rule` says what becomes of a request to the API, or the same fault meets all of them."""
        self._rule = rule if callable(rule) else lambda request: rule
        yield
        self._rule = lambda request: None

    def release(self) -> None:
        """Let go what is held, and wait until the server has answered it."""
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
        """What a browser wants over one connection."""
        try:
            request = await receive(reader)
            if request.path.startswith("/api/"):
                await self._carry(request, reader, writer)
            else:
                writer.write(await self._ask(request.content))
        except (OSError, IncompleteReadError):
            reset(writer)  # there is no server, or no browser any more
        finally:
            writer.close()

    async def _carry(self, request: Request, reader: StreamReader, writer: StreamWriter) -> None:
        self.requests.append(request)
        self._under_way.add(writer)
        self.most_at_once = max(self.most_at_once, len(self._under_way))
        watch = asyncio.create_task(self._watch(reader, writer))
        try:
            await self._mistreat(request, writer)
        finally:
            self._under_way.discard(writer)
            watch.cancel()

    async def _watch(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Notes when the browser gives the request up."""
        with suppress(OSError):
            await reader.read()
        self._under_way.discard(writer)

    async def _mistreat(self, request: Request, writer: StreamWriter) -> None:
        match self._rule(request):
            case Reply() as reply:
                writer.write(bytes(reply))
            case Fault.DROP:
                reset(writer)
            case Fault.CUT_REQUEST:
                await self._ask(half(request.content), waits=False)
                reset(writer)
            case Fault.CUT_ANSWER:
                writer.write(half(await self._ask(request.content)))
            case Fault.DELAY:
                answer = await self._ask(request.content)
                await asyncio.sleep(DELAY_SECONDS)
                writer.write(answer)
            case Fault.LOSE_ANSWER:
                await self._ask(request.content)
                reset(writer)
            case Fault.REPEAT:
                await self._ask(request.content)
                writer.write(await self._ask(request.content))
            case Fault.HOLD:
                await self._hold()
                writer.write(await self._ask(request.content))
            case None:
                writer.write(await self._ask(request.content))

    async def _hold(self) -> None:
        task = asyncio.current_task()
        assert task
        self._held.append(task)
        await self._released.wait()

    async def _ask(self, content: bytes, *, waits: bool = True) -> bytes:
        """The server's answer, or as much of it as there is; empty for who does not wait."""
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
    """The head, and half of the body."""
    head, end, body = message.partition(HEAD_END)
    return head + end + body[: len(body) // 2]


def reset(writer: StreamWriter) -> None:
    if not writer.is_closing():
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        writer.transport.abort()
