"""Answers usual sync requests before Flask, whose work around a view takes longer than the sync (docs/performance.md).

Everything else is passed on to Flask: unusual requests, errors, answers to compress, sign-ins to renew. So errors,
cookies and logs are handled in one place.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from ..accounts import sign_ins
from ..accounts.sign_ins import Token
from ..config import MAX_BODY
from ..monitoring.observe import ROUTE
from ..serving.bodies import UNFINISHED
from ..web.api import HEADERS, JSON
from ..web.hosts import is_valid
from ..web.security import STRICT_TRANSPORT_SECURITY
from .server import Answer

PATH = "/api/sync"

RESULT = "hinge.answer"
"""Key in the WSGI environ under which Flask's view finds the answer, or the exception that was raised instead."""

COMPRESS_FROM = 500
"""Bytes. Flask-Compress does not compress shorter answers."""

OK = "200 OK"


class Shortcut:
    """`answer` answers a token and a request's body; `headers` are added to each response."""

    def __init__(
        self,
        answer: Callable[[Token, bytes], Answer],
        trusted_hosts: tuple[str, ...] | None,
        headers: dict[str, str],
    ) -> None:
        self._answer = answer
        self._trusted_hosts = trusted_hosts
        self._headers = [*HEADERS.items(), *headers.items(), ("Content-Type", JSON)]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        """A WSGI response; None for a request that Flask must answer."""
        if environ["PATH_INFO"] != PATH or not self._is_usual(environ):
            return None
        token, length = sign_ins.token_in(environ), _content_length(environ)
        if token is None or length is None:
            return None
        try:
            body = environ["wsgi.input"].read(length)
            if len(body) < length:
                environ["wsgi.input"] = BytesIO(body)  # Flask reads it again and reports the error
                return None
            answer = self._answer(token, body)
        except Exception as error:
            environ[RESULT] = error
            return None
        if _needs_flask(environ, answer):
            environ[RESULT] = answer
            return None
        environ[ROUTE] = PATH
        headers = [*self._headers, ("Content-Length", str(len(answer.body)))]
        if environ["wsgi.url_scheme"] == "https":
            headers.append(("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY))
        start_response(OK, headers)
        return [answer.body]

    def _is_usual(self, environ: dict[str, Any]) -> bool:
        """Whether it is a POST of JSON to this host by Hinge's own page or by no browser: see api.py and hosts.py."""
        site = environ.get("HTTP_SEC_FETCH_SITE")
        return (
            environ["REQUEST_METHOD"] == "POST"
            and environ.get("CONTENT_TYPE") == JSON
            and environ["wsgi.url_scheme"] in ("http", "https")
            and "HTTP_UPGRADE" not in environ  # Flask finds no route for a WebSocket request
            and UNFINISHED not in environ
            and "HTTP_CONTENT_ENCODING" not in environ
            and "HTTP_TRANSFER_ENCODING" not in environ  # it overrides Content-Length
            and (site == "same-origin" or (site is None and "HTTP_ORIGIN" not in environ))
            and is_valid(environ.get("HTTP_HOST", ""), self._trusted_hosts)
        )


def _content_length(environ: dict[str, Any]) -> int | None:
    """The length of the body in bytes; None if it is missing, invalid or over MAX_BODY."""
    text = environ.get("CONTENT_LENGTH") or ""
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        return None
    length = int(text)
    return length if length <= MAX_BODY else None


def _needs_flask(environ: dict[str, Any], answer: Answer) -> bool:
    is_to_compress = len(answer.body) >= COMPRESS_FROM and "HTTP_ACCEPT_ENCODING" in environ
    return is_to_compress or answer.sign_in.last_seen_on < sign_ins.today()
