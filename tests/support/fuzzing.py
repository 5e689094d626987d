"""The number of examples of Hypothesis: few and always the same ones in the suite, many new ones in `make fuzz`."""

import os

from hypothesis import HealthCheck, Phase, settings

MULTIPLIER = int(os.environ.get("FUZZ", "1"))
"""Multiplies the number of examples."""


def examples(count: int) -> settings:
    return settings(
        max_examples=count * MULTIPLIER,
        derandomize=MULTIPLIER == 1,
        deadline=None,
        phases=[phase for phase in Phase if phase is not Phase.explain],
        suppress_health_check=list(HealthCheck),
    )
