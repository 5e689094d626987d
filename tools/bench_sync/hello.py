"""The least that Flask can answer: the reference for requests."""

from flask import Flask

from hinge_pwa.serving.front import Front

app = Flask(__name__)
front = Front(app)


@app.get("/")
def hello() -> str:
    return "hello"
