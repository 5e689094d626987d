"""A skeleton with a thing in its place and a hand on it."""

from dataclasses import replace
from typing import Any

from ..skeleton.joints import Arm, Skeleton
from ..skeleton.placed import Miss


def place(s: Skeleton, **places: Any) -> Skeleton:
    """The skeleton with these values of its ``placed``."""
    return replace(s, placed=replace(s.placed, **places))


def add_miss(s: Skeleton, name: str, *by: float) -> tuple[Miss, ...]:
    """What hands miss, with how far they stay away from this thing (cm)."""
    return (*s.placed.misses, Miss(name, max(by)))


def arm_of(s: Skeleton, hand: str) -> Arm:
    return s.near_arm if hand == "near" else s.far_arm


def with_arm(s: Skeleton, hand: str, arm: Arm) -> Skeleton:
    return replace(s, near_arm=arm) if hand == "near" else replace(s, far_arm=arm)
