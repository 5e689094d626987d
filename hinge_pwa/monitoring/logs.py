"""LOG_FORMAT=json: one JSON object a line, on standard error, for log collectors.

No line identifies a person: it holds no IP address, cookie, query, account, code or path with an id. Nor does it hold
the messages of exceptions, which may quote what a person wrote.
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
from .observe import RequestSummary, request_id, watch

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
    """Must run before anything is logged. Sets the format for the whole process, as Python's logging is global."""
    if app.config["LOG_FORMAT"] != "json":
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    requests.setLevel(logging.INFO)
    app.log_exception = log_exception  # type: ignore[method-assign, assignment]
    watch(app, log_request)


def log_request(summary: RequestSummary) -> None:
    fields = {
        "method": summary.method,
        "route": summary.route,
        "status": summary.status,
        "milliseconds": round(summary.seconds * 1000, 1),
    }
    requests.info("request", extra={"fields": fields})


def log_exception(error: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
    """Replaces Flask's method of this name, which would log the path: it may hold an id."""
    requests.error("a defect: this request was answered 500", exc_info=error)


def chain(error: BaseException) -> list[BaseException]:
    """`error` and its causes, in the order of a Python traceback: the first cause first."""
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.insert(0, cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def describe(error: BaseException) -> dict[str, Any]:
    """The type and the traceback; the message only of errors of the database or system, which quote no person."""
    kind = type(error)
    described: dict[str, Any] = {"type": f"{kind.__module__}.{kind.__qualname__}"}
    if isinstance(error, sa.exc.OperationalError):
        described["message"] = driver_message(error)
    elif isinstance(error, OSError) and error.strerror:
        described["message"] = error.strerror
    frames = traceback.extract_tb(error.__traceback__)
    described["trace"] = [f"{frame.filename}:{frame.lineno} in {frame.name}: {frame.line}" for frame in frames]
    return described
