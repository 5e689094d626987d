"""Points in cm to short SVG path data.

One unit of the drawing is one millimetre of the person; y points down, as in SVG. Outlines are uniform quadratic
B-splines. Their joints are the midpoints of the control polygon, so every segment after the first is a ``t``
command of two numbers. Each joint is rounded so that the *next* implied control point is right: rounding errors do
not add up, and no control point is off by more than one millimetre.
"""

import re
from collections.abc import Iterable, Sequence


def svg_point(point: complex) -> tuple[int, int]:
    """A point in cm, y up, as x and y of the drawing: whole millimetres, y down."""
    return round(point.real * 10), round(-point.imag * 10)


def degrees(angle: float) -> str:
    """An angle in degrees as text, rounded to a tenth: that moves the end of an arm by less than a millimetre."""
    return f"{round(angle, 1) + 0:g}"


def outline(points: Sequence[complex]) -> str:
    """The path data of a smooth closed curve with these control points; a point given twice makes a corner."""
    seam = (points[-1] + points[0]) / 2
    return _spline(points, seam, seam) + "z"


def curve(points: Sequence[complex]) -> str:
    """The path data of a smooth open curve from the first point to the last."""
    return line(points) if len(points) == 2 else _spline(points[1:-1], points[0], points[-1])


def line(points: Sequence[complex]) -> str:
    """The path data of straight lines from point to point."""
    x, y = svg_point(points[0])
    return f"M{_numbers((x, y))}l" + _numbers(_steps((x, y), [svg_point(point) for point in points[1:]]))


def path_points(d: str) -> list[complex]:
    """The points in cm that lie on a path of this module: ends and joints, without control points."""
    at, found = 0j, []
    for command, text in re.findall(r"([Mqtl])([-\d ]*)", d):
        numbers = [int(number) for number in re.findall(r"-?\d+", text)]
        if command == "q":
            numbers = numbers[2:]
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            at = complex(x, y) if command == "M" else at + complex(x, y)
            found.append(at.conjugate() / 10)
    return found


def control_points(d: str) -> list[complex]:
    """The control points in cm of one curve or outline of this module, within a millimetre; an open curve has its ends.

    The first and the last point of an open curve come first and last.
    """
    start, first, *rest = _joints(d)
    controls, at = [start + first], start
    for joint in rest[:-1]:
        at += joint
        controls.append(2 * at - controls[-1])
    if d.endswith("z"):
        return [point.conjugate() / 10 for point in controls]
    return [point.conjugate() / 10 for point in (start, *controls, at + rest[-1])]


def _joints(d: str) -> list[complex]:
    """The numbers of a path as points; all but the first are relative, the second to the control point."""
    numbers = [int(number) for number in re.findall(r"-?\d+", d)]
    return [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _spline(controls: Sequence[complex], start: complex, end: complex) -> str:
    x, y = svg_point(start)
    implied = svg_point(controls[0])
    text = f"M{_numbers((x, y))}q" + _numbers((implied[0] - x, implied[1] - y)) + " "
    joints: list[tuple[int, int]] = []
    for following in controls[1:]:
        target = (following.real * 10, -following.imag * 10)
        joint = (round((implied[0] + target[0]) / 2), round((implied[1] + target[1]) / 2))
        implied = (2 * joint[0] - implied[0], 2 * joint[1] - implied[1])
        joints.append(joint)
    first, *rest = [*joints, svg_point(end)]
    text += _numbers((first[0] - x, first[1] - y))
    return text + ("t" + _numbers(_steps(first, rest)) if rest else "")


def _steps(at: tuple[int, int], points: Iterable[tuple[int, int]]) -> list[int]:
    steps: list[int] = []
    for x, y in points:
        steps += [x - at[0], y - at[1]]
        at = (x, y)
    return steps


def _numbers(values: Iterable[int]) -> str:
    """The numbers as text, with a space only where it is needed: a minus sign separates numbers, too."""
    text = ""
    for value in values:
        text += f" {value}" if text and value >= 0 else str(value)
    return text
