"""Patterns and types of fields that several requests have."""

from typing import Annotated

from msgspec import Meta

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
"""In lower case, as a regular expression."""

# Half a surrogate pair, like NUL, can't be kept by every database.
PATTERN = r"\A[^\x00-\x1f\x7f\ud800-\udfff]{1,40}\Z"

Label = Annotated[str, Meta(pattern=PATTERN, description="text of 1 to 40 characters in one line")]
OptionalLabel = Annotated[Label | None, Meta(description="text of 1 to 40 characters in one line, or null")]
