"""WebDriver BiDi: commands and events over one WebSocket (https://www.w3.org/TR/webdriver-bidi/)."""

import json
from contextlib import ExitStack
from typing import Any

from websockets.sync.client import connect

ANSWER_SECONDS = 90.0


class BidiError(Exception):
    """The browser answered with an error; the message begins with its code in the specification."""


class Bidi:
    """`url` ends in /session. `events` are the subscribed events that have arrived, oldest first."""

    def __init__(self, url: str) -> None:
        self.events: list[dict[str, Any]] = []
        self._connection = ExitStack()
        self._socket = self._connection.enter_context(connect(url, max_size=None, open_timeout=ANSWER_SECONDS))
        self._last_id = 0

    def call(self, method: str, **params: object) -> Any:
        """The result of a command. Events that arrive meanwhile are added to `events`."""
        self._last_id += 1
        self._socket.send(json.dumps({"id": self._last_id, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=ANSWER_SECONDS))
            if message["type"] == "event":
                self.events.append(message)
            elif message["id"] == self._last_id and message["type"] == "error":
                raise BidiError(f"{message['error']}: {message['message']}")
            elif message["id"] == self._last_id:
                return message["result"]

    def close(self) -> None:
        self._connection.close()
