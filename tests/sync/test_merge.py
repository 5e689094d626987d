import json
from pathlib import Path
from typing import Any

import pytest

from ..support.phones import record, wins

# Read by tests/js/merge.test.mjs too: both halves keep one rule.
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "merge.json").read_text())


def change(of: dict[str, Any], id: str = "00000000-0000-7000-8000-000000000001") -> dict[str, Any]:
    return record(id) | of | ({"data": None} if of["deleted"] else {})


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_the_winner_wins_and_the_loser_does_not(vector: dict[str, Any]) -> None:
    winner, loser = change(vector["wins"]), change(vector["loses"])
    assert wins(winner, loser)
    assert not wins(loser, winner)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_a_change_does_not_win_over_itself(vector: dict[str, Any]) -> None:
    assert not wins(change(vector["wins"]), change(vector["wins"]))


def test_the_rule_is_a_total_order() -> None:
    changes = [change(vector[which]) for vector in VECTORS for which in ("wins", "loses")]
    keys = {(each["stamp"], each["deleted"], each["device"]) for each in changes}
    for a in changes:
        better = [b for b in changes if wins(b, a)]
        assert all(wins(c, a) for b in better for c in changes if wins(c, b))
    best = [a for a in changes if not any(wins(b, a) for b in changes)]
    assert max(keys) == (best[0]["stamp"], best[0]["deleted"], best[0]["device"])
