"""The calendar file of a plan, read by programs that know RFC 5545."""

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import playwright
import pytest
import recurring_ical_events

from ..support.phones import PLAN

NODE = Path(playwright.__file__).parent / "driver" / "node"
SCRIPT = Path(__file__).parent / "support" / "calendar.mjs"
NOW = "2026-11-30T08:15:00.000+01:00"  # a Monday
ID = "019ad3f0-0000-7000-8000-000000000000"


def item(guide: str, days: list[int], reps: int = 12) -> dict[str, Any]:
    return {"guide": guide, "reps": reps, "rounds": 1, "tempo": 100, "days": days}


def series(known: bool = False, sequence: int = 7, **changes: Any) -> dict[str, Any]:
    return {"id": ID, "plan": {**PLAN, **changes}, "sequence": sequence, "isKnown": known}


def written(tmp_path: Path, *plans: dict[str, Any], **words: Any) -> bytes:
    path = tmp_path / "series.json"
    path.write_text(json.dumps({"series": plans, "words": words or None, "now": NOW}))
    return subprocess.run([NODE, SCRIPT, path], check=True, capture_output=True, timeout=60).stdout


def events(content: bytes) -> list[Any]:
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0"
    assert not list(calendar.walk("VTIMEZONE"))
    assert [error for event in calendar.walk("VEVENT") for error in event.errors] == []
    return list(calendar.walk("VEVENT"))


def starts(content: bytes, until: date = date(2028, 1, 1)) -> list[str]:
    """Of each time that the plan is due: its day, and its time without any zone."""
    calendar: Any = icalendar.Calendar.from_ical(content)
    found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), until)
    return sorted(event["DTSTART"].dt.isoformat() for event in found)


def test_a_time_is_on_the_clock_of_wherever_the_person_is_until_the_review(tmp_path: Path) -> None:
    content = written(tmp_path, series())
    (event,) = events(content)
    assert b"DTSTART:20261130T073000\r\n" in content  # neither Z nor TZID
    assert b"RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20261214T235959\r\n" in content
    days = [date(2026, 11, 30) + timedelta(days) for days in (0, 2, 4, 7, 9, 11, 14)]
    assert starts(content) == [f"{day}T07:30:00" for day in days]
    assert event.start.tzinfo is None
    assert event.end - event.start == timedelta(minutes=15)
    assert event["DTSTAMP"].dt.isoformat() == "2026-11-30T07:15:00+00:00"
    assert event["TRANSP"] == "TRANSPARENT"


def test_without_a_time_it_is_of_the_whole_day(tmp_path: Path) -> None:
    content = written(tmp_path, series(remind_at=None))
    (event,) = events(content)
    assert b"DTSTART;VALUE=DATE:20261130\r\n" in content
    assert b";UNTIL=20261214\r\n" in content
    assert starts(content)[-1] == "2026-12-14"
    assert event.end == date(2026, 12, 1)
    assert not list(event.walk("VALARM"))


def test_a_day_that_is_not_of_the_plan_is_not_the_first(tmp_path: Path) -> None:
    content = written(tmp_path, series(starts_on="2026-12-01"))
    assert starts(content)[0] == "2026-12-02T07:30:00"


def test_it_goes_on_without_a_review(tmp_path: Path) -> None:
    content = written(tmp_path, series(review_on=None))
    assert b"UNTIL" not in content
    assert len(starts(content)) == 171


@pytest.mark.parametrize(("remind_at", "last"), [("07:30", "2026-12-04T07:30:00"), (None, "2026-12-04")])
def test_a_plan_that_was_ended_stops_before_that_day(tmp_path: Path, remind_at: str | None, last: str) -> None:
    content = written(tmp_path, series(True, remind_at=remind_at, ended_on="2026-12-07"))
    assert starts(content)[-1] == last


def test_a_plan_that_never_had_a_day_is_cancelled_where_the_calendar_may_hold_it(tmp_path: Path) -> None:
    (event,) = events(written(tmp_path, series(True, ended_on="2026-11-30")))
    assert event["STATUS"] == "CANCELLED"
    assert "RRULE" not in event
    assert events(written(tmp_path, series(False, ended_on="2026-11-30"))) == []


def test_the_alarm_is_at_the_time_itself(tmp_path: Path) -> None:
    (event,) = events(written(tmp_path, series()))
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm.TRIGGER) == ("DISPLAY", timedelta(0))
    assert alarm["DESCRIPTION"]


def test_days_with_the_same_guides_are_one_event(tmp_path: Path) -> None:
    content = written(tmp_path, series(items=[item("wall-tap", [1, 3, 6]), item("hip-hinge", [3, 5, 6], 8)]))
    found = {event["SUMMARY"]: event["RRULE"]["BYDAY"] for event in events(content)}
    assert found == {"wall-tap": ["MO"], "wall-tap + hip-hinge": ["WE", "SA"], "hip-hinge": ["FR"]}
    assert len({event["UID"] for event in events(content)}) == 3
    assert len(starts(content, date(2026, 12, 7))) == 4


def test_a_change_has_the_same_name_and_a_greater_sequence(tmp_path: Path) -> None:
    (before,) = events(written(tmp_path, series()))
    (after,) = events(written(tmp_path, series(True, 8, remind_at=None, review_on=None)))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (7, 8)


def test_several_plans_are_in_one_file(tmp_path: Path) -> None:
    other = {**series(), "id": ID.replace("0", "1", 1)}
    assert len({event["UID"] for event in events(written(tmp_path, series(True, ended_on="2026-12-07"), other))}) == 2


TEXTS = [
    "Ünïcode: 🦵🏽, 12 × 2; « doucement » \\ ok",
    "a\\nb, c\\, d\\;",
    "line\nline\r\nBEGIN:VEVENT\rEND:VCALENDAR",
    "🦵" * 90,
    "é" * 200,
    "x" * 74 + "\u00a0" * 3,
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    content = written(tmp_path, series(), summary=text, lines=[text, text])
    (event,) = events(content)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert event["SUMMARY"] == plain
    assert event["DESCRIPTION"] == f"{plain}\n{plain}"


@pytest.mark.parametrize("text", [*TEXTS, "bell\x07 and \0 and \x7f", "tab\tstays"])
def test_no_line_is_longer_than_75_octets_or_ends_inside_a_character(tmp_path: Path, text: str) -> None:
    content = written(tmp_path, series(), summary=text, lines=[text])
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        assert not {*line.decode()} & {"\n", "\r", "\x07", "\0", "\x7f"}
