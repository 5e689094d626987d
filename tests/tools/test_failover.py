"""What `make failover` concludes from a run: that it can find a loss, and where no service was."""

from typing import Any

import pytest

from tools.failover import agree, report
from tools.failover.journal import NO_ANSWER, Attempt, Journal

from ..support.phones import Phone, record

ACKNOWLEDGED = record("a", 5, "phone")


@pytest.mark.parametrize(("stored", "is_lost"), [
    ({}, True), ({"b": (5, False, "phone")}, True), ({"a": (4, False, "phone")}, True), ({"a": (5, False, "pc")}, True),
    ({"a": (5, False, "phone")}, False), ({"a": (5, True, "phone")}, False), ({"a": (6, False, "a")}, False),
])  # fmt: skip
def test_a_change_is_lost_unless_it_or_a_later_one_is_stored(stored: dict[str, agree.Key], is_lost: bool) -> None:
    assert agree.lost([ACKNOWLEDGED], stored) == ([ACKNOWLEDGED] if is_lost else [])


def test_devices_agree_only_if_each_holds_exactly_what_is_stored() -> None:
    def phone(**held: Any) -> Phone:
        return Phone(client=None, name="phone", records=held)

    other = record("a", 5, "phone", data=None)
    assert agree.differences([phone(a=ACKNOWLEDGED), phone(a=ACKNOWLEDGED)], {"a": ACKNOWLEDGED}) == []
    for wrong in (phone(), phone(a=other), phone(a=ACKNOWLEDGED, b=other)):
        (problem,) = agree.differences([phone(a=ACKNOWLEDGED), wrong], {"a": ACKNOWLEDGED})
        assert problem.startswith("phone: ")


def test_a_journal_keeps_only_acknowledged_changes_as_such() -> None:
    journal = Journal()
    for status in (200, 503, NO_ANSWER):
        journal.add(0, status, [record(str(status))])
    assert [change["id"] for change in journal.acknowledged] == ["200"]
    assert len(journal.attempts) == 3


def test_the_time_without_service_is_the_longest_without_an_acknowledged_push() -> None:
    stage = report.Stage("the primary dies", 10, 20)
    attempts = [Attempt(ended, 0.1, 1, 200) for ended in (9, 11, 18, 21)]
    attempts += [Attempt(14, 0.1, 1, 503), Attempt(15, 0.1, 1, NO_ANSWER), Attempt(16, 0.1, 0, 200)]
    assert report.longest_silence(stage, attempts) == 7
    row = report.table([stage], attempts)[-1]
    assert row == "| the primary dies | 10 | 5 | 1 no answer, 1 503 | 7.0 | 100 | 100 | 0.1 |"


def test_a_stage_in_which_nobody_was_served_has_a_row_too() -> None:
    assert "| 10.0 |" in report.table([report.Stage("dark", 10, 20)], [])[-1]
