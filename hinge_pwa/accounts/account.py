"""/api/account: accounts are random ids without e-mail, password or name, to which devices are signed in."""

import uuid

import msgspec
import sqlalchemy as sa
from flask import Blueprint, Response, current_app, jsonify, request

from ..database.engine import begin_write, db
from ..database.models import accounts
from ..web.api import no_content, read_json
from ..web.fields import OptionalLabel
from . import erasures, limits, sign_ins

blueprint = Blueprint("accounts", __name__, url_prefix="/api/account")


class NewAccount(msgspec.Struct, forbid_unknown_fields=True):
    device: OptionalLabel = None


@blueprint.post("")
@limits.new_accounts
def make() -> tuple[Response, int]:
    """A signed-in device gets its existing account; a new one would orphan it."""
    body = read_json(NewAccount) if request.mimetype or request.content_length else NewAccount()
    begin_write()
    sign_in = sign_ins.find(sign_ins.read_token())
    if sign_in is not None:
        return jsonify(account=sign_in.account_id), 200
    account_id = str(uuid.uuid4())
    db.session.execute(sa.insert(accounts).values(id=account_id, created_on=sign_ins.today(), sequence=0))
    token = sign_ins.add(account_id, body.device)
    db.session.commit()
    return sign_ins.set_cookie(jsonify(account=account_id), token), 201


@blueprint.get("")
def show() -> Response:
    return jsonify(account=sign_ins.require(sign_ins.require_token()).account_id)


@blueprint.delete("")
def erase() -> Response:
    """The first commit signs every device out; the records are deleted in further transactions: see erasures.py."""
    token = sign_ins.require_token()
    begin_write()
    account_id = sign_ins.require(token, lock=True).account_id
    erasures.begin(account_id)
    sign_ins.remove(token)
    db.session.commit()
    eraser: erasures.Eraser = current_app.extensions["eraser"]
    eraser.finish(account_id)
    return sign_ins.clear_cookie(no_content())


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Signs this device out; the account, its records and its other devices stay."""
    token = sign_ins.read_token()
    if token is not None:
        begin_write()
        sign_ins.remove(token)
        db.session.commit()
    return sign_ins.clear_cookie(no_content())
