"""Poses around a guide's picture, between which every pose shows the same: the mistake, or none."""

from collections.abc import Iterator, Mapping
from typing import Any

Spec = Mapping[str, Any]

SHALLOWER, DEEPER, SOFTER = 14.0, 5.0, 4.0
"""By how much the hips of a clean picture bend less and more, and its knees more, in degrees."""
TOWARDS = 0.2
"""The largest part of the way from right to wrong that a clean picture goes."""
MILDER, STRONGER = 0.9, 1.08
"""How far the mildest and the strongest picture of a mistake go from right to wrong; the guide's own goes to 1."""
AROUND = 5.0
"""By how much the hips of a mistake bend less and more, in degrees."""
MIXED = ("knee", "hip", "lumbar", "thoracic", "heel", "weight")
SHARES = (1.0, 0.5, 0.25, 0.0)
"""Where a pose is impossible, it is tried again with this part of its difference to the guide's."""


def clean(right: Spec, wrong: Spec) -> Iterator[list[Spec]]:
    """For each pose beside the guide's own, what to try, the best first."""
    for hip, knee in ((-SHALLOWER, SOFTER / 2), (DEEPER, SOFTER)):
        changes = {"hip": _within(right, wrong, "hip", hip), "knee": _within(right, wrong, "knee", knee)}
        yield [_changed(right, {key: share * by for key, by in changes.items()}) for share in SHARES]


def mistaken(right: Spec, wrong: Spec) -> Iterator[list[Spec]]:
    """As ``clean``, for the poses beside the guide's own picture of the mistake."""
    yield [_mixed(right, wrong, 1 + share * (MILDER - 1), -share * AROUND) for share in SHARES]
    yield [_mixed(right, wrong, 1 + share * (STRONGER - 1), share * AROUND) for share in SHARES]


def _within(right: Spec, wrong: Spec, key: str, by: float) -> float:
    """The change ``by``, but at most a small part of the way to the mistake."""
    way: float = wrong["pose"].get(key, 0) - right["pose"].get(key, 0)
    if way * by <= 0:
        return by
    return min(abs(by), TOWARDS * abs(way)) * (1 if by > 0 else -1)


def _changed(spec: Spec, by: Mapping[str, float]) -> Spec:
    pose = dict(spec["pose"])
    return {**spec, "pose": pose | {key: pose.get(key, 0) + change for key, change in by.items()}}


def _mixed(right: Spec, wrong: Spec, part: float, hip: float) -> Spec:
    """The mistake with the angles that make it, gone to ``part`` of the way from right to wrong."""
    a, b = right["pose"], wrong["pose"]
    default = {"weight": 0.34}
    mixed = {
        key: (start := a.get(key, default.get(key, 0))) + part * (b.get(key, default.get(key, 0)) - start)
        for key in MIXED
        if key in b
    }
    if "neck" in a and "neck" in b:
        mixed["neck"] = a["neck"] + part * (b["neck"] - a["neck"])
    elif "neck" in b:
        mixed["neck"] = part * b["neck"]
    return _changed({**wrong, "pose": {**b, **mixed}}, {"hip": hip})
