"""Passkeys: a way in to an account that stays when every device of it is lost."""

import uuid
from typing import Annotated, Any, NoReturn

import msgspec
import sqlalchemy as sa
from flask import Blueprint, Response, current_app, jsonify

from ..database.engine import begin_write, db
from ..database.models import accounts, passkeys
from ..web.api import invalid, no_content, read_json
from ..web.errors import ApiError
from ..web.fields import Label, OptionalLabel
from . import challenges, limits, sign_ins
from . import webauthn as checks

MOST = 20
"""Passkeys an account may have."""

SIGN_IN = "sign in"
WAIT = int(challenges.LIFETIME.total_seconds())

blueprint = Blueprint("passkeys", __name__, url_prefix="/api/passkeys")

Credential = Annotated[dict[str, Any], msgspec.Meta(description="a PublicKeyCredential in its JSON form")]


class Added(msgspec.Struct, forbid_unknown_fields=True):
    credential: Credential
    label: Label


class Renamed(msgspec.Struct, forbid_unknown_fields=True):
    label: Label


class Shown(msgspec.Struct, forbid_unknown_fields=True):
    credential: Credential
    device: OptionalLabel = None


@blueprint.get("")
def show() -> Response:
    """The newest first."""
    account_id = sign_ins.require(sign_ins.require_token()).account_id
    query = (
        sa.select(passkeys)
        .where(passkeys.c.account_id == account_id)
        .order_by(passkeys.c.created_on.desc(), passkeys.c.credential_id)
    )
    return jsonify(passkeys=[_described(row) for row in db.session.execute(query)])


@blueprint.post("/options")
@limits.passkey_ceremonies
def begin_adding() -> Response:
    account_id = sign_ins.require(sign_ins.require_token()).account_id
    made_on = db.session.execute(sa.select(accounts.c.created_on).where(accounts.c.id == account_id)).scalar_one()
    challenge = challenges.new()
    options = checks.creation_options(
        challenge, uuid.UUID(account_id).bytes, f"Hinge {made_on.isoformat()}", _known(account_id), WAIT
    )
    return challenges.hand_out(jsonify(options), challenge, f"add {account_id}")


@blueprint.post("")
@limits.passkey_ceremonies
def add() -> tuple[Response, int]:
    """Only a browser that is signed in to the account has a challenge for it."""
    token = sign_ins.require_token()
    body = read_json(Added)
    begin_write()
    account_id = sign_ins.require(token, lock=True).account_id
    challenge = challenges.held(f"add {account_id}")
    try:
        proven = checks.registration(body.credential, challenge)
    except checks.Refused as reason:
        current_app.logger.info("A new passkey was refused: %r", str(reason))
        raise invalid("The server could not read this passkey: try again, or with another device.") from None
    known = _known(account_id)
    if len(known) >= MOST or proven.credential_id in known:
        raise invalid(f"An account has at most {MOST} passkeys, each of them once: remove one first.")
    challenges.spend(account_id, challenge)
    db.session.execute(
        sa.insert(passkeys).values(
            account_id=account_id,
            credential_id=proven.credential_id,
            public_key=proven.credential_public_key,
            sign_count=proven.sign_count,
            backed_up=proven.credential_backed_up,
            label=body.label,
            created_on=sign_ins.today(),
        )
    )
    row = db.session.execute(sa.select(passkeys).where(_is(account_id, proven.credential_id))).one()
    db.session.commit()
    return challenges.take_back(jsonify(_described(row))), 201


@blueprint.post("/sign-in/options")
@limits.passkey_ceremonies
def begin_signing_in() -> Response:
    challenge = challenges.new()
    return challenges.hand_out(jsonify(checks.request_options(challenge, WAIT)), challenge, SIGN_IN)


@blueprint.post("/sign-in")
@limits.passkey_ceremonies
@limits.wrong_passkeys
def sign_in() -> Response:
    """The passkey says whose it is: it keeps the account's id as its user handle."""
    body = read_json(Shown)
    challenge = challenges.held(SIGN_IN)
    account_id, credential_id = _named(body.credential)
    begin_write()
    # Locked, so that the counter of a copied passkey is never read twice.
    passkey = db.session.execute(
        sa.select(passkeys).where(_is(account_id, credential_id)).with_for_update()
    ).one_or_none()
    if passkey is None:
        _refuse("unknown")
    try:
        proven = checks.authentication(body.credential, challenge, passkey.public_key, passkey.sign_count)
    except checks.Refused as reason:
        _refuse(str(reason))
    challenges.spend(account_id, challenge)
    db.session.execute(
        sa.update(passkeys)
        .where(_is(account_id, credential_id))
        .values(sign_count=proven.new_sign_count, backed_up=proven.credential_backed_up, last_used_on=sign_ins.today())
    )
    response = challenges.take_back(jsonify(account=account_id))
    sign_ins.move(response, account_id, body.device)
    db.session.commit()
    return response


@blueprint.patch("/<id>")
def rename(id: str) -> Response:
    token = sign_ins.require_token()
    label = read_json(Renamed).label
    begin_write()
    this = _is(sign_ins.require(token).account_id, _decoded(id))
    db.session.execute(sa.update(passkeys).where(this).values(label=label))
    row = db.session.execute(sa.select(passkeys).where(this)).one_or_none()
    if row is None:
        raise _gone()
    db.session.commit()
    return jsonify(_described(row))


@blueprint.delete("/<id>")
def remove(id: str) -> Response:
    """Devices that signed in with it stay signed in. One that is removed already is no error."""
    token = sign_ins.require_token()
    begin_write()
    account_id = sign_ins.require(token).account_id
    db.session.execute(sa.delete(passkeys).where(_is(account_id, _decoded(id))))
    db.session.commit()
    return no_content()


def _described(row: Any) -> dict[str, object]:
    return {
        "id": checks.encoded(bytes(row.credential_id)),
        "label": row.label,
        "created_on": row.created_on.isoformat(),
        "last_used_on": row.last_used_on and row.last_used_on.isoformat(),
        "backed_up": row.backed_up,
    }


def _known(account_id: str) -> list[bytes]:
    query = sa.select(passkeys.c.credential_id).where(passkeys.c.account_id == account_id)
    return [bytes(id) for id in db.session.execute(query).scalars()]


def _named(credential: dict[str, Any]) -> tuple[str, bytes]:
    """The account and the passkey that an answer claims to be of. Raises ApiError 404."""
    response = credential.get("response")
    try:
        handle = checks.decoded(response.get("userHandle") if isinstance(response, dict) else None)
        return str(uuid.UUID(bytes=handle)), checks.decoded(credential.get("id"))
    except (checks.Refused, ValueError):
        _refuse("it names no account")


def _refuse(reason: str) -> NoReturn:
    """One sentence for all that may be wrong: it tells nobody which passkeys there are."""
    current_app.logger.info("A passkey was refused: %r", reason)  # it may quote what came: no line of its own
    raise ApiError(404, "not_found", "The server does not know this passkey: use another one, or pair this device.")


def _decoded(id: str) -> bytes:
    try:
        return checks.decoded(id)
    except checks.Refused:
        raise _gone() from None


def _gone() -> ApiError:
    return ApiError(404, "not_found", "This account has no such passkey: list its passkeys again.")


def _is(account_id: str, credential_id: bytes) -> sa.ColumnElement[bool]:
    return sa.and_(passkeys.c.account_id == account_id, passkeys.c.credential_id == credential_id)
