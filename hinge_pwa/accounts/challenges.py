"""Challenges that passkeys sign: each is valid for the browser that requested it, once, for five minutes.

The browser keeps its challenge in a signed cookie, so that requests for challenges write nothing to the database. It
stores only challenges that were signed correctly, until they expire.
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


def set_challenge(response: Response, challenge: bytes, purpose: str) -> Response:
    return set_cookie(response, NAME, _signer(purpose).dumps(challenge.hex()), LIFETIME, "Strict")


def clear_challenge(response: Response) -> Response:
    return clear_cookie(response, NAME, "Strict")


def read_challenge(purpose: str) -> bytes:
    """The challenge in this browser's cookie. Raises ApiError 400 if it has expired or is for another purpose."""
    signed = request.cookies.get(cookie_name(NAME, request.is_secure), "")
    try:
        challenge: str = _signer(purpose).loads(signed, max_age=int(LIFETIME.total_seconds()))
    except BadSignature:
        raise expired_challenge() from None
    return bytes.fromhex(challenge)


def mark_used(account_id: str, challenge: bytes) -> None:
    """Store the challenge as used, in the open transaction. Raises ApiError 400 if it was used before."""
    now = clock.utc_now()
    expired = sa.and_(used_challenges.c.account_id == account_id, used_challenges.c.expires_at <= now)
    db.session.execute(sa.delete(used_challenges).where(expired))
    row = {"account_id": account_id, "challenge": challenge, "expires_at": now + LIFETIME}
    try:
        db.session.execute(sa.insert(used_challenges).values(row))
    except sa.exc.IntegrityError:
        raise expired_challenge() from None


def expired_challenge() -> ApiError:
    return invalid("This try with a passkey is over: begin again.")


def _signer(purpose: str) -> URLSafeTimedSerializer:
    digest = {"digest_method": hashlib.sha256}  # the default is SHA-1
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"passkey {purpose}", signer_kwargs=digest)
