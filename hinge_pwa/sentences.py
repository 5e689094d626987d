"""What is wrong with a value of a declared shape, as one plain sentence that names the field."""

import re
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

# What msgspec says. Names and values in it are the sender's own, and may look like the rest of it.
PLACE = r" - at `\$(?P<path>[\w.\[\]]*)`"
MISSING = re.compile(rf"\AObject missing required field `(?P<name>\w+)`({PLACE})?\Z")
UNKNOWN = re.compile(rf"\AObject contains unknown field `(?P<name>.*?)`({PLACE})?\Z", re.DOTALL)
WRONG = re.compile(rf"{PLACE}\Z")
LONGEST_NAME = 40


def sentence(error: msgspec.ValidationError, shape: Any) -> str:
    """Such as `data.pain_before must be 0 to 10, or null`, without the full stop.

    What a field must be is the description that `shape` gives it (`msgspec.Meta(description=…)`).
    """
    text = str(error)
    if missing := MISSING.match(text):
        return f"{_join(missing)} is missing"
    if unknown := UNKNOWN.match(text):
        return f"{_join(unknown)} is not a field that this server knows"
    path = _path(WRONG.search(text))
    return f"{path or 'it'} must be {_expected(shape, path)}"


def _path(found: re.Match[str] | None) -> str:
    return (found["path"] or "").lstrip(".") if found else ""


def _join(found: re.Match[str]) -> str:
    name = "".join(each if each.isprintable() else "?" for each in found["name"][:LONGEST_NAME]) or '""'
    return f"{path}.{name}" if (path := _path(found)) else name


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
