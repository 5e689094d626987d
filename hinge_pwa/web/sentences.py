"""Turns msgspec's validation errors into a code, the field's path, and one plain sentence that names the field."""

import re
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

# Patterns of msgspec's messages. The sender's names and values stand in them and may look like other parts of them.
PLACE = r" - at `\$(?P<path>[\w.\[\]]*)`"
MISSING = re.compile(rf"\AObject missing required field `(?P<name>\w+)`({PLACE})?\Z")
UNKNOWN = re.compile(rf"\AObject contains unknown field `(?P<name>.*?)`({PLACE})?\Z", re.DOTALL)
INVALID = re.compile(rf"{PLACE}\Z")
PLAIN_NAME = re.compile(r"[\w-]{1,40}", re.ASCII)


class Problem(NamedTuple):
    code: str
    """`missing`, `unknown` or `invalid`; sync/records.py has further ones."""
    field: str
    """A path such as `data.sets[0].reps`; empty for the whole value. `?` stands for an unknown name that is no plain
    word or longer than 40 characters.
    """
    message: str
    """One sentence without its full stop."""


def problem(error: msgspec.ValidationError, shape: Any) -> Problem:
    """For example `invalid`, `data.pain_before`, `data.pain_before must be 0 to 10, or null`.

    The text after "must be" is the description of the field in `shape` (`msgspec.Meta(description=…)`).
    """
    text = str(error)
    if missing := MISSING.match(text):
        field = _full_path(missing)
        return Problem("missing", field, f"{field} is missing")
    if unknown := UNKNOWN.match(text):
        field = _full_path(unknown)
        return Problem("unknown", field, f"{field} is not a field that this server knows")
    field = _path(INVALID.search(text))
    return Problem("invalid", field, f"{field or 'it'} must be {_expected(shape, field)}")


def _path(match: re.Match[str] | None) -> str:
    return (match["path"] or "").lstrip(".") if match else ""


def _full_path(match: re.Match[str]) -> str:
    name = match["name"] if PLAIN_NAME.fullmatch(match["name"]) else "?"
    return f"{path}.{name}" if (path := _path(match)) else name


def _expected(shape: Any, path: str) -> str:
    description = None
    for step in re.findall(r"\w+|\[\d+\]", path):
        if step.startswith("["):
            shape, description = get_args(_unwrap(shape))[0], None
        else:
            shape = _without_unset(get_type_hints(_unwrap(shape), include_extras=True)[step])
        description = _description(shape)
    return description or "an object"


def _unwrap(shape: Any) -> Any:
    return get_args(shape)[0] if get_origin(shape) is Annotated else shape


def _without_unset(shape: Any) -> Any:
    """The type of an optional field when it is present."""
    types = get_args(shape)
    return types[0] if msgspec.UnsetType in types else shape


def _description(shape: Any) -> str | None:
    notes = getattr(shape, "__metadata__", ())
    return next((note.description for note in reversed(notes) if note.description), None)
