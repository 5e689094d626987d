"""Changed copies of a skeleton: a thing placed, an arm replaced."""

from dataclasses import replace
from typing import Any

from ..skeleton.joints import Arm, Skeleton
from ..skeleton.placed import Miss


def place(s: Skeleton, **places: Any) -> Skeleton:
    """The skeleton with these fields of ``Placed`` set."""
    return replace(s, placed=replace(s.placed, **places))


def add_miss(s: Skeleton, name: str, *by: float) -> tuple[Miss, ...]:
    """The skeleton's misses and one more: the largest of the distances ``by`` between hands and the thing, in cm."""
    return (*s.placed.misses, Miss(name, max(by)))


def arm_of(s: Skeleton, hand: str) -> Arm:
    return s.near_arm if hand == "near" else s.far_arm


def with_arm(s: Skeleton, hand: str, arm: Arm) -> Skeleton:
    return replace(s, near_arm=arm) if hand == "near" else replace(s, far_arm=arm)
