"""Error responses: JSON of one format under /api/, whatever raised the error, and HTML pages everywhere else."""

from http import HTTPStatus

import sqlalchemy as sa
from flask import Flask, Response, current_app, json, render_template, request
from flask.globals import request_ctx
from jinja2 import TemplateError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, ServiceUnavailable

from ..config import MOST_RECORDS
from ..database.faults import is_database_fault, is_schema_mismatch
from ..database.schema import message_with_advice

RETRY_SECONDS = 3

# The code and the message of each status. An ApiError may carry a more specific message.
MESSAGES = {
    400: ("invalid_request", "The request could not be read: check that it is complete."),
    401: ("not_signed_in", "Sign in first: make an account, or pair this device."),
    403: ("forbidden", "This request came from another site: send it from this one."),
    404: ("not_found", "There is nothing at this address: check its path."),
    405: ("method_not_allowed", "This address does not take this method: see the Allow header."),
    413: ("too_large", "The body is longer than 1 MiB: send fewer records at once."),
    415: ("not_json", "Send JSON, with Content-Type: application/json."),
    422: ("account_full", f"An account holds at most {MOST_RECORDS:,} records: this one has no room for new ones."),
    429: ("slow_down", "Too many requests: wait as long as Retry-After says."),
    500: ("server_error", "Something went wrong on the server: try again later."),
    503: ("unavailable", "The database can't be reached right now: send the same again soon."),
}


class ApiError(Exception):
    """An error response of the API. `retry_after` is in seconds."""

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after


def init_app(app: Flask) -> None:
    app.register_error_handler(ApiError, answer)
    app.register_error_handler(HTTPException, http_error)
    # The database is locked, unreachable or missing, or the pool had no free connection in time.
    app.register_error_handler(sa.exc.OperationalError, database_unavailable)
    app.register_error_handler(sa.exc.TimeoutError, database_unavailable)
    app.register_error_handler(sa.exc.ProgrammingError, database_outdated)
    app.register_error_handler(sa.exc.DatabaseError, database_unusable)


def answer(error: ApiError) -> Response:
    body = json.dumps({"error": {"code": error.code, "message": error.message}})
    response = Response(body, error.status, mimetype="application/json")
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def http_error(error: HTTPException) -> Response | HTTPException:
    status = error.code
    if status is None or status < 400:
        return error
    response = _api_answer(status) if request.path.startswith("/api/") else _page(status)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def database_unavailable(error: sa.exc.SQLAlchemyError) -> Response | HTTPException:
    current_app.logger.warning("The database is locked, away or behind: %s", message_with_advice(error))
    response = http_error(ServiceUnavailable())
    response.headers["Retry-After"] = str(RETRY_SECONDS)  # type: ignore[union-attr]
    return response


def database_outdated(error: sa.exc.ProgrammingError) -> Response | HTTPException:
    """A table or column is missing because migrations have not run. SQLite raises OperationalError for it."""
    if not is_schema_mismatch(error.orig):
        raise error
    return database_unavailable(error)


def database_unusable(error: sa.exc.DatabaseError) -> Response | HTTPException:
    """The file is damaged or no database, or PostgreSQL is read-only."""
    if not is_database_fault(error.orig):
        raise error
    return database_unavailable(error)


def _api_answer(status: int) -> Response:
    code, message = MESSAGES.get(status) or MESSAGES[400 if status < 500 else 500]
    return answer(ApiError(status, code, message))


def _page(status: int) -> Response:
    name = 404 if status == 404 else 400 if status < 500 else 500
    plain = f"<!doctype html><title>Hinge</title><h1>{HTTPStatus(status).phrase}</h1>"
    if request_ctx.url_adapter is None:  # the Host header names no server: no link can be made
        return Response(plain, status, mimetype="text/html")
    try:
        page = render_template(f"errors/{name}.html")
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        current_app.logger.exception("The page for status %s can't be rendered", status)
        page = plain
    return Response(page, status, mimetype="text/html")
