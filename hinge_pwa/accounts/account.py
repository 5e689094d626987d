"""Accounts without e-mail, password or name: a random id, and the devices that are signed in to it."""

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


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    device: OptionalLabel = None


@blueprint.post("")
@limits.new_accounts
def make() -> tuple[Response, int]:
    """A device that is signed in keeps its account: with another it would lose the way to the first."""
    wanted = read_json(Wanted) if request.mimetype or request.content_length else Wanted()
    begin_write()
    here = sign_ins.find(sign_ins.read_token())
    if here is not None:
        return jsonify(account=here.account_id), 200
    account_id = str(uuid.uuid4())
    db.session.execute(sa.insert(accounts).values(id=account_id, created_on=sign_ins.today(), sequence=0))
    token = sign_ins.add(account_id, wanted.device)
    db.session.commit()
    return sign_ins.set_cookie(jsonify(account=account_id), token), 201


@blueprint.get("")
def show() -> Response:
    return jsonify(account=sign_ins.require(sign_ins.require_token()).account_id)


@blueprint.delete("")
def erase() -> Response:
    """For every device the account is gone with the first commit; its records are with the last: see erasures.py."""
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
