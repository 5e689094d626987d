"""What becomes of a body, however its bytes come: whole, too long, cut off, or not in time."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]
from hypothesis import given
from hypothesis import strategies as st

from hinge_pwa.config import MAX_BODY
from hinge_pwa.serving import bodies
from hinge_pwa.serving.bodies import MOST_DISCARDED, Bodies, Body, UnfinishedBody

from ..browser.server import ROOT
from ..support.fuzzing import examples

SILENCE, GONE, BROKEN = "silence", "gone", "broken"


class Protocol:
    """The half of granian's protocol of RSGI that reads, for a client that sends `pieces`, then ends as `end` says."""

    def __init__(self, pieces: list[bytes], end: str = "") -> None:
        self._pieces = iter([*pieces, *{"": [b""], BROKEN: [b"", b""]}.get(end, [])])  # the empty ones end it
        self._end = "" if end == BROKEN else end
        self.waits = 0

    def __call__(self) -> Awaitable[bytes]:
        return asyncio.ensure_future(self._all())

    def __aiter__(self) -> "Protocol":
        return self

    def __anext__(self) -> Awaitable[bytes]:
        piece = next(self._pieces, None)
        if piece is None and not self._end:
            raise StopAsyncIteration
        return asyncio.ensure_future(self._come(piece))

    async def _all(self) -> bytes:
        content = b"".join(self._pieces)
        await self._come(None) if self._end else None
        return content

    async def _come(self, piece: bytes | None) -> bytes:
        await asyncio.sleep(0)
        if piece is not None:
            return piece
        if self._end == GONE:
            raise ProtocolClosed
        self.waits += 1
        return await asyncio.Future()  # for ever


async def read(all: Bodies, protocol: Protocol, length: int | None) -> Body | type[Exception]:
    try:
        with all.reading(protocol, length) as reading:
            return await reading.read()
    except (UnfinishedBody, ProtocolClosed) as error:
        return type(error)


def run(work: Callable[[Bodies], Awaitable[Any]]) -> Any:
    """What `work` gives, in an event loop of its own, after which nothing is set aside any more."""

    async def main() -> Any:
        all = Bodies()
        found = await work(all)
        assert (all._free, all._readings) == (bodies.MOST_MEMORY, {})
        return found

    return asyncio.run(main())


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "TIME_LIMIT", 0.01)
    monkeypatch.setattr(bodies, "LEAST_RATE", 1000 * MAX_BODY)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("length", [3, MAX_BODY, None])
def test_a_body_that_stays_away_ends_in_time(length: int | None) -> None:
    assert run(lambda all: read(all, Protocol([b"{"], SILENCE), length)) is UnfinishedBody


def test_a_long_body_has_as_long_as_the_phone_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def work(all: Bodies) -> None:
        loop = asyncio.get_running_loop()

        def end_soon(seconds: float, end: Callable[[], None]) -> asyncio.Handle:
            waits.append(seconds)
            return loop.call_soon(end)

        monkeypatch.setattr(loop, "call_later", end_soon)
        for length in (1, 225_000, MAX_BODY, 100 * MAX_BODY, None):
            assert await read(all, Protocol([b"{"], SILENCE), length) is UnfinishedBody

    run(work)
    page = (ROOT / "static" / "js" / "sync" / "http.js").read_text()
    (pace,) = re.findall(r"^const PACE = (\d+);", page, re.MULTILINE)
    assert int(pace) * 1000 == bodies.LEAST_RATE
    assert [round(wait) for wait in waits] == [30, 142, 554, 554, 30]


@pytest.mark.usefixtures("impatient")
def test_too_long_a_body_that_stops_ends_in_time() -> None:
    assert run(lambda all: read(all, Protocol([b"x" * MAX_BODY], SILENCE), MAX_BODY + 1)) is UnfinishedBody


@pytest.mark.parametrize("told", [True, False])
def test_a_body_that_is_too_long_is_read_on_for_a_while_and_forgotten(told: bool) -> None:
    pieces = [b"x" * MAX_BODY] * (MOST_DISCARDED // MAX_BODY + 1)
    length = len(pieces) * MAX_BODY
    found = run(lambda all: read(all, Protocol(pieces, SILENCE), length if told else None))
    assert found == Body(b"", length)


def test_the_largest_ends_where_room_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_MEMORY", 3 * MAX_BODY)

    async def work(all: Bodies) -> list[Any]:
        lengths = (10, MAX_BODY, MAX_BODY)
        small, *large = [asyncio.ensure_future(read(all, Protocol([], SILENCE), length)) for length in lengths]
        await asyncio.sleep(0)
        assert await read(all, Protocol([b"{}"]), 2) == Body(b"{}", 2)
        with all.reading(Protocol([b"y" * MAX_BODY]), MAX_BODY) as answering:
            assert await large[0] is UnfinishedBody
            assert len((await answering.read()).content) == MAX_BODY
            assert not large[1].done()
            whole = b"x" * (MAX_BODY - 1)
            assert await read(all, Protocol([whole]), len(whole)) == Body(whole, len(whole))
            assert await large[1] is UnfinishedBody  # not the one that is whole, whose memory is in use
        assert not small.done()
        small.cancel()
        await asyncio.gather(small, return_exceptions=True)
        return []

    run(work)


def test_pieces_that_break_off_are_no_whole_body() -> None:
    """It has a byte less than it says, as with a Content-Length: web/api.py rejects it."""
    assert run(lambda all: read(all, Protocol([b"{", b"}"], BROKEN), None)) == Body(b"{}", 3)
    assert run(lambda all: read(all, Protocol([b"{", b"}"]), None)) == Body(b"{}", 2)
    assert run(lambda all: read(all, Protocol([]), None)) == Body(b"", 0)


CLIENTS = st.tuples(
    st.lists(st.binary(min_size=1, max_size=40), max_size=6),
    st.sampled_from(["", SILENCE, GONE]),
    st.booleans(),
    st.integers(0, 3),
)


@given(st.lists(CLIENTS, max_size=8))
@examples(60)
def test_however_bytes_come_each_body_is_whole_or_refused(clients: list[Any]) -> None:
    """Many at once, with room for few and a limit for each of a hundred bytes."""
    patch = pytest.MonkeyPatch()
    patch.setattr(bodies, "MAX_BODY", 100)
    patch.setattr(bodies, "MOST_DISCARDED", 150)
    patch.setattr(bodies, "MOST_MEMORY", 250)
    patch.setattr(bodies, "TIME_LIMIT", 0.002)
    patch.setattr(bodies, "LEAST_RATE", 1_000_000)

    async def work(all: Bodies) -> list[Any]:
        return await asyncio.gather(*(one(all, *client) for client in clients))

    async def one(all: Bodies, pieces: list[bytes], end: str, told: bool, late: int) -> None:
        for _ in range(late):
            await asyncio.sleep(0)
        whole = b"".join(pieces)
        length = len(whole) + (1 if end else 0)
        if length == 0 and told:
            return  # has no body
        found = await read(all, Protocol(pieces, end), length if told else None)
        if isinstance(found, Body):
            assert not end or len(whole) > 150
            assert found == (Body(whole, len(whole)) if len(whole) <= 100 else Body(b"", found.length))
            assert len(whole) <= 100 or found.length > 100
        else:
            assert found in (UnfinishedBody, ProtocolClosed)

    try:
        run(work)
    finally:
        patch.undo()
