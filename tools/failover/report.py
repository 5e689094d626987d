"""The result as a table in Markdown: how each event affected the devices' requests."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from .journal import NO_ANSWER, Attempt, is_acknowledged_push

HEAD = (
    "| what happened | s | requests | failed | s without an acknowledged push | p50 ms | p99 ms | slowest s |",
    "|---|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True)
class Stage:
    """The part of the run from one event to the next."""

    name: str
    begun: float
    ended: float
    """By time.monotonic()."""


def table(stages: Iterable[Stage], attempts: list[Attempt]) -> list[str]:
    return [*HEAD, *(_row(stage, attempts) for stage in stages)]


def _row(stage: Stage, attempts: list[Attempt]) -> str:
    during = [attempt for attempt in attempts if stage.begun < attempt.ended <= stage.ended]
    good = sorted(attempt.seconds for attempt in during if attempt.status == 200)
    bad = Counter(attempt.status for attempt in during if attempt.status != 200)
    cells = (
        stage.name,
        f"{stage.ended - stage.begun:.0f}",
        f"{len(during):,}",
        ", ".join(f"{count} {_reason(status)}" for status, count in sorted(bad.items())) or "0",
        f"{longest_silence(stage, attempts):.1f}",
        *([f"{1000 * percentile(good, share):.0f}" for share in (50, 99)] if good else ["", ""]),
        f"{max((attempt.seconds for attempt in during), default=0):.1f}",
    )
    return f"| {' | '.join(cells)} |"


def longest_silence(stage: Stage, attempts: Iterable[Attempt]) -> float:
    """The longest time in the stage, in seconds, without an acknowledged push of any device."""
    times = sorted(
        attempt.ended
        for attempt in attempts
        if is_acknowledged_push(attempt) and stage.begun < attempt.ended <= stage.ended
    )
    marks = [stage.begun, *times, stage.ended]
    return max(later - earlier for earlier, later in pairwise(marks))


def percentile(values: list[float], share: int) -> float:
    return quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


def _reason(status: int) -> str:
    return "no answer" if status == NO_ANSWER else str(status)
