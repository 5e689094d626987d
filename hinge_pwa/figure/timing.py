"""When each frame of a movement is shown.

Joint angles follow the minimum-jerk time course of Flash & Hogan (1985), as in a practised movement. The frames
are equal steps of the joint angles. Between two frames a spline with the slopes of that curve sets the time, so
that joint speed is continuous even with few frames.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

STEPS = 6
"""Steps from start to end: a trunk that leans by 60° turns 10° a step, where a chord is within 0.4 % of its arc."""
REST = 0.8
"""Seconds in the start pose before the loop begins again."""
LINEAR = "0 0 1 1"
"""The key spline of constant speed, for the two intervals without movement."""


class Tempo(Protocol):
    """Seconds of each phase: to the end pose, in the end pose, back to the start pose."""

    @property
    def eccentric(self) -> float: ...
    @property
    def pause(self) -> float: ...
    @property
    def concentric(self) -> float: ...


def minimum_jerk(t: float) -> float:
    """Fraction of the angle after the fraction ``t`` of the time, both 0 to 1."""
    return t**3 * (10 - 15 * t + 6 * t * t)


@dataclass(frozen=True)
class Clock:
    """The SMIL attributes that all animations of a figure share: ``dur``, ``keyTimes`` and ``keySplines``."""

    seconds: str
    times: str
    splines: str


def clock(there: float, pause: float, back: float) -> Clock:
    """The clock of a loop; the arguments are seconds, and the frames are those of ``loop``."""
    total = there + pause + back + REST
    shares = [_time_at(i / STEPS) for i in range(STEPS + 1)]
    times = [share * there for share in shares]
    times += [there + pause + share * back for share in shares]
    times.append(total)
    ease = [_spline(a, b) for a, b in pairwise(shares)]
    splines = [*ease, LINEAR, *ease, LINEAR]
    return Clock(f"{total:g}", ";".join(_decimal(t / total) for t in times), ";".join(splines))


def loop(values: Sequence[str]) -> list[str]:
    """The values of one loop: from start to end, back to start, and the start value again for the rest."""
    return [*values, *reversed(values), values[0]]


def _time_at(share: float) -> float:
    """The fraction of the time at which ``minimum_jerk`` reaches ``share``, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if minimum_jerk(middle) < share else (low, middle)
    return high if share else 0.0


def _spline(a: float, b: float) -> str:
    """SMIL's key spline between the times ``a`` and ``b`` (0 to 1), with the curve's speed at both ends."""
    rise = minimum_jerk(b) - minimum_jerk(a)
    first, last = (30 * t * t * (1 - t) ** 2 * (b - a) / rise / 3 for t in (a, b))
    return f".333 {_decimal(min(1, first))} .667 {_decimal(max(0, 1 - last))}"


def _decimal(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".").replace("0.", ".", 1) if value < 1 else "1"
