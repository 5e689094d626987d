"""The W3C's WebDriver, as far as the suite speaks it: JSON over HTTP (https://www.w3.org/TR/webdriver2/)."""

import json
import urllib.error
import urllib.request
from typing import Any

ANSWER_SECONDS = 90.0


class WebDriverError(Exception):
    """The driver could not do it; the message begins with the error's name by the specification."""


class Session:
    """A browser that the driver at `driver` starts with `capabilities`."""

    def __init__(self, driver: str, capabilities: dict[str, object]) -> None:
        wanted = {"capabilities": {"alwaysMatch": capabilities}}
        session = _ask("POST", f"{driver}/session", wanted)
        self._url = f"{driver}/session/{session['sessionId']}"

    def execute(self, script: str, seconds: float) -> Any:
        """What an asynchronous script hands to its last argument. Raises TimeoutError when no answer comes."""
        return _ask("POST", f"{self._url}/execute/async", {"script": script, "args": []}, seconds)

    def post(self, command: str, **params: object) -> Any:
        return _ask("POST", f"{self._url}/{command}", params)

    def element(self, selector: str) -> str:
        """The path of commands to the first element that fits."""
        (reference,) = self.post("element", using="css selector", value=selector).values()
        return f"element/{reference}"

    def end(self) -> None:
        _ask("DELETE", self._url)


def _ask(method: str, url: str, body: object = None, seconds: float = ANSWER_SECONDS) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        with error:
            problem = json.load(error)["value"]
        raise WebDriverError(f"{problem['error']}: {problem['message']}") from None
