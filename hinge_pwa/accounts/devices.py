"""/api/devices: every device of an account can list all of them and sign any of them out."""

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify

from ..database.engine import begin_write, db
from ..database.models import sign_ins as table
from ..web.api import no_content
from . import pairings, sign_ins

blueprint = Blueprint("devices", __name__, url_prefix="/api/devices")


@blueprint.get("")
def show() -> Response:
    """This device first, then by the day last seen, newest first. An id is a token's hash, which can't sign in."""
    token = sign_ins.require_token()
    account_id = sign_ins.require(token).account_id
    query = sa.select(table).where(table.c.account_id == account_id).order_by(table.c.last_seen_on.desc())
    devices = [
        {
            "id": bytes(row.token_hash).hex(),
            "label": row.label,
            "created_on": row.created_on.isoformat(),
            "last_seen_on": row.last_seen_on.isoformat(),
            "here": bytes(row.token_hash) == token.hash,
        }
        for row in db.session.execute(query)
    ]
    return jsonify(devices=sorted(devices, key=lambda device: not device["here"]))


@blueprint.delete("/<id>")
def sign_out(id: str) -> Response:
    """Deletes pairing codes too: the device may show one. A device that is signed out already is no error."""
    token = sign_ins.require_token()
    begin_write()
    account_id = sign_ins.require(token).account_id
    try:
        token_hash = bytes.fromhex(id)
    except ValueError:
        return no_content()
    db.session.execute(sa.delete(table).where(table.c.account_id == account_id, table.c.token_hash == token_hash))
    pairings.delete_codes(account_id)
    db.session.commit()
    return sign_ins.clear_cookie(no_content()) if token_hash == token.hash else no_content()
