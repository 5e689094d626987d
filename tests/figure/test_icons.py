"""The icons for launchers: their dimensions match their names, and their files are small."""

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

ICONS = Path(__file__).parents[2] / "static" / "icons"


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("icon-192.png", 192),
        ("icon-512.png", 512),
        ("maskable-192.png", 192),
        ("maskable-512.png", 512),
        ("apple-touch-icon.png", 180),
    ],
)
def test_a_bitmap_has_its_size_and_is_small(name: str, size: int) -> None:
    data = ICONS.joinpath(name).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (size, size)
    assert len(data) <= 12_000


def test_the_drawn_icon_is_safe_svg() -> None:
    root = ElementTree.parse(ICONS / "icon.svg").getroot()
    assert root.get("viewBox") == "0 0 100 100"
    for element in root.iter():
        assert element.tag.split("}")[1] in {"svg", "g", "rect", "path", "circle"}
        assert "style" not in element.attrib
