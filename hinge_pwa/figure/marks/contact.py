"""The marks `contact` and `press`: rings where body and thing touch, arrows where they press."""

from ..outline.body import Part
from ..outline.path import line
from ..skeleton.joints import Skeleton, rotate
from ..skeleton.placed import RollerAxis
from ..things.contacts import TOUCH, Contact, contacts
from .shapes import arrow, dot

MIN_GAP = 3.0
"""A gap wider than this, in cm, is drawn with a line across it."""
OPENING = 6.0
"""The gap in cm at which the ring of a moving contact begins to open."""


def draw_contacts(s: Skeleton) -> list[Part]:
    """A ring where body and thing touch, and a broken ring around the gap where they do not."""
    found = contacts(s)
    casings = [Part("contact casing", dot(c.at, c.radius)) for c in found if c.touches]
    lost = [part for c in found if not c.touches for part in _draw_lost(c)]
    return [*casings, *(Part("contact", dot(c.at, c.radius)) for c in found if c.touches), *lost]


def _draw_lost(c: Contact) -> list[Part]:
    """A broken ring around the gap, and a line across a wide gap."""
    body, thing = c.ends
    way = thing - body
    middle, wide = (body + thing) / 2, max(c.radius, abs(way) / 2 + 4.5)
    if abs(way) < MIN_GAP:
        return [Part("contact lost", dot(middle, wide))]
    side = 2.2j * way / abs(way)
    gap = line([body, thing]) + "".join(line([at - side, at + side]) for at in (body, thing))
    return [Part("gap casing", gap), Part("gap", gap), Part("contact lost", dot(middle, wide))]


def draw_touches(s: Skeleton) -> list[Part]:
    """For a movement: a dot at each contact, which opens to a ring as body and thing come together."""
    opened = [(c, max(0.0, min(1.0, 1 - (abs(c.gap) - TOUCH / 2) / OPENING))) for c in contacts(s)]
    return [Part(role, dot(c.at, c.radius * share)) for role in ("contact casing", "contact") for c, share in opened]


def draw_pressure(axis: RollerAxis) -> list[Part]:
    """Arrows along the roller that begin in the palm and in the foot and lead to its middle."""
    palm = [axis.palm_end + rotate(1j * y, axis.angle) for y in (2, -12, -26)]
    foot = [axis.foot_end + rotate(1j * y, axis.angle) for y in (-4, 12, 26)]
    return [part for role in ("press casing", "press") for points in (palm, foot) for part in arrow(points, role)]
