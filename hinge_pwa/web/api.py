"""What all routes under /api/ share: which requests they reject, how they read JSON, and response headers."""

import json
from typing import TypeVar

import msgspec
from flask import Flask, Response, request
from werkzeug.exceptions import ClientDisconnected

from ..config import MAX_BODY
from ..serving.bodies import UNFINISHED
from . import hosts, security
from .errors import RETRY_SECONDS, ApiError
from .sentences import problem

T = TypeVar("T")

JSON = "application/json"

HEADERS = {**security.HEADERS, "Cache-Control": "no-store"}
"""Sent with every response of the API."""


def init_app(app: Flask) -> None:
    app.before_request(reject_unfinished_body)
    app.before_request(reject_cross_site)
    app.after_request(add_headers)


def reject_unfinished_body() -> None:
    if UNFINISHED in request.environ and request.path.startswith("/api/"):
        raise ApiError(
            503, "unavailable", "The request did not arrive in time: send the same again soon.", RETRY_SECONDS
        )


def reject_cross_site() -> None:
    """Only the app's own pages may change anything. A browser says which site a request comes from.

    A client that sends neither header, such as curl, has no cookie that another site could misuse.
    """
    if not request.path.startswith("/api/") or request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        is_same_site = site in ("same-origin", "none")
    else:
        is_same_site = origin is None or hosts.normalize(origin.partition("://")[2]) == request.host
    if not is_same_site:
        raise ApiError(403, "forbidden", "This came from another site: send it from Hinge's own pages.")


def add_headers(response: Response) -> Response:
    if request.path.startswith("/api/"):
        response.headers.update(HEADERS)
    return response


def read_json(shape: type[T]) -> T:
    """The request's body as `shape`. Raises ApiError 415 or 400, and Werkzeug's 413."""
    return convert_json(read_body(), shape)


def read_body() -> bytes:
    """The request's body, which is declared to be JSON. Raises ApiError 415, and Werkzeug's 413."""
    codings = request.headers.get("Content-Encoding", "").lower().split(",")
    if any(coding.strip() not in ("", "identity") for coding in codings):
        raise ApiError(415, "not_json", "Send the body as it is, uncompressed: without Content-Encoding.")
    # Browsers send exactly this value, and comparing it is faster than parsing it.
    if request.environ.get("CONTENT_TYPE") != JSON and request.mimetype != JSON:
        raise ApiError(415, "not_json", "Send JSON, with Content-Type: application/json.")
    return _read_body()


def convert_json(text: bytes, shape: type[T]) -> T:
    """`text` as `shape`. Raises ApiError 400."""
    try:
        # Not msgspec's decoder, which rejects the whole body if one note holds half a surrogate pair (\\ud83d).
        body = json.loads(text.decode(), parse_constant=_reject_constant)
    except (ValueError, RecursionError):
        raise invalid("The body must be JSON in UTF-8.") from None
    try:
        return msgspec.convert(body, shape)
    except msgspec.ValidationError as error:
        raise invalid(problem(error, shape).message + ".") from None
    except UnicodeEncodeError:
        raise invalid("The names of all fields must be text in Unicode.") from None


def no_content() -> Response:
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def invalid(message: str) -> ApiError:
    return ApiError(400, "invalid_request", message)


def _read_body() -> bytes:
    length = request.content_length
    if length is not None and length <= MAX_BODY:
        # Does what request.get_data() does, in a sixth of the time.
        body: bytes = request.environ["wsgi.input"].read(length)
        if len(body) < length:
            raise ClientDisconnected
        return body
    body = request.get_data(cache=False)
    if length is None and len(body) == MAX_BODY:
        request.stream.read(1)  # raises: Werkzeug truncated the body silently
    return body


def _reject_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
