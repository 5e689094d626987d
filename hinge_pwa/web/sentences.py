"""What is wrong with a value of a declared shape: a code, the field, and one plain sentence that names it."""

import re
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

# What msgspec says. Names and values in it are the sender's own, and may look like the rest of it.
PLACE = r" - at `\$(?P<path>[\w.\[\]]*)`"
MISSING = re.compile(rf"\AObject missing required field `(?P<name>\w+)`({PLACE})?\Z")
UNKNOWN = re.compile(rf"\AObject contains unknown field `(?P<name>.*?)`({PLACE})?\Z", re.DOTALL)
WRONG = re.compile(rf"{PLACE}\Z")
PLAIN_NAME = re.compile(r"[\w-]{1,40}", re.ASCII)


class Problem(NamedTuple):
    code: str
    """`missing`, `unknown`, `invalid`, or one of records.py."""
    field: str
    """Such as `data.sets[0].reps`; empty for the whole value. An unknown name that is odd or long is `?`."""
    sentence: str
    """Without the full stop."""


def problem(error: msgspec.ValidationError, shape: Any) -> Problem:
    """Such as `invalid`, `data.pain_before` and `data.pain_before must be 0 to 10, or null`.

    What a field must be is the description that `shape` gives it (`msgspec.Meta(description=…)`).
    """
    text = str(error)
    if missing := MISSING.match(text):
        field = _join(missing)
        return Problem("missing", field, f"{field} is missing")
    if unknown := UNKNOWN.match(text):
        field = _join(unknown)
        return Problem("unknown", field, f"{field} is not a field that this server knows")
    field = _path(WRONG.search(text))
    return Problem("invalid", field, f"{field or 'it'} must be {_expected(shape, field)}")


def _path(found: re.Match[str] | None) -> str:
    return (found["path"] or "").lstrip(".") if found else ""


def _join(found: re.Match[str]) -> str:
    name = found["name"] if PLAIN_NAME.fullmatch(found["name"]) else "?"
    return f"{path}.{name}" if (path := _path(found)) else name


def _expected(shape: Any, path: str) -> str:
    description = None
    for step in re.findall(r"\w+|\[\d+\]", path):
        if step.startswith("["):
            shape, description = get_args(_plain(shape))[0], None
        else:
            shape = _given(get_type_hints(_plain(shape), include_extras=True)[step])
        description = _description(shape)
    return description or "an object"


def _plain(shape: Any) -> Any:
    return get_args(shape)[0] if get_origin(shape) is Annotated else shape


def _given(shape: Any) -> Any:
    """The shape of a field where it is not left out."""
    found = get_args(shape)
    return found[0] if msgspec.UnsetType in found else shape


def _description(shape: Any) -> str | None:
    notes = getattr(shape, "__metadata__", ())
    return next((note.description for note in reversed(notes) if note.description), None)
