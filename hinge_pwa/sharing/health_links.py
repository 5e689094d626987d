"""/api/health-links: an account's encrypted files, each fetched by whoever has its link until it expires.

The server never has the key, which is in the link alone. `/api/shl/<id>` is the `url` of a link with flag U:
https://hl7.org/fhir/uv/smart-health-cards-and-links/STU1/links-specification.html
"""

import re
import secrets
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
import sqlalchemy as sa
from flask import Blueprint, Response, jsonify, request

from ..accounts import limits, sign_ins
from ..database import clock
from ..database.engine import begin_write, db
from ..database.models import health_links as table
from ..web.api import invalid, no_content, read_json
from ..web.errors import ApiError

MOST_LINKS = 20
"""Links that an account may have at once."""

MOST_BYTES = 256_000
MOST_DAYS = 30

# Compact serialization, its key not in it ("dir"): header, nothing, IV of 96 bits, ciphertext, tag of 128 bits.
JWE = r"\A[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{22}\Z"

ID = re.compile(r"[A-Za-z0-9_-]{43}")
"""256 random bits, as `secrets.token_urlsafe` writes them."""

blueprint = Blueprint("health_links", __name__, url_prefix="/api")


class NewHealthLink(msgspec.Struct, forbid_unknown_fields=True):
    file: Annotated[
        str, msgspec.Meta(pattern=JWE, max_length=MOST_BYTES, description="a JWE of at most 256,000 characters")
    ]
    days: Annotated[int, msgspec.Meta(ge=1, le=MOST_DAYS, description="a whole number from 1 to 30")]


@blueprint.get("/health-links")
def show() -> Response:
    """Those that have not expired, the newest first."""
    account_id = sign_ins.require(sign_ins.require_token()).account_id
    query = (
        sa.select(table.c.id, table.c.created_at, table.c.expires_at)
        .where(table.c.account_id == account_id, _stands())
        .order_by(table.c.created_at.desc(), table.c.id)
    )
    return jsonify(links=[_to_json(*row) for row in db.session.execute(query)])


@blueprint.post("/health-links")
@limits.new_health_links
def make() -> tuple[Response, int]:
    token = sign_ins.require_token()
    body = read_json(NewHealthLink)
    begin_write()
    account_id = sign_ins.require(token, lock=True).account_id
    db.session.execute(sa.delete(table).where(table.c.account_id == account_id, ~_stands()))
    count = sa.select(sa.func.count()).select_from(table).where(table.c.account_id == account_id)
    if db.session.execute(count).scalar_one() >= MOST_LINKS:
        raise ApiError(422, "account_full", f"An account has at most {MOST_LINKS} links at once: take one back first.")
    id, now = secrets.token_urlsafe(32), clock.utc_now().replace(microsecond=0)
    expires_at = now + timedelta(days=body.days)
    db.session.execute(
        sa.insert(table).values(account_id=account_id, id=id, created_at=now, expires_at=expires_at, file=body.file)
    )
    db.session.commit()
    return jsonify(_to_json(id, now, expires_at)), 201


@blueprint.delete("/health-links/<id>")
def take_back(id: str) -> Response:
    """One that is gone already is no error; of another account's nothing is said."""
    token = sign_ins.require_token()
    require_id(id)
    begin_write()
    account_id = sign_ins.require(token).account_id
    db.session.execute(sa.delete(table).where(table.c.account_id == account_id, table.c.id == id))
    db.session.commit()
    return no_content()


@blueprint.get("/shl/<id>")
@limits.health_link_files
def fetch(id: str) -> Response:
    """The file, for anybody. A link that expired, was taken back or never was gets the same answer."""
    if not request.args.get("recipient", "").strip():
        raise invalid("Say who asks, for people to read: add ?recipient= and a name.")
    require_id(id)
    file = db.session.execute(sa.select(table.c.file).where(table.c.id == id, _stands())).scalar_one_or_none()
    if file is None:
        raise not_found()
    return Response(file, mimetype="application/jose")


def require_id(text: str) -> None:
    """Raises ApiError, 404, for what can be no link's id."""
    if not ID.fullmatch(text):
        raise not_found()


def not_found() -> ApiError:
    return ApiError(404, "not_found", "There is no such link, or not any more: ask for a new one.")


@blueprint.after_request
def allow_other_sites(response: Response) -> Response:
    """A viewer on any site may fetch files, without cookies."""
    if request.endpoint == "health_links.fetch":
        response.headers["Access-Control-Allow-Origin"] = "*"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET"
            response.headers["Access-Control-Allow-Headers"] = "*"
    return response


def _stands() -> sa.ColumnElement[bool]:
    return table.c.expires_at > clock.utc_now()


def _to_json(id: str, created_at: datetime, expires_at: datetime) -> dict[str, str]:
    return {"id": id, "created_at": f"{created_at.isoformat()}Z", "expires_at": f"{expires_at.isoformat()}Z"}
