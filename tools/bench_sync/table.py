"""What was measured, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Round:
    """One measurement: so many things done, in so many seconds and seconds of the server's CPU time."""

    done: int
    seconds: float
    cpu: float
    latencies: Sequence[float] = ()


@dataclass(frozen=True)
class Measured:
    """The same measurement, round after round; of all figures the median counts."""

    rounds: Sequence[Round]

    @property
    def rate(self) -> float:
        """A second of time."""
        return median(round.done / round.seconds for round in self.rounds)

    @property
    def cpu(self) -> float:
        """Seconds of CPU time for each."""
        return median(round.cpu / max(round.done, 1) for round in self.rounds)

    def latency(self, part: float) -> float:
        """Seconds that `part` of the requests did not exceed."""
        return median(sorted(round.latencies)[int(part * (len(round.latencies) - 1))] for round in self.rounds)


@dataclass(frozen=True)
class Line:
    name: str
    measured: Measured
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
