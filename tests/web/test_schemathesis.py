"""Schemathesis reads docs/openapi.yaml and looks for a request that the server answers in another way."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from hinge_pwa.accounts.limits import limiter
from hinge_pwa.sync.cursors import CURSOR
from hinge_pwa.sync.kinds.fields import TIME

from ..conftest import BACKENDS
from ..support.authenticator import Authenticator
from ..support.fuzzing import MULTIPLIER, examples
from ..support.json_places import at, places
from ..support.openapi import PATH
from ..support.phones import SESSION, Phone
from ..support.postgres import programs

Case = schemathesis.Case[Any]


def schema(**phases: object) -> schemathesis.BaseSchema:
    config = {"generation": {"mode": "all", "with-security-parameters": False}, "phases": phases}
    return schemathesis.openapi.from_path(PATH, config=SchemathesisConfig.from_dict(config))


SCHEMA = schema()
FOR_STRANGERS = schema(coverage={"enabled": MULTIPLIER > 1})  # nearly all of it would end in the same 401
PLAIN = {"Accept-Encoding": "identity"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]

LENIENT = ("DELETE /api/devices/{id}", "POST /api/sync")
"""They say what they did not take by 204, for no such device is signed in, and in `rejected`."""

STRICTEST = "postgresql" if programs() else "sqlite"
"""The database that refuses most."""


def on(backend: str) -> pytest.MarkDecorator:
    """In the suite on one database, else on both."""
    return pytest.mark.parametrize(
        "new_database", [backend] if MULTIPLIER == 1 else BACKENDS, indirect=True, scope="session"
    )


@on(STRICTEST)
@SCHEMA.parametrize()
@examples(8)
def test_whatever_a_device_sends_is_answered_as_described(app: Flask, case: Case) -> None:
    limiter.reset()
    client: Any = app.test_client()
    client.post("/api/account")
    get_as_far_as_possible(client, case)
    checks = CHECKS if case.operation.label in LENIENT else [*CHECKS, negative_data_rejection]
    case.call_and_validate(app=app, session=client, headers=PLAIN, checks=checks)


@on("sqlite")
@FOR_STRANGERS.parametrize()
@examples(4)
def test_whatever_a_stranger_sends_is_answered_as_described(app: Flask, case: Case) -> None:
    limiter.reset()
    client: Any = app.test_client()
    case.call_and_validate(app=app, session=client, headers=PLAIN, checks=CHECKS)


def get_as_far_as_possible(client: Any, case: Case) -> None:
    """With a challenge at hand; with a cursor that the server has made and days of the calendar, if they look so."""
    label = case.operation.label
    if label in ("POST /api/passkeys", "POST /api/passkeys/sign-in"):
        client.post(label.removeprefix("POST ") + "/options")
    if label != "POST /api/sync":
        return
    for *way, key in places(case.body):
        holder, value = at(case.body, tuple(way)), at(case.body, (*way, key))
        if isinstance(value, str) and CURSOR.match(value):
            holder[key] = ""
        if isinstance(value, str) and TIME.match(value):
            holder[key] = SESSION["started_at"]


@on(STRICTEST)
def test_what_one_answer_gives_the_next_request_takes(app: Flask) -> None:
    """An account with a passkey; codes and the devices that redeem them, cursors, devices and passkeys by their ids.

    What a search finds is left to chance: it goes on until it has seen each of these answers.
    """
    reached: set[tuple[str, int]] = set()
    wanted = {
        ("POST /api/pairings/redeem", 200), ("POST /api/pairings/qr", 200), ("POST /api/sync", 200),
        ("PATCH /api/passkeys/{id}", 200), ("DELETE /api/passkeys/{id}", 204), ("DELETE /api/devices/{id}", 204),
    }  # fmt: skip

    class Devices(SCHEMA.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            limiter.reset()
            phone = Phone(app.test_client(), "phone")
            phone.make_account()
            Authenticator().add_to(phone)
            self.client = phone.client

        def get_call_kwargs(self, case: Case) -> dict[str, Any]:
            if case.operation.label == "POST /api/pairings/redeem":
                self.client = app.test_client()  # the rest of the story is the second device's
            return {"app": app, "session": self.client, "headers": PLAIN}

        def validate_response(self, response: Response, case: Case, **how: Any) -> None:
            reached.add((case.operation.label, response.status_code))
            case.validate_response(response, checks=CHECKS)

    for tries in range(10):
        Devices.run(settings=settings(examples(10), stateful_step_count=12, derandomize=MULTIPLIER == 1 and not tries))
        if wanted <= reached:
            break
    assert wanted - reached == set()
