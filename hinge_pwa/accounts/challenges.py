"""The challenge that a passkey signs: for the browser that asked for it, once, within five minutes.

The browser keeps it in a signed cookie, so that whoever asks for challenges writes nothing to the database.
Only one that was answered rightly is noted there, until it would be too old anyway.
"""

import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa
from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from ..database import clock
from ..database.engine import db
from ..database.models import used_challenges
from ..web.api import invalid
from ..web.cookies import clear_cookie, cookie_name, set_cookie
from ..web.errors import ApiError

LIFETIME = timedelta(minutes=5)
NAME = "hinge-challenge"


def new() -> bytes:
    return secrets.token_bytes(32)


def hand_out(response: Response, challenge: bytes, purpose: str) -> Response:
    return set_cookie(response, NAME, _signer(purpose).dumps(challenge.hex()), LIFETIME, "Strict")


def take_back(response: Response) -> Response:
    return clear_cookie(response, NAME, "Strict")


def held(purpose: str) -> bytes:
    """The challenge that this browser was given for `purpose`. Raises ApiError 400."""
    signed = request.cookies.get(cookie_name(NAME, request.is_secure), "")
    try:
        challenge: str = _signer(purpose).loads(signed, max_age=int(LIFETIME.total_seconds()))
    except BadSignature:
        raise over() from None
    return bytes.fromhex(challenge)


def spend(account_id: str, challenge: bytes) -> None:
    """Note that the challenge was answered, in the open transaction. Raises ApiError 400 if it was before."""
    now = clock.utc_now()
    old = sa.and_(used_challenges.c.account_id == account_id, used_challenges.c.expires_at <= now)
    db.session.execute(sa.delete(used_challenges).where(old))
    row = {"account_id": account_id, "challenge": challenge, "expires_at": now + LIFETIME}
    try:
        db.session.execute(sa.insert(used_challenges).values(row))
    except sa.exc.IntegrityError:
        raise over() from None


def over() -> ApiError:
    return invalid("This try with a passkey is over: begin again.")


def _signer(purpose: str) -> URLSafeTimedSerializer:
    digest = {"digest_method": hashlib.sha256}  # SHA-1 otherwise
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"passkey {purpose}", signer_kwargs=digest)
