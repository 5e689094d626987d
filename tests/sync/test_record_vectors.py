"""The server's half of the table that server, phone and import share; tests/js/record_vectors.test.mjs is the other."""

import json
from typing import Any

from hinge_pwa.sync.kinds.fields import Invalid
from hinge_pwa.sync.records import parse
from hinge_pwa.sync.request import read

from ..support.record_vectors import FILE, make_record, text

VECTORS = json.loads(FILE.read_text())["vectors"]


def reason(value: Any) -> list[str] | None:
    try:
        parse(value)
    except Invalid as problem:
        return [problem.code, problem.field]
    return None


def body_of(*changes: Any) -> str:
    return json.dumps({"cursor": "", "changes": changes}).replace("Infinity", "1e400")


def test_the_table_is_in_step_with_what_makes_it() -> None:
    assert FILE.read_text() == text(), "run python -m tests.support.record_vectors"


def test_the_server_gives_each_its_reason() -> None:
    for vector in VECTORS:
        assert reason(make_record(vector)) == vector["expected"], str(vector)[:300]


def test_alone_in_a_request_each_has_the_same_reason() -> None:
    """The quick way takes what is usual, and nothing else."""
    for vector in VECTORS:
        _, taken, rejected = read(body_of(make_record(vector)).encode())
        assert [[each.code, each.field] for each in rejected] == ([vector["expected"]] if vector["expected"] else [])
        assert len(taken) == (vector["expected"] is None)
