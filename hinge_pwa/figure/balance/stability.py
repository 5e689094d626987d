"""What of the ground a body stands or kneels on, and so where its weight may lie."""

from ..skeleton.joints import FOOT, Skeleton
from ..things.contacts import SITTING, contacts
from ..things.supports import chair_rest
from .weight import HEEL_BEHIND_ANKLE, STABLE_LOAD, centre_of_mass, load

MARGIN = 3.0
"""How far within the outermost points of a knee or of the toes behind the weight still holds, in cm."""

HAND_SUPPORT = 6.0
"""How far ahead of the foot the weight may lie while a hand rests on something there, in cm: it steadies, no more."""


def base_of_support(s: Skeleton) -> tuple[float, float]:
    """The rearmost and the foremost place in cm over which the centre of mass holds."""
    foot = FOOT * s.person.stature
    back, front = ((share - HEEL_BEHIND_ANKLE) * foot for share in STABLE_LOAD)
    if sits(s):
        return s.stance.hip.at.real, front
    if s.pose.kneel is None:
        hand = resting_hand(s)
        return back, front if hand is None else min(max(front, hand), front + HAND_SUPPORT)
    back = s.other.ball.at.real + MARGIN
    return (back, s.other.knee.at.real) if s.pose.kneel.both else (back, front)


def sits(s: Skeleton) -> bool:
    """Whether the hips are on the seat of a chair."""
    return any(contact.subject == SITTING and contact.touches for contact in contacts(s))


def resting_hand(s: Skeleton) -> float | None:
    """How far forward a hand rests on a wall or a chair, in cm; None if none does."""
    things, placed = s.pose.things, s.placed
    if things.wall and things.wall.hands and placed.wall is not None:
        return placed.wall
    if things.chair and things.chair.hands and placed.chair is not None:
        return chair_rest(things.chair, placed.chair).real
    return None


def reason_to_fall(s: Skeleton) -> str | None:
    """Why the person would fall, if so."""
    back, front = base_of_support(s)
    at = centre_of_mass(s).real
    if back <= at <= front:
        return None
    if s.pose.kneel:
        side, way = ("behind", back - at) if at < back else ("before", at - front)
        return f"this would fall, with the weight {way:.0f} cm {side} what it rests on; lean the trunk the other way"
    return (
        f"this would fall, with the weight at {load(s):.2f} of the foot where {STABLE_LOAD[0]:g} to "
        f"{STABLE_LOAD[1]:g} holds; leave ankle out to have it found"
    )
