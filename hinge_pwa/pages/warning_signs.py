"""The version of the warning signs. A device shows them before its first practice and again after a new version."""

import hashlib
import re
from pathlib import Path

from flask import current_app

TEMPLATE = "parts/warning-signs.html"
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{ _\('|'\) \}\}|<[^>]*>", re.DOTALL)


def version() -> str:
    """The version of the current English text; translations of it have the same version."""
    return version_of(Path(current_app.root_path, "templates", TEMPLATE).read_text("utf-8"))


def version_of(template: str) -> str:
    """Eight hexadecimal digits, which change with the words in a template's source but not with its markup."""
    words = " ".join(MARKUP.sub(" ", template).split())
    return hashlib.sha256(words.encode()).hexdigest()[:8]
