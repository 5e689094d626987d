"""What people call their devices and passkeys."""

from typing import Annotated

from msgspec import Meta

# Half a surrogate pair, like NUL, can't be kept by every database.
PATTERN = r"\A[^\x00-\x1f\x7f\ud800-\udfff]{1,40}\Z"

Label = Annotated[str, Meta(pattern=PATTERN, description="text of 1 to 40 characters in one line")]
OptionalLabel = Annotated[Label | None, Meta(description="text of 1 to 40 characters in one line, or null")]
