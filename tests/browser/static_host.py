"""A host that knows nothing of Hinge: it serves the files of a folder, as `python -m http.server` does."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the tests read the requests of the browser."""


class StaticHost:
    """Serves `folder` at a port that stays the same when it is stopped and started; an Origin for a Device."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.was_stopped = False
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        handler = partial(Handler, directory=str(self.folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        self.was_stopped = True
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
