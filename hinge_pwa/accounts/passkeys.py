"""/api/passkeys: a person who lost every device can sign in to the account by a passkey."""

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
from . import challenges, limits, sign_ins, webauthn

MOST_PASSKEYS = 20
"""Passkeys that an account may have."""

SIGN_IN = "sign in"
TIMEOUT = int(challenges.LIFETIME.total_seconds())
"""Seconds that a browser waits for the person."""

blueprint = Blueprint("passkeys", __name__, url_prefix="/api/passkeys")

Credential = Annotated[dict[str, Any], msgspec.Meta(description="a PublicKeyCredential in its JSON form")]


class NewPasskey(msgspec.Struct, forbid_unknown_fields=True):
    credential: Credential
    label: Label


class NewLabel(msgspec.Struct, forbid_unknown_fields=True):
    label: Label


class PasskeySignIn(msgspec.Struct, forbid_unknown_fields=True):
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
    return jsonify(passkeys=[_to_json(row) for row in db.session.execute(query)])


@blueprint.post("/options")
@limits.passkey_ceremonies
def begin_adding() -> Response:
    account_id = sign_ins.require(sign_ins.require_token()).account_id
    created_on = db.session.execute(sa.select(accounts.c.created_on).where(accounts.c.id == account_id)).scalar_one()
    challenge = challenges.new()
    options = webauthn.creation_options(
        challenge, uuid.UUID(account_id).bytes, f"Hinge {created_on.isoformat()}", _credential_ids(account_id), TIMEOUT
    )
    return challenges.set_challenge(jsonify(options), challenge, f"add {account_id}")


@blueprint.post("")
@limits.passkey_ceremonies
def add() -> tuple[Response, int]:
    """The challenge must be one that was requested while signed in to this account."""
    token = sign_ins.require_token()
    body = read_json(NewPasskey)
    begin_write()
    account_id = sign_ins.require(token, lock=True).account_id
    challenge = challenges.read_challenge(f"add {account_id}")
    try:
        verified = webauthn.verify_registration(body.credential, challenge)
    except webauthn.InvalidCredential as reason:
        current_app.logger.info("A new passkey was refused: %r", str(reason))
        raise invalid("The server could not read this passkey: try again, or with another device.") from None
    existing = _credential_ids(account_id)
    if len(existing) >= MOST_PASSKEYS or verified.credential_id in existing:
        raise invalid(f"An account has at most {MOST_PASSKEYS} passkeys, each of them once: remove one first.")
    challenges.mark_used(account_id, challenge)
    db.session.execute(
        sa.insert(passkeys).values(
            account_id=account_id,
            credential_id=verified.credential_id,
            public_key=verified.credential_public_key,
            sign_count=verified.sign_count,
            backed_up=verified.credential_backed_up,
            label=body.label,
            created_on=sign_ins.today(),
        )
    )
    row = db.session.execute(sa.select(passkeys).where(_is(account_id, verified.credential_id))).one()
    db.session.commit()
    return challenges.clear_challenge(jsonify(_to_json(row))), 201


@blueprint.post("/sign-in/options")
@limits.passkey_ceremonies
def begin_signing_in() -> Response:
    challenge = challenges.new()
    return challenges.set_challenge(jsonify(webauthn.request_options(challenge, TIMEOUT)), challenge, SIGN_IN)


@blueprint.post("/sign-in")
@limits.passkey_ceremonies
@limits.wrong_passkeys
def sign_in() -> Response:
    """The passkey's user handle is the account's id."""
    body = read_json(PasskeySignIn)
    challenge = challenges.read_challenge(SIGN_IN)
    account_id, credential_id = _claimed_ids(body.credential)
    begin_write()
    # Locked, so that two requests of a copied passkey can't both pass with the same signature counter.
    passkey = db.session.execute(
        sa.select(passkeys).where(_is(account_id, credential_id)).with_for_update()
    ).one_or_none()
    if passkey is None:
        _reject("unknown")
    try:
        verified = webauthn.verify_authentication(body.credential, challenge, passkey.public_key, passkey.sign_count)
    except webauthn.InvalidCredential as reason:
        _reject(str(reason))
    challenges.mark_used(account_id, challenge)
    db.session.execute(
        sa.update(passkeys)
        .where(_is(account_id, credential_id))
        .values(
            sign_count=verified.new_sign_count, backed_up=verified.credential_backed_up, last_used_on=sign_ins.today()
        )
    )
    response = challenges.clear_challenge(jsonify(account=account_id))
    sign_ins.switch_account(response, account_id, body.device)
    db.session.commit()
    return response


@blueprint.patch("/<id>")
def rename(id: str) -> Response:
    token = sign_ins.require_token()
    label = read_json(NewLabel).label
    begin_write()
    this = _is(sign_ins.require(token).account_id, _decode_id(id))
    db.session.execute(sa.update(passkeys).where(this).values(label=label))
    row = db.session.execute(sa.select(passkeys).where(this)).one_or_none()
    if row is None:
        raise _unknown_passkey()
    db.session.commit()
    return jsonify(_to_json(row))


@blueprint.delete("/<id>")
def remove(id: str) -> Response:
    """Devices that signed in by it stay signed in. A passkey that is removed already is no error."""
    token = sign_ins.require_token()
    begin_write()
    account_id = sign_ins.require(token).account_id
    db.session.execute(sa.delete(passkeys).where(_is(account_id, _decode_id(id))))
    db.session.commit()
    return no_content()


def _to_json(row: Any) -> dict[str, object]:
    return {
        "id": webauthn.encode_base64url(bytes(row.credential_id)),
        "label": row.label,
        "created_on": row.created_on.isoformat(),
        "last_used_on": row.last_used_on and row.last_used_on.isoformat(),
        "backed_up": row.backed_up,
    }


def _credential_ids(account_id: str) -> list[bytes]:
    query = sa.select(passkeys.c.credential_id).where(passkeys.c.account_id == account_id)
    return [bytes(id) for id in db.session.execute(query).scalars()]


def _claimed_ids(credential: dict[str, Any]) -> tuple[str, bytes]:
    """The ids of the account and the passkey in the credential, which are not verified yet. Raises ApiError 404."""
    response = credential.get("response")
    try:
        handle = webauthn.decode_base64url(response.get("userHandle") if isinstance(response, dict) else None)
        return str(uuid.UUID(bytes=handle)), webauthn.decode_base64url(credential.get("id"))
    except (webauthn.InvalidCredential, ValueError):
        _reject("it names no account")


def _reject(reason: str) -> NoReturn:
    """Raises ApiError 404 with the same message for every reason, so that it reveals no passkey. `reason` is logged."""
    current_app.logger.info("A passkey was refused: %r", reason)  # %r: the reason may quote line breaks of the request
    raise ApiError(404, "not_found", "The server does not know this passkey: use another one, or pair this device.")


def _decode_id(id: str) -> bytes:
    try:
        return webauthn.decode_base64url(id)
    except webauthn.InvalidCredential:
        raise _unknown_passkey() from None


def _unknown_passkey() -> ApiError:
    return ApiError(404, "not_found", "This account has no such passkey: list its passkeys again.")


def _is(account_id: str, credential_id: bytes) -> sa.ColumnElement[bool]:
    return sa.and_(passkeys.c.account_id == account_id, passkeys.c.credential_id == credential_id)
