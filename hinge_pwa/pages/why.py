"""The pictures of the page /why/; its text is in templates/why/."""

import tomllib
from pathlib import Path
from typing import Any

PICTURES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
