"""A client of a real server, with the few methods of Flask's test client that tests need."""

import itertools
import json as json_module
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

PATIENCE_SECONDS = 60
LATER = "X-Seconds-Later"
"""The header that moves the clock of a server that tests.support.served runs, for this one request."""
DEFECT = "X-Defect"
"""The header at which the same server meets a defect in the middle of a push."""
MOST_RECORDS = 5_000
"""That the same server lets an account hold."""
DIES = "X-Dies-At-Line"
"""The header that says at which line of Hinge a server that tests.support.dying runs is killed."""

_networks = itertools.count(1)


class Answer:
    def __init__(self, response: HTTPResponse) -> None:
        self.status_code = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    @property
    def content_type(self) -> str | None:
        return self.headers.get("Content-Type")

    def get_json(self) -> Any:
        return json_module.loads(self.text)


class Remote:
    """Keeps its connection and its cookies. Not for several threads at once.

    Says that it comes from a network of its own, which a server behind a proxy believes. `headers` go with every
    request; change them at any time.
    """

    def __init__(self, url: str, cookie: str = "", patience: float = PATIENCE_SECONDS) -> None:
        address = urlsplit(url)
        number, port = next(_networks), f":{address.port}" if address.port else ""
        self._connection = HTTPConnection(address.netloc, timeout=patience)
        self._cookies = dict([cookie.split("=", 1)]) if cookie else {}
        self.origin = f"http://localhost{port}"
        self.headers = {
            "Host": f"localhost{port}",  # no passkey is for an address without a name
            "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        }

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def get(self, path: str, **options: Any) -> Answer:
        return self.open(path, "GET", **options)

    def post(self, path: str, json: Any = None, **options: Any) -> Answer:
        return self.open(path, "POST", json, **options)

    def patch(self, path: str, json: Any = None, **options: Any) -> Answer:
        return self.open(path, "PATCH", json, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        return self.open(path, "DELETE", **options)

    def forget(self) -> None:
        """Be no longer signed in."""
        self._cookies.clear()

    def close(self) -> None:
        self._connection.close()

    def open(
        self,
        path: str,
        method: str,
        json: Any = None,
        *,
        data: bytes | None = None,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        sent = self.headers | (headers or {})
        if self._cookies:
            sent["Cookie"] = self.cookie
        if json is not None:
            data = json_module.dumps(json).encode()
        if data is not None:
            sent["Content-Type"] = content_type
        self._connection.request(method, path, data, sent)
        answer = Answer(self._connection.getresponse())
        if answer.status_code >= 400:
            self.close()  # the server may have answered without reading all, and ends the connection then
        for made in answer.headers.get_all("Set-Cookie", []):
            name, _, value = made.partition(";")[0].partition("=")
            self._cookies[name] = value
            if not value:
                del self._cookies[name]
        return answer
