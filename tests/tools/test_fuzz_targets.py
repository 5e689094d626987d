"""What the fuzzer starts from is well read and answered: so it stays of use between two times that it runs."""

from flask import Flask

from ..support import fuzz_targets
from ..support.reading import check_reading


def test_the_bodies_to_start_from_are_read() -> None:
    for body in fuzz_targets.bodies():
        check_reading(body)


def test_the_requests_to_start_from_are_answered(app: Flask) -> None:
    for request in fuzz_targets.requests():
        fuzz_targets.send(app.test_client(), request)
    assert fuzz_targets.public_responses(app) == fuzz_targets.first_public_responses()
