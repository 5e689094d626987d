"""GET /healthz: whether this server can serve and reach its database."""

import sqlalchemy as sa
from flask import Blueprint, Flask, Response, current_app, jsonify

from ..database.engine import db
from ..database.models import server
from ..database.schema import explained

blueprint = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int, dict[str, str]]:
    headers = {"Cache-Control": "no-store"}
    if is_well():
        return jsonify(status="ok"), 200, headers
    return jsonify(status="unavailable"), 503, headers | {"Retry-After": "3"}


def is_well() -> bool:
    """Reads a table, so that a database without the migrations counts as none."""
    try:
        db.session.execute(sa.select(server.c.epoch)).scalar_one()
    except sa.exc.SQLAlchemyError as error:
        current_app.logger.warning("The database is not ready: %s", explained(error))
        return False
    return True
