"""Who is signed in. A device holds a random token in a cookie; the database holds only its hash."""

import hashlib
import re
import secrets
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import Flask, Response, current_app, g, request

from ..database.engine import begin_write, db
from ..database.models import accounts, sign_ins
from ..web.errors import ApiError
from ..web.fields import UUID

LIFETIME = timedelta(days=400)
"""The longest that browsers keep a cookie. It begins anew on every day on which the device is seen."""

UNUSED = timedelta(days=3 * 365)
"""How long a sign-in that nobody uses opens the account: a device that was away for two years goes on where it was."""


class Token(NamedTuple):
    account_id: str
    secret: str

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(self.secret.encode()).digest()


class SignIn(NamedTuple):
    account_id: str
    sequence: int
    last_seen_on: date


def init_app(app: Flask) -> None:
    app.after_request(renew)


def require_token() -> Token:
    """The token of this request's cookie, which may be a dead one. Raises ApiError 401."""
    token = read_token()
    if token is None:
        raise not_signed_in()
    return token


def read_token() -> Token | None:
    return token_in(request.environ)


def token_in(environ: dict[str, Any]) -> Token | None:
    """The token of the cookie that came with a request, by WSGI."""
    name = _cookie_name("hinge", environ["wsgi.url_scheme"] == "https")
    found = _in_cookies(name).search(environ.get("HTTP_COOKIE", ""))
    return Token(*found.groups()) if found else None


def find(token: Token | None, *, lock: bool = False) -> SignIn | None:
    """The living sign-in of `token`. With `lock`, no other writer of the account goes on until the commit."""
    if token is None:
        return None
    query = (
        sa.select(accounts.c.id, accounts.c.sequence, sign_ins.c.last_seen_on)
        .join_from(sign_ins, accounts)
        .where(_is(token), ~accounts.c.erased)
    )
    if lock:
        query = query.with_for_update(of=accounts, key_share=True)  # SQLite has locked all by now
    row = db.session.execute(query).one_or_none()
    if row is None or is_over(row.last_seen_on):
        return None
    g.sign_in = SignIn(*row)
    return SignIn(*row)


def is_over(last_seen_on: date) -> bool:
    """Whether the sign-in has expired: unused for longer than `UNUSED`."""
    return last_seen_on < oldest()


def oldest() -> date:
    """The day since which a sign-in must have been used."""
    return today() - UNUSED


def require(token: Token, *, lock: bool = False) -> SignIn:
    """As `find`. Raises ApiError 401."""
    sign_in = find(token, lock=lock)
    if sign_in is None:
        raise not_signed_in()
    return sign_in


def not_signed_in() -> ApiError:
    return ApiError(
        401, "not_signed_in", "Sign in first: make an account, pair this device with another, or use a passkey."
    )


def add(account_id: str, label: str | None = None) -> Token:
    """Sign a device in to the account, in the open transaction. `label` is what it calls itself."""
    token = Token(account_id, secrets.token_urlsafe(32))
    db.session.execute(
        sa.insert(sign_ins).values(
            account_id=account_id, token_hash=token.hash, created_on=today(), last_seen_on=today(), label=label
        )
    )
    return token


def move(response: Response, account_id: str, label: str | None) -> None:
    """Sign this device in to the account, in the open transaction: with a new token, the old one opens nothing."""
    token = read_token()
    if token is not None:
        remove(token)
    set_cookie(response, add(account_id, label))


def remove(token: Token) -> None:
    """Sign a device out, in the open transaction."""
    db.session.execute(sa.delete(sign_ins).where(_is(token)))
    g.pop("sign_in", None)


def renew(response: Response) -> Response:
    """Once a day, note that the device was seen, and let its cookie begin anew."""
    sign_in: SignIn | None = g.pop("sign_in", None)
    if sign_in is None or sign_in.last_seen_on >= today() or response.status_code >= 400:
        return response
    token = read_token()
    if token is None:
        return response
    try:
        db.session.rollback()
        begin_write()
        db.session.execute(sa.update(sign_ins).where(_is(token)).values(last_seen_on=today()))
        over = sa.and_(sign_ins.c.account_id == token.account_id, sign_ins.c.last_seen_on < oldest())
        db.session.execute(sa.delete(sign_ins).where(over))
        db.session.commit()
    except sa.exc.DatabaseError:  # tomorrow is early enough
        current_app.logger.info("A sign-in could not be renewed: the database is busy")
        return response
    return set_cookie(response, token)


def set_cookie(response: Response, token: Token) -> Response:
    response.set_cookie(
        cookie_name(),
        f"{token.account_id}.{token.secret}",
        max_age=LIFETIME,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def clear_cookie(response: Response) -> Response:
    response.delete_cookie(cookie_name(), secure=request.is_secure, httponly=True, samesite="Lax", path="/")
    return response


def cookie_name(name: str = "hinge") -> str:
    """Browsers take a name with `__Host-` only from this very host and only over https."""
    return _cookie_name(name, request.is_secure)


def _cookie_name(name: str, is_secure: bool) -> str:
    return f"__Host-{name}" if is_secure else name


def today() -> date:
    return datetime.now(UTC).date()


@cache
def _in_cookies(name: str) -> re.Pattern[str]:
    """Finds the two parts of a token in the header Cookie; to take all of that apart costs five times as much."""
    return re.compile(rf"(?:\A|;) *{name}=({UUID})\.([\w-]+) *(?=;|\Z)", re.ASCII)


def _is(token: Token) -> sa.ColumnElement[bool]:
    return sa.and_(sign_ins.c.account_id == token.account_id, sign_ins.c.token_hash == token.hash)
