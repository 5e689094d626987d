"""Converts a browser's screenshots to PNG files with a palette."""

import struct
import zlib


def with_palette(png: bytes) -> bytes:
    """The same picture as a PNG of at most 256 colours: a third of the size, for flat colours."""
    width, height, pixels = decode(png)
    count: dict[bytes, int] = {}
    for i in range(0, len(pixels), 4):
        count[pixels[i : i + 4]] = count.get(pixels[i : i + 4], 0) + 1
    palette = sorted(count, key=lambda colour: -count[colour])[:256]
    index = {colour: palette.index(nearest(colour, palette)) for colour in count}
    rows = b"".join(
        b"\0" + bytes(index[pixels[i : i + 4]] for i in range(y * width * 4, (y + 1) * width * 4, 4))
        for y in range(height)
    )
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", b"".join(colour[:3] for colour in palette)),
            chunk(b"tRNS", bytes(colour[3] for colour in palette)),
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        )
    )


def nearest(colour: bytes, palette: list[bytes]) -> bytes:
    return min(palette, key=lambda other: sum((a - b) ** 2 for a, b in zip(colour, other, strict=True)))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def decode(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and RGBA pixels of a browser's screenshot (8 bits, RGB or RGBA, not interlaced)."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    step = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, stride = zlib.decompress(data), width * step
    above, pixels = bytearray(stride), bytearray()
    for y in range(height):
        start = y * (stride + 1)
        row = undo_filter(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above, step)
        for i in range(0, stride, step):
            pixels += row[i : i + 4] if step == 4 else row[i : i + 3] + b"\xff"
        above = row
    return width, height, bytes(pixels)


def undo_filter(kind: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    """Undoes the filter `kind`, 0 to 4, of one row (PNG specification, section 9)."""
    for i in range(len(row)):
        a = row[i - step] if i >= step else 0
        b, c = above[i], above[i - step] if i >= step else 0
        p = a + b - c
        paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        row[i] = (row[i] + (0, a, b, (a + b) // 2, paeth)[kind]) & 255
    return row
