"""Where the roller and the other things of a picture are in space; points and lengths in cm."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RollerAxis:
    """The roller in space: the middles of its two ends, and its frame in degrees."""

    foot_end: complex
    palm_end: complex
    angle: float


@dataclass(frozen=True)
class DowelAxis:
    """The dowel's axis: its lower and its upper end, and its frame in degrees."""

    low: complex
    high: complex
    angle: float

    def nearest(self, point: complex) -> complex:
        """The point of the axis beside this one."""
        way = (self.high - self.low) / abs(self.high - self.low)
        return self.low + way * ((point - self.low) / way).real


@dataclass(frozen=True)
class Miss:
    """A hand that does not get where it should: the thing's name, and how far it stays away."""

    name: str
    distance: float


@dataclass(frozen=True)
class Placed:
    """Where the things are. A box, bell or chair is placed by the middle of its foot on the floor."""

    wall: float | None = None
    """The wall's face: how far it is ahead of the standing ankle."""
    palm: complex | None = None
    """Where a hand rests on the wall."""
    dowel: DowelAxis | None = None
    box: complex | None = None
    kettlebell: complex | None = None
    chair: complex | None = None
    """The chair's back on the floor; it faces away from a person behind it."""
    ball: complex | None = None
    """Its middle."""
    misses: tuple[Miss, ...] = ()
    carried: tuple[tuple[float, complex], ...] = ()
    """Mass in kg and centre of what is in the hands."""
