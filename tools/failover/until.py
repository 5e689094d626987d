"""Waiting for a condition."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 90
OFTEN_SECONDS = 0.05


def until(condition: Callable[[], object], what: str) -> None:
    """Return once `condition` holds. Raises TimeoutError, which names `what`."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"In {PATIENCE_SECONDS} s this did not come: {what}")
        time.sleep(OFTEN_SECONDS)
