"""Instance folders that share one folder of built files, so that a server starts in half the time."""

from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / ".pytest_cache" / "build"
"""Built files are named by all that they depend on, so each is made once."""


def make_instance(folder: Path) -> Path:
    """`folder` as an instance folder; one that is there stays as it is."""
    BUILD.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "build").exists():
        (folder / "build").symlink_to(BUILD)
    return folder
