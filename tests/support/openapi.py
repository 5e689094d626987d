"""Reads docs/openapi.yaml, and checks answers against it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import yaml
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Json = dict[str, Any]

PATH = Path(__file__).parents[2] / "docs" / "openapi.yaml"
DOCUMENT: Json = yaml.safe_load(PATH.read_text("utf-8"))
METHODS = ("get", "post", "patch", "put", "delete")


class Operation(NamedTuple):
    method: str
    path: str
    described: Json


def operations() -> Iterator[Operation]:
    for path, methods in DOCUMENT["paths"].items():
        for method in METHODS:
            if method in methods:
                yield Operation(method.upper(), path, methods[method])


def find(method: str, path: str) -> Operation | None:
    """The operation of a request; a path without parameters takes precedence over one with some."""
    matching = [each for each in operations() if each.method == method and _pattern(each.path).fullmatch(path)]
    return min(matching, key=lambda each: each.path.count("{"), default=None)


def resolve(part: Json) -> Json:
    """Replaces a `$ref` by the part that it refers to."""
    while "$ref" in part:
        reference, part = part["$ref"], DOCUMENT
        for key in reference.removeprefix("#/").split("/"):
            part = part[key]
    return part


def validator(schema: Json) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({**schema, "components": DOCUMENT["components"]})


@cache
def component(name: str) -> jsonschema_rs.Draft202012Validator:
    return validator({"$ref": f"#/components/schemas/{name}"})


def check_answer(answer: TestResponse) -> None:
    """Raises AssertionError or jsonschema_rs.ValidationError if the document does not describe the answer."""
    method, path = answer.request.method, answer.request.path
    if not (path.startswith("/api/") or path == "/healthz") or method == "OPTIONS":
        return
    operation = find("GET" if method == "HEAD" else method, path)
    if operation is None:
        _check_undescribed(answer)
        return
    name = f"{operation.method} {operation.path}"
    assert str(answer.status_code) in operation.described["responses"], f"{name} answers {answer.status}"
    described = resolve(operation.described["responses"][str(answer.status_code)])
    for header in described.get("headers", {}):
        value = answer.headers.get(header)
        assert value is not None, f"{name} answers {answer.status} without {header}"
        assert header != "Retry-After" or int(value) > 0
    content = described.get("content", {})
    assert answer.mimetype in (content or (None,)), f"{name} answers {answer.status} as {answer.mimetype}"
    if answer.is_json and has_body(answer):
        _body(operation.method, operation.path, answer.status_code).validate(answer.get_json())


def _check_undescribed(answer: TestResponse) -> None:
    """Checks the answer to a request for which the document has no operation."""
    method, path = answer.request.method, answer.request.path
    statuses = (400, 403, 404, 405, 308) if "//" in path else (400, 403, 404, 405)
    assert answer.status_code in statuses, f"{method} {path} is not described: {answer.status}"
    if path.startswith("/api/") and answer.status_code >= 400 and has_body(answer):
        component("Error").validate(answer.get_json())


def has_body(answer: TestResponse) -> bool:
    """Whether there is a body, not compressed."""
    return answer.request.method != "HEAD" and not answer.content_encoding


class DescribedClient(FlaskClient):
    """Checks every answer against the document."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        answer = super().open(*args, **kwargs)
        check_answer(answer)
        return answer


@cache
def _body(method: str, path: str, status: int) -> jsonschema_rs.Draft202012Validator:
    described = resolve(DOCUMENT["paths"][path][method.lower()]["responses"][str(status)])
    return validator(described["content"]["application/json"]["schema"])


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))
