"""The warning signs stand before the first practice on a device, and again when their words have changed."""

import hashlib
import re
from pathlib import Path

from flask import current_app

TEMPLATE = "parts/warning-signs.html"
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{ _\('|'\) \}\}|<[^>]*>", re.DOTALL)


def version() -> str:
    """Names the words of the signs as they are now. Translations have the version of what they translate."""
    return version_of(Path(current_app.root_path, "templates", TEMPLATE).read_text("utf-8"))


def version_of(template: str) -> str:
    """Eight hex digits that change with the words of a template's source, and not with its markup."""
    words = " ".join(MARKUP.sub(" ", template).split())
    return hashlib.sha256(words.encode()).hexdigest()[:8]
