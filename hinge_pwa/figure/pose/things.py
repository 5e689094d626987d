"""The things of a picture as a guide describes them. Lengths in cm, masses in kg.

The metadata of a field declares its range or its choices for ``spec/picture.py``.
"""

import math
from dataclasses import dataclass, field, fields
from typing import Any

BOTH = ("near", "far")
HANDS = ("far", "near", "none")


def _within(low: float, high: float, default: float | None) -> Any:
    return field(default=default, metadata={"range": (low, high)})


def _one_of(choices: tuple[str, ...]) -> Any:
    return field(default=choices[0], metadata={"choices": choices})


@dataclass(frozen=True)
class Wall:
    """A wall, ``gap`` behind the heels or ``front`` before the toes; with neither, it is where the hips touch it."""

    gap: float | None = _within(0, 80, None)
    front: float | None = _within(0, 80, None)
    height: float | None = _within(60, 180, None)
    """Height of the hand on a wall in front; None: chest height."""
    hand: str = _one_of(HANDS)

    @property
    def at_hips(self) -> bool:
        """Whether the guide gives no distance, so that the hips set the place of the wall."""
        return self.gap is None and self.front is None

    @property
    def hands(self) -> tuple[str, ...]:
        return () if self.front is None or self.hand == "none" else (self.hand,)


@dataclass(frozen=True)
class Dowel:
    """A stick along the back: the far hand holds it behind the neck, the near hand at the low back."""

    hands = BOTH


@dataclass(frozen=True)
class Box:
    held: bool = True
    """Between both hands, as close to the body as possible; if false, on the floor."""
    length: float = _within(15, 60, 34.0)
    height: float = _within(10, 60, 26.0)
    mass: float = _within(0, 30, 5.0)
    before: float = _within(0, 80, 6.0)
    """Distance from the toes to a box on the floor."""
    grip: float = _within(0.2, 0.95, 0.5)
    """Height of the handles, as a fraction of the box's height."""

    @property
    def handles(self) -> float:
        """Height of the handles above the bottom."""
        return self.grip * self.height

    @property
    def hands(self) -> tuple[str, ...]:
        return BOTH if self.held else ()


@dataclass(frozen=True)
class Kettlebell:
    held: bool = True
    """Hanging from both hands; if false, on the floor between the feet."""
    mass: float = _within(2, 32, 8.0)
    before: float = _within(-10, 60, 10.0)
    """Distance of the handle ahead of the ankles; for a kettlebell that is held, the smallest distance."""

    @property
    def hands(self) -> tuple[str, ...]:
        return BOTH if self.held else ()

    @property
    def radius(self) -> float:
        """Radius of the ball, for cast iron: 15 cm across at 8 kg."""
        return 3.75 * math.pow(self.mass, 1 / 3)

    @property
    def height(self) -> float:
        return 1.94 * self.radius + 6.5

    @property
    def grip(self) -> float:
        """Height of the hands above the bottom."""
        return self.height - 2


@dataclass(frozen=True)
class Chair:
    """A chair, ``before`` the toes with its back to the person, or ``behind`` the heels to sit down on."""

    before: float | None = _within(-40, 60, None)
    behind: float | None = _within(-30, 40, None)
    seat: float = _within(30, 70, 45.0)
    rest: str = _one_of(("back", "seat"))
    """Where the hand rests: on the back of the chair, or on the seat of a chair that faces the person."""
    hand: str = _one_of(HANDS)

    @property
    def hands(self) -> tuple[str, ...]:
        return () if self.before is None or self.hand == "none" else (self.hand,)

    @property
    def faces_person(self) -> bool:
        """Whether the chair in front faces the person, with its seat nearer than its back."""
        return self.before is not None and self.rest == "seat"


@dataclass(frozen=True)
class Ball:
    """A small ball to pick up from the floor."""

    held: bool = True
    """In the hand; if false, on the floor."""
    before: float | None = _within(-40, 80, None)
    """Distance from the toes to a ball on the floor; None: vertically below the shoulder of the arm that reaches it."""
    hand: str = _one_of(("near", "far", "none"))
    """The hand that holds the ball or reaches for it."""

    @property
    def hands(self) -> tuple[str, ...]:
        return () if self.hand == "none" else (self.hand,)


KINDS: dict[str, type] = {
    "wall": Wall,
    "dowel": Dowel,
    "box": Box,
    "kettlebell": Kettlebell,
    "chair": Chair,
    "ball": Ball,
}


@dataclass(frozen=True)
class Things:
    """All things of a picture, except the roller."""

    wall: Wall | None = None
    dowel: Dowel | None = None
    box: Box | None = None
    kettlebell: Kettlebell | None = None
    chair: Chair | None = None
    ball: Ball | None = None

    @property
    def names(self) -> list[str]:
        return [item.name for item in fields(self) if getattr(self, item.name) is not None]

    def hands(self) -> dict[str, str]:
        """The name of the thing in each hand; raises ValueError if one hand should hold two things."""
        wanted = [(hand, name) for name in self.names for hand in getattr(self, name).hands]
        busy: dict[str, str] = {}
        for hand, name in wanted:
            if hand in busy:
                raise ValueError(f"the {hand} hand cannot hold the {busy[hand]} and the {name}")
            busy[hand] = name
        return busy
