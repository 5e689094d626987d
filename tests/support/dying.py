"""Serves Hinge on a port with a process for each request, which is killed at the line that the request names.

`python -m tests.support.dying PORT`. A request says in the header remote.DIES how many lines of Hinge it lives for.
"""

import itertools
import os
import signal
import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

from werkzeug.serving import make_server

from .remote import DIES
from .served import app

KEY = "HTTP_" + DIES.upper().replace("-", "_")
OURS = f"{app.root_path}/hinge_pwa/"


def mortal(environ: Any, start_response: Any) -> Iterable[bytes]:
    if last := int(environ.get(KEY, 0)):
        die_at(last)
    return app(environ, start_response)


def die_at(last: int) -> None:
    lines = itertools.count(1)

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        if event == "line" and next(lines) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), mortal, processes=8).serve_forever()
