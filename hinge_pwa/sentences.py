"""What is wrong with a value of a declared shape, as one plain sentence that names the field."""

import re
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

MISSING = re.compile(r"\AObject missing required field `(?P<name>.*)`\Z", re.DOTALL)
UNKNOWN = re.compile(r"\AObject contains unknown field `(?P<name>.*)`\Z", re.DOTALL)
LONGEST_NAME = 40


def sentence(error: msgspec.ValidationError, shape: Any) -> str:
    """Such as `data.pain_before must be 0 to 10, or null`, without the full stop.

    What a field must be is the description that `shape` gives it (`msgspec.Meta(description=…)`).
    """
    problem, _, place = str(error).partition(" - at `$")
    path = place.rstrip("`").lstrip(".")
    if missing := MISSING.match(problem):
        return f"{_join(path, missing['name'])} is missing"
    if unknown := UNKNOWN.match(problem):
        return f"{_join(path, unknown['name'][:LONGEST_NAME])} is not a field that this server knows"
    return f"{path or 'it'} must be {_expected(shape, path)}"


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _expected(shape: Any, path: str) -> str:
    description = None
    for step in re.findall(r"\w+|\[\d+\]", path):
        if step.startswith("["):
            shape, description = get_args(_plain(shape))[0], None
        else:
            shape = get_type_hints(_plain(shape), include_extras=True)[step]
        description = _description(shape)
    return description or "an object"


def _plain(shape: Any) -> Any:
    return get_args(shape)[0] if get_origin(shape) is Annotated else shape


def _description(shape: Any) -> str | None:
    notes = getattr(shape, "__metadata__", ())
    return next((note.description for note in reversed(notes) if note.description), None)
