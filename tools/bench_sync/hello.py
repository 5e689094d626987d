"""The simplest Flask application: the reference for the cost of a request."""

from flask import Flask

from hinge_pwa.serving.front import Front

app = Flask(__name__)
front = Front(app)


@app.get("/")
def hello() -> str:
    return "hello"
