"""An HTTP client of a real server, with those methods of Flask's test client that tests need."""

import itertools
import json as json_module
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 60
CLOCK_OFFSET = "X-Seconds-Later"
"""A header: the seconds by which tests.support.served advances the server's clock for this request."""
DEFECT = "X-Defect"
"""A header that makes the same server raise an exception in the middle of a push."""
MOST_RECORDS = 5_000
"""The most records that an account may hold on the same server."""
KILL_AT_LINE = "X-Dies-At-Line"
"""A header: the number of lines of Hinge after which tests.support.dying kills the process of this request."""

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
    """Keeps its connection and its cookies. For one thread at a time.

    Sends an X-Forwarded-For of its own, which a server with TRUSTED_PROXIES uses. `headers` are sent with every
    request; tests may change them.
    """

    def __init__(self, url: str, cookie: str = "", timeout: float = TIMEOUT_SECONDS) -> None:
        address = urlsplit(url)
        number, port = next(_networks), f":{address.port}" if address.port else ""
        self._connection = HTTPConnection(address.netloc, timeout=timeout)
        self._cookies = dict([cookie.split("=", 1)]) if cookie else {}
        self.origin = f"http://localhost{port}"
        self.headers = {
            "Host": f"localhost{port}",  # passkeys need a host name, not an IP address
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

    def forget_cookies(self) -> None:
        """So that the client is no longer signed in."""
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
        all_headers = self.headers | (headers or {})
        if self._cookies:
            all_headers["Cookie"] = self.cookie
        if json is not None:
            data = json_module.dumps(json).encode()
        if data is not None:
            all_headers["Content-Type"] = content_type
        self._connection.request(method, path, data, all_headers)
        answer = Answer(self._connection.getresponse())
        if answer.status_code >= 400:
            self.close()  # the server closes the connection if it has not read the whole body
        for made in answer.headers.get_all("Set-Cookie", []):
            name, _, value = made.partition(";")[0].partition("=")
            self._cookies[name] = value
            if not value:
                del self._cookies[name]
        return answer
