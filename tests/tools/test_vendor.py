"""What is taken from elsewhere is what it was when it was taken."""

import hashlib
import re
from pathlib import Path

import pytest

from hinge_pwa.pwa.assets import NOT_SERVED

ROOT = Path(__file__).resolve().parents[2]
VENDORS = (ROOT / "static" / "vendor", ROOT / "tests" / "vendor")

each_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=lambda path: path.relative_to(ROOT).as_posix())


@each_vendor
def test_every_vendored_file_is_unchanged(vendor: Path) -> None:
    lines = (vendor / "CHECKSUMS.txt").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = [path for path in vendor.glob("*/**/*") if path.is_file()]
    assert listed == {
        path.relative_to(vendor).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


@each_vendor
def test_every_vendored_folder_has_its_licence_and_its_version(vendor: Path) -> None:
    readme = (vendor / "README.md").read_text()
    for folder in (path for path in vendor.iterdir() if path.is_dir()):
        assert (folder / "LICENSE.txt").read_text()
        assert re.search(rf"^\| `{folder.name}/` \| \S+ \d+\.\d+\.\d+ \|", readme, re.MULTILINE)


def test_notes_on_vendored_files_are_not_served() -> None:
    assert {path.suffix for path in VENDORS[0].rglob("*") if path.is_file()} - NOT_SERVED == {".js", ".wasm", ".bin"}
