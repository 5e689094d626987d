"""Reads the paths that ``hinge_pwa.figure.outline.path`` writes."""

import cmath
import math
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

NUMBER = re.compile(r"-?\d+")


def joints(d: str) -> Iterator[tuple[int, int]]:
    """The on-curve points of a path made by ``path.py``."""
    x = y = 0
    for command, text in re.findall(r"([Mqtl])([-\d ]*)", d):
        numbers = [int(n) for n in NUMBER.findall(text)]
        if command == "q":
            numbers = numbers[2:]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            yield x, y


def places(element: Element, *roles: str) -> Iterator[complex]:
    """The on-curve points of the paths in these roles, after all translations and rotations."""
    if element.tag == "path" and element.get("class") in roles:
        yield from (complex(*point) for point in joints(element.attrib["d"]))
    for child in element:
        for point in places(child, *roles):
            yield _moved(point, child.get("transform", ""))


def _moved(point: complex, transform: str) -> complex:
    for kind, text in reversed(re.findall(r"(translate|rotate)\(([^)]+)\)", transform)):
        numbers = [float(n) for n in text.split()]
        point = point + complex(*numbers) if kind == "translate" else point * cmath.rect(1, math.radians(numbers[0]))
    return point


def controls(d: str) -> list[complex]:
    """The control points of an outline, as a browser reflects them."""
    start, *rest = (complex(*point) for point in joints(d))
    first = re.search(r"q(-?\d+) ?(-?\d+)", d)
    assert first is not None
    found = [start + complex(int(first[1]), int(first[2]))]
    for joint in rest[:-1]:
        found.append(2 * joint - found[-1])
    return found
