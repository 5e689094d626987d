"""The mark `later`: a word above the back of a pose that is not for the first weeks. Lengths in cm."""

from ..skeleton.joints import Skeleton
from .shapes import Label

ABOVE = 22.0
"""Distance from the middle of the trunk up to the word."""


def label_later(s: Skeleton) -> Label:
    return Label((s.stance.hip.at + s.spine["c7"].at) / 2 + 1j * ABOVE, "later", word=True)
