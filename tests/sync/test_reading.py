"""Whatever a sync request holds, it is read or refused with a sentence (support/reading.py says more)."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ..support.fuzzing import examples
from ..support.json_places import at, places
from ..support.made_up import IDS, anything, nearly_valid
from ..support.phones import record
from ..support.reading import check_reading, problem_of

PIECES = [b'"', b"\\u", b"[[", b"e9", b"null", b","]


def written(value: Any, ascii: bool) -> bytes:
    return json.dumps(value, ensure_ascii=ascii).encode(errors="surrogatepass")


@examples(60)
@given(anything, st.booleans())
def test_any_json_is_refused_with_a_sentence(value: Any, ascii: bool) -> None:
    check_reading(written(value, ascii))


@examples(60)
@given(st.lists(anything, max_size=4), st.booleans())
def test_anything_for_a_record_is_rejected_with_a_sentence(changes: Any, ascii: bool) -> None:
    check_reading(written({"cursor": "", "changes": changes}, ascii))


@examples(250)
@given(nearly_valid(), st.booleans())
def test_what_is_nearly_valid_is_taken_unchanged_or_rejected(request: Any, ascii: bool) -> None:
    check_reading(written(request, ascii))


@examples(100)
@given(nearly_valid(), st.data())
def test_bytes_that_were_damaged_are_read_or_refused(request: Any, data: st.DataObject) -> None:
    body = bytearray(written(request, True))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(body)))
        end = min(len(body), start + data.draw(st.integers(0, 3)))
        body[start:end] = data.draw(st.binary(max_size=2) | st.sampled_from(PIECES))
    check_reading(bytes(body))


FIELDS = [place for place in places(record(IDS[0])) if place != ("data", "sets", 1)]


@examples(150)
@given(st.sampled_from(FIELDS), anything)
def test_the_one_field_that_is_wrong_is_named(place: tuple[Any, ...], value: Any) -> None:
    wrong = record(IDS[0])
    at(wrong, place[:-1])[place[-1]] = value
    named = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).removeprefix(".")
    # What is deleted must have no `data`, and the start says whether the end is right.
    also = {"deleted": "data", "data.started_at": "data.ended_at"}.get(named, named)
    problem = problem_of(wrong)
    assert problem in ("", "the names of all fields must be text in Unicode") or problem.startswith((named, also))
