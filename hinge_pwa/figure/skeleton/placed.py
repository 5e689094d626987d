"""Where the roller and the other things of a picture are in space; points and lengths in cm."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RollerAxis:
    """The roller in space: the middles of its two ends, and its clockwise angle in degrees; upright is 0."""

    foot_end: complex
    palm_end: complex
    angle: float


@dataclass(frozen=True)
class DowelAxis:
    """The dowel in space: its lower and its upper end, and its clockwise angle in degrees; upright is 0."""

    low: complex
    high: complex
    angle: float

    def nearest(self, point: complex) -> complex:
        """The point of the axis nearest to ``point``."""
        way = (self.high - self.low) / abs(self.high - self.low)
        return self.low + way * ((point - self.low) / way).real


@dataclass(frozen=True)
class Miss:
    """A hand that may not reach its thing: the thing's name, and the distance that remains."""

    name: str
    distance: float


@dataclass(frozen=True)
class Placed:
    """Where the things are; None for a thing that the picture does not have.

    The place of a box or a kettlebell is the middle of its bottom.
    """

    wall: float | None = None
    """The x of the wall's face."""
    palm: complex | None = None
    """Where a hand rests on the wall."""
    dowel: DowelAxis | None = None
    box: complex | None = None
    kettlebell: complex | None = None
    chair: complex | None = None
    """The foot of the chair's back."""
    ball: complex | None = None
    """The middle of the ball."""
    misses: tuple[Miss, ...] = ()
    carried: tuple[tuple[float, complex], ...] = ()
    """Mass in kg and centre of mass of each thing in the hands."""
