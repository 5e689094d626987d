"""The records of the bench: one session of two sets, as the practice page makes it."""

import json
import os

DATA = {
    "guide": "foam-roller-deadlift",
    "started_at": "2026-11-22T14:03:11.120-05:00",
    "ended_at": "2026-11-22T14:09:40.007-05:00",
    "sets": [
        {"side": "left", "reps": 15, "target": 15, "seconds": 93.5, "counter": "motion"},
        {"side": "right", "reps": 14, "target": 15, "seconds": 90.25, "counter": "motion"},
    ],
    "pain_before": 3,
    "pain_after": 2,
    "note": "",
}
STAMP = 1763838580007
TEXT = json.dumps(DATA, separators=(",", ":"))
DEVICE = "phone-3f9a"


def new_id(number: int) -> str:
    """A UUID of version 7 with `number` as its milliseconds, so that ids sort by it."""
    rest = os.urandom(10).hex()
    time = f"{0x019A00000000 + number:012x}"
    return f"{time[:8]}-{time[8:]}-7{rest[:3]}-8{rest[3:6]}-{rest[6:18]}"


def record(number: int) -> str:
    """A new record as JSON."""
    return envelope(new_id(number))


def envelope(id: str) -> str:
    return f'{{"kind":"session","id":"{id}","stamp":{STAMP},"device":"{DEVICE}","deleted":false,"data":{TEXT}}}'
