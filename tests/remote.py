"""A client of a real server, with the few methods of Flask's test client that a Phone needs."""

import json as json_module
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

PATIENCE_SECONDS = 60


class Answer:
    def __init__(self, response: HTTPResponse) -> None:
        self.status_code = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    def get_json(self) -> Any:
        return json_module.loads(self.text)


class Remote:
    """Keeps its connection and its cookie. Not for several threads at once."""

    def __init__(self, url: str, cookie: str = "", patience: float = PATIENCE_SECONDS) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=patience)
        self.cookie = cookie

    def get(self, path: str) -> Answer:
        return self._request("GET", path)

    def post(self, path: str, json: Any = None) -> Answer:
        return self._request("POST", path, json)

    def close(self) -> None:
        self._connection.close()

    def _request(self, method: str, path: str, json: Any = None) -> Answer:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = None
        if json is not None:
            body = json_module.dumps(json)
            headers["Content-Type"] = "application/json"
        self._connection.request(method, path, body, headers)
        answer = Answer(self._connection.getresponse())
        if made := answer.headers.get("Set-Cookie"):
            self.cookie = made.partition(";")[0]
        return answer
