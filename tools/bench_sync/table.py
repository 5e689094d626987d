"""Measurements, and the table that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Round:
    """One measurement: things done, seconds of time, seconds of the server's CPU time, seconds of each request."""

    done: int
    seconds: float
    cpu: float
    latencies: Sequence[float] = ()


@dataclass(frozen=True)
class Series:
    """One measurement repeated in several rounds; figures are medians over these."""

    rounds: Sequence[Round]

    @property
    def rate(self) -> float:
        """Things done per second."""
        return median(round.done / round.seconds for round in self.rounds)

    @property
    def cpu(self) -> float:
        """Seconds of CPU time for each thing done."""
        return median(round.cpu / max(round.done, 1) for round in self.rounds)

    def latency(self, part: float) -> float:
        """The latency in seconds at the quantile `part`, 0 to 1."""
        return median(sorted(round.latencies)[int(part * (len(round.latencies) - 1))] for round in self.rounds)


@dataclass(frozen=True)
class Line:
    name: str
    measured: Series
    ratio: float | None = None
    aim: str = ""


HEAD = f"{'':44}{'a second':>10}{'CPU, µs':>10}{'p50, ms':>9}{'p99, ms':>9}{'ratio':>8}  aim"


def rows(lines: Sequence[Line]) -> list[str]:
    return [HEAD, *(_row(line) for line in lines)]


def _row(line: Line) -> str:
    measured = line.measured
    row = f"{line.name:44}{measured.rate:>10,.0f}{measured.cpu * 1e6:>10,.1f}"
    if measured.rounds[0].latencies:
        row += f"{measured.latency(0.5) * 1e3:>9.2f}{measured.latency(0.99) * 1e3:>9.2f}"
    else:
        row += " " * 18
    return f"{row}{line.ratio:>8.2f}  {line.aim}".rstrip() if line.ratio is not None else row.rstrip()
