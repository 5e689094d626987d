"""Waits for conditions."""

import time
from collections.abc import Callable

TIMEOUT_SECONDS = 90
POLL_SECONDS = 0.05


def until(condition: Callable[[], object], what: str) -> None:
    """Returns once `condition()` is true. Raises TimeoutError, whose message names `what`."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"In {TIMEOUT_SECONDS} s this did not come: {what}")
        time.sleep(POLL_SECONDS)
