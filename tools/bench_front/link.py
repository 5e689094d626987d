"""A slow link to a server: round trips, the set-up of connections, slow start, and a rate that all share."""

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")

RTT = 0.150
"""Seconds of a round trip on the slow 4G that Lighthouse assumes."""
RATE = 1_638_400 / 8
"""Bytes a second."""
SEGMENT = 1460
FIRST_WINDOW = 10
"""Segments that a server sends before it waits for an answer (RFC 6928). Then twice as many each round trip."""


class Link:
    """Listens on a port of its own and passes on to `port`. `is_slow` may be changed at any time."""

    def __init__(self, port: int) -> None:
        self.is_slow = False
        self._target = port
        self._free = 0.0
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._server = self._run(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Nobody gets through any more."""
        self._run(self._cut())

    async def _cut(self) -> None:
        self._server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self._target)
            await self._wait(2 * RTT)  # TCP, then TLS
            await asyncio.gather(self._up(reader, to_server), self._down(from_server, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            with suppress(RuntimeError):
                writer.close()

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self._wait(RTT)
            writer.write(data)
        writer.close()

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        window, sent, begun = FIRST_WINDOW * SEGMENT, 0, self._loop.time()
        while data := await reader.read(SEGMENT):
            if self.is_slow:
                if self._loop.time() - begun >= RTT:  # all that was sent is acknowledged
                    window, sent, begun = window * (2 if 2 * sent >= window else 1), 0, self._loop.time()
                elif sent >= window:
                    await asyncio.sleep(begun + RTT - self._loop.time())
                    window, sent, begun = 2 * window, 0, self._loop.time()
                sent += len(data)
                self._free = max(self._free, self._loop.time()) + len(data) / RATE
                await asyncio.sleep(self._free - self._loop.time())
            if writer.is_closing():  # the browser has gone
                break
            writer.write(data)
        writer.close()

    async def _wait(self, seconds: float) -> None:
        if self.is_slow:
            await asyncio.sleep(seconds)
