"""Whatever a sync request holds, it is read or refused with a sentence (tests/reading.py says what else holds)."""

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hinge_pwa.records import Invalid, parse

from .fuzzing import examples
from .phones import record, tombstone
from .reading import check_reading

IDS = ["0193537e-6f77-7000-8000-000000000001", "0193537e-6f77-7000-8000-000000000002"]

# Names and texts that the sentences about them could stumble over, and numbers at the limits.
WORDS = ["`", " - at `$", "x` - at `$.data", " - at `$.zzz", "$", "[0]", "data.sets", "\n", "\0", "\ud83d", "",
         "kind", "id", "note", "sets", "plan", "2026-11-22T14:03:11.120-05:00", "0001-01-01T00:00:00+23:59",
         "9999-12-31T23:59:59-23:59"]  # fmt: skip
NUMBERS = [0, -1, 1.0, -0.0, 10, 11, 1000, 1001, 86400, 86400.5, 2**53 - 1, 2**53, 2**64, 10**400, 1e-300, 1e308]

PIECES = [b'"', b"\\u", b"[[", b"e9", b"null", b","]

texts = st.sampled_from(WORDS) | st.text(st.characters(), max_size=8)
anything = st.recursive(
    st.none() | st.booleans() | st.sampled_from(NUMBERS) | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything in `value`, but for `value` itself."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for key, each in inner for way in [(*place, key), *places(each, (*place, key))]]


def at(value: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        value = value[key]
    return value


@st.composite
def nearly_valid(draw: st.DrawFn) -> Any:
    """A valid request, with up to three things in it replaced, removed, added or copied."""
    changes = [record(draw(st.sampled_from(IDS)), draw(st.integers(0, 2))), tombstone(IDS[0]), record(IDS[1])]
    request = {"cursor": "", "changes": changes[: draw(st.integers(1, 3))]}
    for _ in range(draw(st.integers(0, 3))):
        *way, key = draw(st.sampled_from(places(request)))
        holder = at(request, tuple(way))
        match draw(st.sampled_from(["replace", "remove", "add", "copy"])):
            case "replace":
                holder[key] = draw(anything)
            case "remove":
                del holder[key]
            case "copy":
                holder[key] = copy.deepcopy(at(request, draw(st.sampled_from(places(request)))))
            case "add" if isinstance(holder, list):
                holder.append(draw(anything))
            case "add":
                holder[draw(texts)] = draw(anything)
        if not places(request):
            break
    return request


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


def problem_of(value: object) -> str:
    try:
        parse(value)
    except Invalid as problem:
        return str(problem)
    return ""
