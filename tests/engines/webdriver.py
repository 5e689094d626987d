"""The commands of W3C WebDriver that the tests use: JSON over HTTP (https://www.w3.org/TR/webdriver2/)."""

import json
import urllib.error
import urllib.request
from typing import Any

ANSWER_SECONDS = 90.0


class WebDriverError(Exception):
    """The driver answered with an error; the message begins with its code in the specification."""


class Session:
    """A browser that the driver at `driver` starts with `capabilities`."""

    def __init__(self, driver: str, capabilities: dict[str, object]) -> None:
        body = {"capabilities": {"alwaysMatch": capabilities}}
        session = _request("POST", f"{driver}/session", body)
        self._url = f"{driver}/session/{session['sessionId']}"

    def execute(self, script: str, seconds: float) -> Any:
        """The value with which an asynchronous script calls its last argument. Raises TimeoutError."""
        return _request("POST", f"{self._url}/execute/async", {"script": script, "args": []}, seconds)

    def post(self, command: str, **params: object) -> Any:
        return _request("POST", f"{self._url}/{command}", params)

    def element(self, selector: str) -> str:
        """The path for commands to the first matching element."""
        (reference,) = self.post("element", using="css selector", value=selector).values()
        return f"element/{reference}"

    def end(self) -> None:
        _request("DELETE", self._url)


def _request(method: str, url: str, body: object = None, seconds: float = ANSWER_SECONDS) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        with error:
            problem = json.load(error)["value"]
        raise WebDriverError(f"{problem['error']}: {problem['message']}") from None
