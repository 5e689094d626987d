"""What many threads ask for at the same moment is computed once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from flask import Flask

from hinge_pwa.pwa.once import Once
from hinge_pwa.pwa.responses import Copies, Copy

from ..conftest import NewApp

THREADS = 8


def test_threads_that_ask_meanwhile_wait_for_the_first() -> None:
    once: Once[int] = Once()
    begun, may_end, computed = Event(), Event(), []

    def compute() -> int:
        computed.append(1)
        begun.set()
        assert may_end.wait(30)
        return len(computed)

    with ThreadPoolExecutor(THREADS) as pool:
        first = pool.submit(once.find, "page", compute)
        assert begun.wait(30)
        others = [pool.submit(once.find, "page", compute) for _ in range(THREADS - 1)]
        assert once.find("another", lambda: 5) == 5
        may_end.set()
        assert [each.result() for each in (first, *others)] == [1] * THREADS


def test_what_failed_is_computed_by_the_next() -> None:
    once: Once[int] = Once()
    with pytest.raises(ZeroDivisionError):
        once.find("page", lambda: 1 // 0)
    assert once.find("page", lambda: 1) == 1


def test_however_many_ask_a_server_just_started_each_page_is_made_once(
    new_app: NewApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: Flask = new_app()
    copies: Copies = app.extensions["copies"]
    made: list[str] = []
    make = copies._make

    def make_and_note(path: str) -> Copy:
        made.append(path)
        return make(path)

    monkeypatch.setattr(copies, "_make", make_and_note)
    together = Barrier(THREADS)

    def ask(path: str) -> int:
        together.wait(30)
        return app.test_client().get(path).status_code

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(ask, ["/sw.js", "/", "/why/", "/sw.js"] * (THREADS // 4))) == [200] * THREADS
    assert len(made) == len(set(made))
    assert set(made) == set(copies.cached)
