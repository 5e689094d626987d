"""Finds lines of more than 120 characters in scripts and styles: Biome breaks code, but not comments and strings."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GLOBS = (
    "static/sw.js",
    "static/js/**/*.js",
    "static/css/*.css",
    "tests/js/**/*.mjs",
    "tests/browser/*.js",
    "tools/*.mjs",
)
MADE = "static/js/bundled"  # by `make bundles`
MOST_CHARACTERS = 120


def long_lines(root: Path = ROOT) -> list[str]:
    """`path:line` of each, with the path below `root`."""
    return [
        f"{path.relative_to(root)}:{number}"
        for pattern in GLOBS
        for path in sorted(root.glob(pattern))
        if not path.is_relative_to(root / MADE)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > MOST_CHARACTERS
    ]


if __name__ == "__main__":
    if found := long_lines():
        sys.exit("\n".join([*found, f"These lines have more than {MOST_CHARACTERS} characters."]))
