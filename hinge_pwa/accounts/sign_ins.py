"""Sign-ins of devices. A device has a random token in a cookie; the database has only its hash."""

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
from ..serving.environ import UNREADABLE_COOKIE
from ..web import cookies
from ..web.errors import ApiError
from ..web.fields import UUID

NAME = "hinge"
LIFETIME = timedelta(days=400)
"""How long a cookie lasts: the maximum of browsers. It is renewed on each day on which the device is seen."""

MAX_UNUSED = timedelta(days=3 * 365)
"""A sign-in that is unused for longer expires. It must outlast a device that is away for two years."""


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
    """The token of this request's cookie, which need not be valid. Raises ApiError 401 if there is none."""
    refuse_unreadable_cookie(401)
    token = read_token()
    if token is None:
        raise not_signed_in()
    return token


def read_token() -> Token | None:
    """The token of this request's cookie, for those who need none. Raises ApiError 400 if cookies can't be read."""
    refuse_unreadable_cookie(400)
    return token_in(request.environ)


def refuse_unreadable_cookie(status: int) -> None:
    """Whether the device is signed in can't be known, so the code must not say that it is not, nor may a device get a
    new account.
    """
    if UNREADABLE_COOKIE in request.environ:
        message = "A cookie of this site is not ASCII, so none can be read: delete that cookie."
        raise ApiError(status, "unreadable_cookie", message)


def token_in(environ: dict[str, Any]) -> Token | None:
    """The token in the cookie of a WSGI environ."""
    name = cookies.cookie_name(NAME, environ["wsgi.url_scheme"] == "https")
    match = _token_pattern(name).search(environ.get("HTTP_COOKIE", ""))
    return Token(*match.groups()) if match else None


def find(token: Token | None, *, lock: bool = False) -> SignIn | None:
    """The valid sign-in of `token`, or None. `lock` makes the account's other writers wait until the commit."""
    if token is None:
        return None
    query = (
        sa.select(accounts.c.id, accounts.c.sequence, sign_ins.c.last_seen_on)
        .join_from(sign_ins, accounts)
        .where(_is(token), ~accounts.c.erased)
    )
    if lock:
        query = query.with_for_update(of=accounts, key_share=True)  # SQLite has locked the whole database before
    row = db.session.execute(query).one_or_none()
    if row is None or has_expired(row.last_seen_on):
        return None
    g.sign_in = SignIn(*row)
    return SignIn(*row)


def has_expired(last_seen_on: date) -> bool:
    """Whether the sign-in has expired: unused for longer than `MAX_UNUSED`."""
    return last_seen_on < first_valid_day()


def first_valid_day() -> date:
    """A sign-in that was last seen before this day has expired."""
    return today() - MAX_UNUSED


def require(token: Token, *, lock: bool = False) -> SignIn:
    """Like `find`, but raises ApiError 401 instead of returning None."""
    sign_in = find(token, lock=lock)
    if sign_in is None:
        raise not_signed_in()
    return sign_in


def not_signed_in() -> ApiError:
    return ApiError(
        401, "not_signed_in", "Sign in first: make an account, pair this device with another, or use a passkey."
    )


def add(account_id: str, label: str | None = None) -> Token:
    """Sign a device in to the account, in the open transaction. `label` is the device's own name for itself."""
    token = Token(account_id, secrets.token_urlsafe(32))
    db.session.execute(
        sa.insert(sign_ins).values(
            account_id=account_id, token_hash=token.hash, created_on=today(), last_seen_on=today(), label=label
        )
    )
    return token


def switch_account(response: Response, account_id: str, label: str | None) -> None:
    """Sign this device in to the account with a new token, in the open transaction; its old token becomes invalid."""
    token = read_token()
    if token is not None:
        remove(token)
    set_cookie(response, add(account_id, label))


def remove(token: Token) -> None:
    """Sign a device out, in the open transaction."""
    db.session.execute(sa.delete(sign_ins).where(_is(token)))
    g.pop("sign_in", None)


def renew(response: Response) -> Response:
    """Once a day, store that the device was seen, renew its cookie, and delete the account's expired sign-ins."""
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
        expired = sa.and_(sign_ins.c.account_id == token.account_id, sign_ins.c.last_seen_on < first_valid_day())
        db.session.execute(sa.delete(sign_ins).where(expired))
        db.session.commit()
    except sa.exc.DatabaseError:  # the next request tries again
        current_app.logger.info("A sign-in could not be renewed: the database is busy")
        return response
    return set_cookie(response, token)


def set_cookie(response: Response, token: Token) -> Response:
    return cookies.set_cookie(response, NAME, f"{token.account_id}.{token.secret}", LIFETIME, "Lax")


def clear_cookie(response: Response) -> Response:
    return cookies.clear_cookie(response, NAME, "Lax")


def today() -> date:
    return datetime.now(UTC).date()


@cache
def _token_pattern(name: str) -> re.Pattern[str]:
    """Matches the token in the Cookie header. Parsing the whole header takes five times as long."""
    return re.compile(rf"(?:\A|;) *{name}=({UUID})\.([\w-]+) *(?=;|\Z)", re.ASCII)


def _is(token: Token) -> sa.ColumnElement[bool]:
    return sa.and_(sign_ins.c.account_id == token.account_id, sign_ins.c.token_hash == token.hash)
