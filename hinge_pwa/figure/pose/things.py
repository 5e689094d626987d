"""The things of a picture as a guide describes them, and where they are in space. Lengths in cm, masses in kg."""

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
    """Behind the heels (``gap``) or before the toes (``front``); with neither, where the hips touch it at the end."""

    gap: float | None = _within(0, 80, None)
    front: float | None = _within(0, 80, None)
    height: float | None = _within(60, 180, None)
    """Where the hand rests on a wall in front; None is chest height."""
    hand: str = _one_of(HANDS)

    @property
    def at_hips(self) -> bool:
        """Whether it stands where the hips touch it."""
        return self.gap is None and self.front is None

    @property
    def hands(self) -> tuple[str, ...]:
        return () if self.front is None or self.hand == "none" else (self.hand,)


@dataclass(frozen=True)
class Dowel:
    """A stick along the back, held by the far hand behind the neck and the near hand at the low back."""

    hands = BOTH


@dataclass(frozen=True)
class Box:
    held: bool = True
    """Between both hands, as close to the body as it fits; else on the floor."""
    length: float = _within(15, 60, 34.0)
    height: float = _within(10, 60, 26.0)
    mass: float = _within(0, 30, 5.0)
    before: float = _within(0, 80, 6.0)
    """Between toes and box, when it stands on the floor."""
    grip: float = _within(0.2, 0.95, 0.5)
    """How high its handles are, as a share of its height."""

    @property
    def handles(self) -> float:
        """Their height above the box's bottom, in cm."""
        return self.grip * self.height

    @property
    def hands(self) -> tuple[str, ...]:
        return BOTH if self.held else ()


@dataclass(frozen=True)
class Kettlebell:
    held: bool = True
    """Hanging from both hands; else on the floor between the feet."""
    mass: float = _within(2, 32, 8.0)
    before: float = _within(-10, 60, 10.0)
    """How far its handle stands, or at least hangs, ahead of the ankles."""

    @property
    def hands(self) -> tuple[str, ...]:
        return BOTH if self.held else ()

    @property
    def radius(self) -> float:
        """Of a bell of cast iron: 15 cm across at 8 kg."""
        return 3.75 * math.pow(self.mass, 1 / 3)

    @property
    def height(self) -> float:
        return 1.94 * self.radius + 6.5

    @property
    def grip(self) -> float:
        """How high above its bottom the hands hold it."""
        return self.height - 2


@dataclass(frozen=True)
class Chair:
    """Before the toes with its back to the person (``before``), or behind the heels to sit down on (``behind``)."""

    before: float | None = _within(-40, 60, None)
    behind: float | None = _within(-30, 40, None)
    seat: float = _within(30, 70, 45.0)
    rest: str = _one_of(("back", "seat"))
    """Where the hand rests: on its back, or on the seat of one that faces the person."""
    hand: str = _one_of(HANDS)

    @property
    def hands(self) -> tuple[str, ...]:
        return () if self.before is None or self.hand == "none" else (self.hand,)

    @property
    def faces_back(self) -> bool:
        """Whether its seat is on the side of its back from which the person came."""
        return self.before is not None and self.rest == "seat"


@dataclass(frozen=True)
class Ball:
    """Something small to pick up from the floor."""

    held: bool = True
    """In the hand, wherever that is; else on the floor."""
    before: float | None = _within(-40, 80, None)
    """Between toes and ball, when it lies on the floor; None is below the shoulder of the hand that reaches it."""
    hand: str = _one_of(("near", "far", "none"))
    """The hand that has or reaches it."""

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
    """Everything that is there besides the roller."""

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
        """Which thing keeps the near and the far hand busy; raises ValueError with the two things that want one."""
        wanted = [(hand, name) for name in self.names for hand in getattr(self, name).hands]
        busy: dict[str, str] = {}
        for hand, name in wanted:
            if hand in busy:
                raise ValueError(f"the {hand} hand cannot hold the {busy[hand]} and the {name}")
            busy[hand] = name
        return busy
