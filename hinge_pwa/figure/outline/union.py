"""The outline of the union of overlapping shapes, for the ghost of the pose that a movement comes from.

The shapes fill the cells of a grid, row by row by their winding number. The outer edges of the filled cells are
linked to loops and smoothed.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .path import outline

CELL = 0.5
"""The side of a cell in cm."""
EDGES_PER_POINT = 5
"""Edges of cells for one point of the outline: 2.5 cm, the spacing of the points in a limb's profile."""
FLATNESS, MAX_SPACING = 0.9, 20.0
"""A point nearer than the first to the line between its neighbours is left out, if these are nearer than the second to
each other (cm)."""
MIN_EDGES = 40
"""Loops with fewer edges, such as a small gap between arm and trunk, are left out."""

Cell = tuple[int, int]


def union_outline(shapes: Iterable[Sequence[complex]]) -> str:
    """The path data around the union of closed shapes, each given by points along it in cm."""
    rows: dict[int, int] = {}
    for shape in shapes:
        _fill(rows, [point / CELL for point in shape])
    loops = (loop for loop in _loops(_edges(rows)) if len(loop) >= MIN_EDGES)
    return "".join(outline(_smooth(loop)) for loop in loops)


def _fill(rows: dict[int, int], shape: Sequence[complex]) -> None:
    """Sets the bits of the cells whose middles are inside; the index of a bit is the cell's x plus ``_OFFSET``."""
    crossings: dict[int, list[tuple[float, int]]] = {}
    for a, b in pairwise([*shape, shape[0]]):
        way = 1 if b.imag > a.imag else -1
        low, high = (a, b) if way > 0 else (b, a)
        for y in range(math.ceil(low.imag - 0.5), math.ceil(high.imag - 0.5)):
            x = low.real + (high.real - low.real) * (y + 0.5 - low.imag) / (high.imag - low.imag)
            crossings.setdefault(y, []).append((x, way))
    for y, found in crossings.items():
        winding, since = 0, 0.0
        for x, way in sorted(found):
            if winding == 0:
                since = x
            winding += way
            if winding == 0:
                first, end = math.ceil(since - 0.5) + _OFFSET, math.ceil(x - 0.5) + _OFFSET
                rows[y] = rows.get(y, 0) | ((1 << end) - (1 << first))


_OFFSET = 2000
"""Makes the x of every cell positive."""


def _edges(rows: dict[int, int]) -> dict[Cell, list[Cell]]:
    """From each corner to the next corners along the outer edges of the filled cells; filled cells lie on the left."""
    found: dict[Cell, list[Cell]] = {}
    for y, row in rows.items():
        below, above = rows.get(y - 1, 0), rows.get(y + 1, 0)
        sides = (
            (row & ~below, 0, 0, 1, 0),
            (row & ~(row >> 1), 1, 0, 1, 1),
            (row & ~above, 1, 1, 0, 1),
            (row & ~(row << 1), 0, 1, 0, 0),
        )
        for bits, ax, ay, bx, by in sides:
            while bits:
                x = (bits & -bits).bit_length() - 1 - _OFFSET
                found.setdefault((x + ax, y + ay), []).append((x + bx, y + by))
                bits &= bits - 1
    return found


def _loops(edges: dict[Cell, list[Cell]]) -> Iterable[list[Cell]]:
    while edges:
        start = next(iter(edges))
        loop, at = [start], start
        while (at := _step(edges, at)) != start:
            loop.append(at)
        yield loop


def _step(edges: dict[Cell, list[Cell]], at: Cell) -> Cell:
    onward = edges[at].pop()
    if not edges[at]:
        del edges[at]
    return onward


def _smooth(loop: list[Cell]) -> list[complex]:
    """The means of consecutive corners, which smooths the steps of the grid, without points that a line can replace."""
    count = len(loop)
    points = [
        CELL * sum(complex(*loop[(i + j) % count]) for j in range(EDGES_PER_POINT)) / EDGES_PER_POINT
        for i in range(0, count - EDGES_PER_POINT // 2, EDGES_PER_POINT)
    ]
    kept = points[:1]
    for point, following in zip(points[1:], [*points[2:], points[0]], strict=True):
        way = following - kept[-1]
        aside = abs((way.conjugate() * (point - kept[-1])).imag) / (abs(way) or 1)
        if aside > FLATNESS or abs(way) > MAX_SPACING:
            kept.append(point)
    return kept
