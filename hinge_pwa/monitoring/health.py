"""GET /healthz: whether this server can serve and reach its database."""

import sqlalchemy as sa
from flask import Blueprint, Flask, Response, current_app, jsonify

from ..database.engine import db
from ..database.models import server
from ..database.schema import message_with_advice

blueprint = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int, dict[str, str]]:
    headers = {"Cache-Control": "no-store"}
    if is_database_ready():
        return jsonify(status="ok"), 200, headers
    return jsonify(status="unavailable"), 503, headers | {"Retry-After": "3"}


def is_database_ready() -> bool:
    """Reads a table, so that a database without migrations is not ready."""
    try:
        db.session.execute(sa.select(server.c.epoch)).scalar_one()
    except sa.exc.SQLAlchemyError as error:
        current_app.logger.warning("The database is not ready: %s", message_with_advice(error))
        return False
    return True
