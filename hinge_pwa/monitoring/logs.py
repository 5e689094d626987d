"""LOG_FORMAT=json: one JSON object a line, on standard error, for machines that collect logs.

No line says whose request it was: no address of the network, cookie, query, account, code or path with an id in it; nor
what an exception says, for it may quote what a person wrote.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from flask import Flask

from ..database.engine import driver_message
from .observe import Done, request_id, watch

requests = logging.getLogger("hinge_pwa.requests")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if id := request_id.get():
            line["request_id"] = id
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [describe(error) for error in chain(record.exc_info[1])]
        return json.dumps(line, separators=(",", ":"))


def init_app(app: Flask) -> None:
    """Before anything else logs. Python's log is one for the process: so is its format."""
    if app.config["LOG_FORMAT"] != "json":
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    requests.setLevel(logging.INFO)
    app.log_exception = log_exception  # type: ignore[method-assign, assignment]
    watch(app, log_request)


def log_request(done: Done) -> None:
    fields = {
        "method": done.method,
        "route": done.route,
        "status": done.status,
        "milliseconds": round(done.seconds * 1000, 1),
    }
    requests.info("request", extra={"fields": fields})


def log_exception(error: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
    """As Flask's, without the path, which may hold an id."""
    requests.error("a defect: this request was answered 500", exc_info=error)


def chain(error: BaseException) -> list[BaseException]:
    """`error`, and what led to it, as Python shows them, the first one first."""
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.insert(0, cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def describe(error: BaseException) -> dict[str, Any]:
    """What went wrong and where. What a database or the system says about itself quotes nobody."""
    kind = type(error)
    described: dict[str, Any] = {"type": f"{kind.__module__}.{kind.__qualname__}"}
    if isinstance(error, sa.exc.OperationalError):
        described["message"] = driver_message(error)
    elif isinstance(error, OSError) and error.strerror:
        described["message"] = error.strerror
    frames = traceback.extract_tb(error.__traceback__)
    described["trace"] = [f"{frame.filename}:{frame.lineno} in {frame.name}: {frame.line}" for frame in frames]
    return described
