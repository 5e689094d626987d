"""Cookies that no script can read, and that no other host gets or sets."""

from datetime import timedelta
from typing import Literal, TypedDict

from flask import Response, request

SameSite = Literal["Lax", "Strict"]


class Flags(TypedDict):
    secure: bool
    httponly: bool
    samesite: SameSite
    path: str


def set_cookie(response: Response, name: str, value: str, lifetime: timedelta, same_site: SameSite) -> Response:
    response.set_cookie(cookie_name(name, request.is_secure), value, max_age=lifetime, **_flags(same_site))
    return response


def clear_cookie(response: Response, name: str, same_site: SameSite) -> Response:
    response.delete_cookie(cookie_name(name, request.is_secure), **_flags(same_site))
    return response


def cookie_name(name: str, is_secure: bool) -> str:
    """Browsers accept a cookie named `__Host-…` only over https and from this host itself."""
    return f"__Host-{name}" if is_secure else name


def _flags(same_site: SameSite) -> Flags:
    return {"secure": request.is_secure, "httponly": True, "samesite": same_site, "path": "/"}
