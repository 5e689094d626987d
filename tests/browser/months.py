"""Weeks of practice for the report: what was planned, done, felt and told, at fixed dates up to NOW."""

import uuid
from datetime import date, timedelta
from typing import Any

from ..support.phones import Envelope, check, plan, record, session

LAST = date(2026, 11, 22)  # the day of NOW


def day(ago: int) -> str:
    """The day that lies `ago` days before NOW."""
    return (LAST - timedelta(days=ago)).isoformat()


def practised(ago: int, id: str | None = None, hour: int = 18, **changes: Any) -> Envelope:
    """A practice of hip-hinge: fifteen repetitions a side, counted by touch, for 3 minutes."""
    at = f"{day(ago)}T{hour:02}"
    sets = [{"side": side, "reps": 15, "target": 15, "seconds": 90, "counter": "tap"} for side in ("left", "right")]
    data = {
        "guide": "hip-hinge", "started_at": f"{at}:00:00.000+01:00", "ended_at": f"{at}:04:00.000+01:00", "sets": sets,
        "pain_before": 5, "pain_after": 4, "note": "", **changes,
    }  # fmt: skip
    return record(id or str(uuid.uuid4()), device="seed", data=session(**data))


def felt(ago: int, hour: int = 8, **changes: Any) -> Envelope:
    """A check that says nothing but `changes`."""
    nothing: dict[str, Any] = {"session": None, "pain": None, "activities": [], "tilts": [], "note": ""}
    return check(**{**nothing, "at": f"{day(ago)}T{hour:02}:00:00.000+01:00", **changes})


def planned(ago: int, days: tuple[int, ...] = (1, 3, 5), **changes: Any) -> Envelope:
    """A plan for hip-hinge that began `ago` days before NOW."""
    items = [{"guide": "hip-hinge", "reps": 15, "rounds": 1, "tempo": 100, "days": list(days)}]
    nothing: dict[str, Any] = {"review_on": None, "activities": [], "given_by": "", "words": ""}
    return plan(**{**nothing, "items": items, "starts_on": day(ago), **changes})


def a_month() -> list[Envelope]:
    """Four weeks of a plan for three days a week, with a gap of eight days, and everything that a report tells."""
    activities = ["putting on socks", "sitting for an hour", "lifting my grandson"]
    records = [planned(27, activities=activities, given_by="A. Example, physiotherapist", review_on=day(0))]
    levels = [
        (6, 5, 6),
        (6, 6, 8),
        (5, 4, 5),
        None,
        None,
        None,
        (5, 3, 4),
        (4, 3, 4),
        (None, 3, None),
        (4, 2, 3),
        (3, 2, None),
    ]
    agos = [27, 25, 23, 20, 18, 16, 13, 11, 9, 6, 4]
    for ago, level in zip(agos, levels, strict=True):
        if level is None:
            continue
        before, after, next_day = level
        note = "The left side pulled a little." if ago == 11 else ""
        one = practised(ago, pain_before=before, pain_after=after, note=note)
        records.append(one)
        if next_day is not None:
            records.append(felt(ago - 1, session=one["id"], pain=next_day))
    counted = [
        {
            "side": "left",
            "reps": 15,
            "target": 15,
            "seconds": 90,
            "counter": "motion",
            "counted": 13,
            "tilts": [40] * 13,
        }
    ]
    counted += [{"side": "right", "reps": 8, "target": 15, "seconds": 50, "counter": "motion"}]
    records.append(practised(2, sets=counted, pain_before=3, pain_after=2, note="Stopped: the telephone rang."))
    records.append(felt(20, pain=7))
    for ago, scores in ((27, (3, 4, 2)), (13, (5, 5, 3)), (0, (6, 7, 4))):
        scored = [{"text": text, "score": score} for text, score in zip(activities, scores, strict=True)]
        records.append(felt(ago, hour=9, activities=scored))
    records.append(felt(26, hour=10, tilts=[38, 41, 40]))
    records.append(felt(1, hour=10, tilts=[44, 46, 45]))
    return records
