"""Finds lines of more than 120 characters in scripts and styles: Biome breaks code, but no comments and no strings."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = (
    "static/sw.js",
    "static/js/**/*.js",
    "static/css/*.css",
    "tests/js/**/*.mjs",
    "tests/browser/*.js",
    "tools/*.mjs",
)
LONGEST = 120


def long_lines(root: Path = ROOT) -> list[str]:
    """Where they are: `path:line`, the path below `root`."""
    return [
        f"{path.relative_to(root)}:{number}"
        for place in PLACES
        for path in sorted(root.glob(place))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]


if __name__ == "__main__":
    if found := long_lines():
        sys.exit("\n".join([*found, f"These lines have more than {LONGEST} characters."]))
