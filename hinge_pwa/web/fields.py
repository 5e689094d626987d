"""Patterns and types of fields that occur in several requests."""

from typing import Annotated

from msgspec import Meta

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
"""A regular expression for a UUID in lower case."""

# Not every database can store half a surrogate pair or NUL.
LABEL = r"\A[^\x00-\x1f\x7f\ud800-\udfff]{1,40}\Z"

Label = Annotated[str, Meta(pattern=LABEL, description="text of 1 to 40 characters in one line")]
OptionalLabel = Annotated[Label | None, Meta(description="text of 1 to 40 characters in one line, or null")]
