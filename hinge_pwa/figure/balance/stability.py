"""The base of support, and whether a person would fall."""

from ..skeleton.joints import FOOT, Skeleton
from ..things.contacts import SITTING, contacts
from ..things.supports import chair_rest
from .weight import HEEL_BEHIND_ANKLE, STABLE_LOAD, centre_of_mass, load

MARGIN = 3.0
"""Distance in cm from the ball of the rear foot to the edge of the base of support of a person who kneels."""

HAND_SUPPORT = 6.0
"""How far a resting hand extends the base of support ahead of the foot, in cm: it steadies but carries little."""


def base_of_support(s: Skeleton) -> tuple[float, float]:
    """The smallest and the largest x in cm at which the centre of mass is supported."""
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
    """The x in cm of a hand that rests on a wall or a chair; None if no hand does."""
    things, placed = s.pose.things, s.placed
    if things.wall and things.wall.hands and placed.wall is not None:
        return placed.wall
    if things.chair and things.chair.hands and placed.chair is not None:
        return chair_rest(things.chair, placed.chair).real
    return None


def reason_to_fall(s: Skeleton) -> str | None:
    """A sentence on why the person would fall; None if the centre of mass is over the base of support."""
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
