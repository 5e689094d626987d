"""A sync with nothing unusual about it is answered before Flask, whose work around a view costs more than the sync
(docs/performance.md).

Everything else goes on to Flask: a request that is odd in any way, an error, an answer that is to be compressed, a
sign-in to be renewed. So there is one way to refuse, to set cookies and to report what went wrong.
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

PASSED_ON = "hinge.answer"
"""Where Flask's view finds, in the environment of the request, the answer that was made, or what was raised instead."""

SHORT = 500
"""Bytes. Flask-Compress lets shorter answers be as they are."""

OK = "200 OK"


class Shortcut:
    """`answer` makes an answer for a token and the body that came with it; `headers` go with each."""

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
        """The answer by WSGI; None for what Flask is to answer."""
        if environ["PATH_INFO"] != PATH or not self._is_usual(environ):
            return None
        token, length = sign_ins.token_in(environ), _length(environ)
        if token is None or length is None:
            return None
        try:
            body = environ["wsgi.input"].read(length)
            if len(body) < length:
                environ["wsgi.input"] = BytesIO(body)  # for Flask, to which that is an error
                return None
            answer = self._answer(token, body)
        except Exception as error:
            environ[PASSED_ON] = error
            return None
        if _has_more_to_do(environ, answer):
            environ[PASSED_ON] = answer
            return None
        environ[ROUTE] = PATH
        headers = [*self._headers, ("Content-Length", str(len(answer.body)))]
        if environ["wsgi.url_scheme"] == "https":
            headers.append(("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY))
        start_response(OK, headers)
        return [answer.body]

    def _is_usual(self, environ: dict[str, Any]) -> bool:
        """Whether a page of Hinge's, or what is no browser, sends JSON to this host: see api.py and hosts.py."""
        site = environ.get("HTTP_SEC_FETCH_SITE")
        return (
            environ["REQUEST_METHOD"] == "POST"
            and environ.get("CONTENT_TYPE") == JSON
            and environ["wsgi.url_scheme"] in ("http", "https")
            and "HTTP_UPGRADE" not in environ  # to WebSocket, by which no address is found
            and UNFINISHED not in environ
            and "HTTP_CONTENT_ENCODING" not in environ
            and "HTTP_TRANSFER_ENCODING" not in environ  # goes before Content-Length
            and (site == "same-origin" or (site is None and "HTTP_ORIGIN" not in environ))
            and is_valid(environ.get("HTTP_HOST", ""), self._trusted_hosts)
        )


def _length(environ: dict[str, Any]) -> int | None:
    """Of the body, in bytes, if that is told and not too long."""
    text = environ.get("CONTENT_LENGTH") or ""
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        return None
    length = int(text)
    return length if length <= MAX_BODY else None


def _has_more_to_do(environ: dict[str, Any], answer: Answer) -> bool:
    is_to_compress = len(answer.body) >= SHORT and "HTTP_ACCEPT_ENCODING" in environ
    return is_to_compress or answer.sign_in.last_seen_on < sign_ins.today()
