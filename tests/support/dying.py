"""Serves Hinge with one process for each request, which is killed after as many lines of code as the request says.

`python -m tests.support.dying PORT`. The header remote.KILL_AT_LINE holds the number of lines of hinge_pwa/ to run.
"""

import itertools
import os
import signal
import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

from werkzeug.serving import make_server

from .remote import KILL_AT_LINE
from .served import app

KEY = "HTTP_" + KILL_AT_LINE.upper().replace("-", "_")
PACKAGE = f"{app.root_path}/hinge_pwa/"


def killable_app(environ: Any, start_response: Any) -> Iterable[bytes]:
    if last := int(environ.get(KEY, 0)):
        kill_at(last)
    return app(environ, start_response)


def kill_at(last: int) -> None:
    lines = itertools.count(1)

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        if event == "line" and next(lines) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), killable_app, processes=8).serve_forever()
