"""How hard tests that make up their own examples try: the same few ones in the suite, many new ones in `make fuzz`."""

import os

from hypothesis import HealthCheck, Phase, settings

HARDER = int(os.environ.get("FUZZ", "1"))
"""How many times as many examples as in the suite."""


def examples(count: int) -> settings:
    return settings(
        max_examples=count * HARDER,
        derandomize=HARDER == 1,
        deadline=None,
        phases=[phase for phase in Phase if phase is not Phase.explain],
        suppress_health_check=list(HealthCheck),
    )
