"""Flask, with less around a sync: what a small answer needs no hook for costs more than the sync itself."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request

DIRECT = {"sync.sync"}
"""Endpoints that ask for themselves what functions before a request would ask, and have nothing for those at its end
to tidy up. None of them has a limit.
"""


class Finished(Response):
    """An answer of the API that has all its headers, and is too short to be compressed."""

    MOST = 500
    """Bytes of its body. Flask-Compress lets shorter ones be as they are."""


class Application(Flask):
    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No function of Hinge's is a coroutine; to find that out takes a tenth of a quiet sync."""
        return func

    def preprocess_request(self) -> Any:
        return None if request.endpoint in DIRECT else super().preprocess_request()

    def do_teardown_request(self, exc: BaseException | None = None) -> None:
        if request.endpoint not in DIRECT:
            super().do_teardown_request(exc)

    def process_response(self, response: Response) -> Response:
        return response if isinstance(response, Finished) else super().process_response(response)
