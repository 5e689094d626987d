"""POST /api/sync as a Flask view, for requests that `shortcut` leaves to Flask."""

from pathlib import Path

from flask import Blueprint, Response, current_app, g, request

from ..accounts import sign_ins
from ..accounts.erasures import Eraser
from ..database.engine import db
from ..web import program
from ..web.api import JSON, read_body
from ..web.application import Application
from .server import Answer, SyncServer
from .shortcut import PATH, RESULT, Shortcut

blueprint = Blueprint("sync", __name__)


def init_app(app: Application) -> None:
    with app.app_context():
        server = app.extensions["sync"] = SyncServer(db.engine)
        eraser = app.extensions["eraser"] = Eraser(db.engine, server.write, app.logger)
    app.before_each_request = eraser.resume
    if metrics := app.extensions.get("metrics"):
        server.report_to(metrics)
    app.register_blueprint(blueprint)
    app.extensions["program"] = program.program_digest(Path(app.root_path))
    headers = {program.HEADER: app.extensions["program"]}
    app.shortcut = Shortcut(server.answer, app.config["TRUSTED_HOSTS"], headers)


@blueprint.post(PATH)
def sync() -> Response:
    answer: Answer | Exception | None = request.environ.pop(RESULT, None)
    if isinstance(answer, Exception):
        raise answer
    if answer is None:
        server: SyncServer = current_app.extensions["sync"]
        answer = server.answer(sign_ins.require_token(), read_body())
    g.sign_in = answer.sign_in
    return Response(answer.body, mimetype=JSON, headers={program.HEADER: current_app.extensions["program"]})
