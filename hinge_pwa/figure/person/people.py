"""The people who can be drawn: stature and build. Colours are in ``static/css/figure.css``."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """One person. Build factors multiply the distances from the bone in ``profiles.py``; 1 is average."""

    name: str
    stature: float
    """Height in cm, barefoot."""
    mass: float
    """In kg, for the centre of mass of a person who carries something."""
    chest: float = 1.0
    bust: float = 0.0
    """How far the breasts add to the front of the chest, in cm."""
    belly: float = 1.0
    shoulders: float = 1.0
    """Breadth of the upper trunk."""
    buttocks: float = 1.0
    thigh: float = 1.0
    calf: float = 1.0
    arm: float = 1.0
    neck: float = 1.0
    shorts: float = 0.55
    """Length of the shorts, as a fraction of the thigh."""
    loose: float = 0.3
    """Distance between skin and cloth at the hem of shorts and sleeves, in cm."""


WOMAN = Person("woman", 168, 64, bust=1.6, belly=0.94, shoulders=0.93, buttocks=1.04, thigh=1.02, arm=0.88, neck=0.9)
MAN = Person(
    "man",
    178,
    80,
    chest=1.04,
    belly=1.1,
    shoulders=1.04,
    buttocks=0.93,
    thigh=0.97,
    calf=1.03,
    arm=1.1,
    neck=1.1,
    shorts=0.72,
    loose=1.2,
)

PEOPLE = {person.name: person for person in (WOMAN, MAN)}
