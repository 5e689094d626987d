"""The path from guide to guide as JSON for scripts: what each asks for, what comes after it, and its other doses."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins

from .model import Guide, Variation


def path(guides: Iterable[Guide]) -> list[dict[str, Any]]:
    """One entry for each of `guides`, in their order; versions without a dose are left out."""
    return [
        {
            "guide": guide.slug,
            "title": guide.title,
            "reps": guide.reps,
            "sides": guide.sides,
            "next": to_builtins(guide.next),
            "easier": _doses(guide.easier),
            "harder": _doses(guide.harder),
        }
        for guide in guides
    ]


def _doses(variations: Iterable[Variation]) -> list[dict[str, Any]]:
    return [{"title": one.title, **to_builtins(one.dose)} for one in variations if one.dose]
