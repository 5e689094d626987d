"""/api/pairings: a second device joins an account by a code, typed or scanned, valid once and for ten minutes."""

from datetime import timedelta
from io import BytesIO
from typing import Annotated

import msgspec
import segno
import sqlalchemy as sa
from flask import Blueprint, Response, current_app, jsonify, request

from ..database import clock
from ..database.engine import begin_write, db
from ..database.models import accounts, pairings
from ..web.api import read_json
from ..web.errors import ApiError
from ..web.fields import OptionalLabel
from . import codes, limits, sign_ins

LIFETIME = timedelta(minutes=10)

blueprint = Blueprint("pairings", __name__, url_prefix="/api/pairings")


class TypedCode(msgspec.Struct, forbid_unknown_fields=True):
    code: Annotated[str, msgspec.Meta(max_length=100, description="the code as text")]
    device: OptionalLabel = None


@blueprint.post("")
@limits.new_codes
def make() -> tuple[Response, int]:
    token = sign_ins.require_token()
    begin_write()
    account_id = sign_ins.require(token).account_id
    db.session.execute(sa.delete(pairings).where(pairings.c.expires_at <= clock.utc_now()))
    code, expires_at = codes.make(), clock.utc_now() + LIFETIME
    db.session.execute(
        sa.insert(pairings).values(account_id=account_id, code_hash=_digest(code), expires_at=expires_at)
    )
    db.session.commit()
    return jsonify(code=code, url=_url(code), expires_at=expires_at.isoformat(timespec="seconds") + "Z"), 201


@blueprint.post("/redeem")
@limits.wrong_codes
def redeem() -> Response:
    """A device that is signed in to another account is signed out of that one."""
    body = read_json(TypedCode)
    code = codes.parse(body.code)
    if code is None:
        raise wrong_code()
    begin_write()
    account_id = db.session.execute(_valid(code).with_for_update(of=pairings)).scalar_one_or_none()
    if account_id is None:
        raise wrong_code()
    db.session.execute(sa.delete(pairings).where(pairings.c.code_hash == _digest(code)))

    response = jsonify(account=account_id)
    sign_ins.switch_account(response, account_id, body.device)
    db.session.commit()
    return response


@blueprint.post("/qr")
def draw() -> Response:
    """A QR code of the code's URL. The request has the code in its body, not its path, so that no log holds it."""
    token = sign_ins.require_token()
    code = codes.parse(read_json(TypedCode).code)
    account_id = sign_ins.require(token).account_id
    if code is None or db.session.execute(_valid(code)).scalar_one_or_none() != account_id:
        raise wrong_code()
    picture = BytesIO()
    # Always dark on light, with a quiet zone: few cameras read light on dark.
    segno.make(_url(code), micro=False).save(
        picture,
        kind="svg",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        dark="#000",
        light="#fff",
    )
    return Response(picture.getvalue(), mimetype="image/svg+xml")


def delete_codes(account_id: str) -> None:
    """Delete the codes that the account's devices show, in the open transaction."""
    db.session.execute(sa.delete(pairings).where(pairings.c.account_id == account_id))


def wrong_code() -> ApiError:
    return ApiError(404, "not_found", "This code is not right or no longer good: make a new one on the other device.")


def _valid(code: str) -> sa.Select[str]:
    # The index looks up a keyed hash, so the time that it takes reveals nothing about the code.
    return (
        sa.select(pairings.c.account_id)
        .join_from(pairings, accounts)
        .where(pairings.c.code_hash == _digest(code), pairings.c.expires_at > clock.utc_now(), ~accounts.c.erased)
    )


def _url(code: str) -> str:
    """The code stands after `#`: browsers send that part to no server."""
    return f"{request.host_url}settings/#pair={code}"


def _digest(code: str) -> bytes:
    return codes.digest(code, current_app.config["SECRET_KEY"])
