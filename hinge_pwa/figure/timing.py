"""When each frame of a movement is shown.

Joints turn under the minimum-jerk time course of Flash & Hogan (1985), as a practised limb moves. The
frames stand at equal turns; the time between two of them is splined with the slopes of that curve,
so that no joint changes its speed suddenly however few the frames are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

STEPS = 9
"""Intervals from start to end: 90° of trunk lean is 10° a step, where a chord is within 0.4 % of its arc."""
REST = 0.8
"""Seconds in the start pose before the loop begins again."""
LINEAR = "0 0 1 1"


class Tempo(Protocol):
    """Seconds of each phase: there, at the end, back."""

    @property
    def eccentric(self) -> float: ...
    @property
    def pause(self) -> float: ...
    @property
    def concentric(self) -> float: ...


def minimum_jerk(t: float) -> float:
    """Share of the way after the share ``t`` of the time."""
    return t**3 * (10 - 15 * t + 6 * t * t)


@dataclass(frozen=True)
class Clock:
    """The attributes that all animations of a figure share."""

    seconds: str
    times: str
    splines: str


def clock(there: float, pause: float, back: float) -> Clock:
    """The loop: there, pause, back, rest, in seconds; its frames are those of ``loop``."""
    total = there + pause + back + REST
    shares = [_time_at(i / STEPS) for i in range(STEPS + 1)]
    times = [share * there for share in shares]
    times += [there + pause + share * back for share in shares]
    times.append(total)
    ease = [_spline(a, b) for a, b in pairwise(shares)]
    splines = [*ease, LINEAR, *ease, LINEAR]
    return Clock(f"{total:g}", ";".join(_decimal(t / total) for t in times), ";".join(splines))


def loop(values: Sequence[str]) -> list[str]:
    """The values from start to end, then back, then at rest."""
    return [*values, *reversed(values), values[0]]


def _time_at(share: float) -> float:
    """The time at which minimum jerk has gone that share of the way."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if minimum_jerk(middle) < share else (low, middle)
    return high if share else 0.0


def _spline(a: float, b: float) -> str:
    """The cubic through one interval with the curve's own speed at both ends."""
    rise = minimum_jerk(b) - minimum_jerk(a)
    first, last = (30 * t * t * (1 - t) ** 2 * (b - a) / rise / 3 for t in (a, b))
    return f".333 {_decimal(min(1, first))} .667 {_decimal(max(0, 1 - last))}"


def _decimal(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".").replace("0.", ".", 1) if value < 1 else "1"
