"""Teaching marks, computed from the pose: angles, the spine, the load, the way, the start."""

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..balance.contacts import TOUCH, Contact, contacts
from ..balance.weight import centre_of_mass, settle
from ..outline.body import Part, trunk_and_leg
from ..outline.path import curve, line, outline
from ..outline.surface import heels, on_trunk, seat, toes
from ..pose.pose import Pose
from ..pose.roller import RADIUS, Rod
from ..skeleton.joints import THIGH, Skeleton, turned
from ..things.placing import posed

SPINE = [
    (7.0, -7.4), (13.0, -6.4), (19.0, -5.8), (25.0, -5.7), (31.0, -6.1), (37.0, -6.7),
    (43.0, -7.0), (48.5, -6.4), (53.5, -4.8), (58.0, -2.8), (62.0, -1.0),
]  # fmt: skip
"""The spine from the sacrum to the skull: height above the hip, and forward of the body's axis (cm)."""


SIT_BONE, BELOW_KNEE = -5.0 - 5.0j, -3.6 - 4.4j
"""Where the hamstrings begin on the pelvis and end on the shin, seen from hip and knee (cm, person 170 cm tall)."""
HAMSTRINGS_WIDTH = 8.4
"""Of the standing person's muscle, in cm; its area stays the same when it is drawn out."""
BELLY = [(0.04, 0.35), (0.2, 0.95), (0.42, 1.05), (0.62, 0.75), (0.78, 0.3), (0.9, 0.22)]
"""Share of the way from end to end, and of the width there."""


CROWN, HEEL = 5 + 23j, 4 - 19j
"""Where the arrows run: above the head, seen from the skull, and under the free heel, seen from its ankle (cm)."""
OFF_WALL = 2.0
"""How far from a wall an arrow ends, in cm."""
STILL = 6.0
"""What moves by less gets no arrow, in cm."""
ABOVE = 4.0
"""How far above the ground an arrow stays, in cm."""
OFF_HIPS, HIPS_WAY, SHORTEST = 2.5, 17.0, 11.0
"""How far behind the hips their arrow begins or ends, how long it is, and at least: then it reaches onto them (cm)."""
SEEN = 3.0
"""A gap wider than this is drawn as a way across, in cm."""
BALL_LONG = 3.0
"""How far what the forefoot stands on reaches behind the ball's middle, in cm."""
ROOM = 5.0
"""How far inside the trunk the dot of the weight's line lies, in cm."""
WIDE, HIGH = 2.3, 3.6
"""Half a label's height, and its width by character, in cm."""
NEAR = 6.0
"""From how far a ring opens while body and thing come together, in cm."""


@dataclass(frozen=True)
class Label:
    """Text at a point in cm."""

    at: complex
    text: str

    @property
    def corners(self) -> tuple[complex, complex]:
        """Of the box that it takes up at most."""
        half = complex(WIDE * len(self.text), HIGH)
        return self.at - half, self.at + half


def draw_spine(s: Skeleton) -> list[Part]:
    chain = trunk_and_leg(s, s.near_leg)
    return [Part("spine", curve([chain.at(complex(f, h)) for h, f in SPINE]))]


def draw_hamstrings(s: Skeleton) -> list[Part]:
    """The muscle at the back of the standing thigh, from the sit bone to below the knee: the longer, the thinner."""
    scale = s.person.stature / 170
    leg = s.stance
    sit_bone = leg.hip.at + turned(SIT_BONE * scale, leg.hip.upper)
    shin = leg.knee.at + turned(BELOW_KNEE * scale, leg.knee.lower)
    along = shin - sit_bone
    width = HAMSTRINGS_WIDTH * scale * abs(BELOW_KNEE - SIT_BONE - THIGH * 170j) * scale / abs(along)
    behind = -1j * along / abs(along) * width / 2

    def side(factor: float) -> list[complex]:
        return [sit_bone + along * t + behind * bulge * factor for t, bulge in BELLY]

    return [
        Part("muscle", outline([sit_bone, *side(1), shin, *reversed(side(-1))])),
        *(Part("fibre", curve([sit_bone + along * 0.12, *side(f)[1:-1], shin - along * 0.22])) for f in (0.5, 0, -0.5)),
    ]


def draw_load(s: Skeleton) -> list[Part]:
    """What the body stands on, and a fulcrum under it where the centre of mass lies: a seesaw in balance or not."""
    x = centre_of_mass(s).real
    back = s.stance.ball.at.real - BALL_LONG if s.pose.heel else heels(s.person)
    back, front = min(back, x), max(toes(s.person), x)
    fulcrum = [complex(x, -3.6), complex(x + 3.6, -9), complex(x - 3.6, -9)]
    return [Part("base", line([back - 2.2j, front - 2.2j])), Part("load", line(fulcrum) + "z")]


def draw_plumb(s: Skeleton) -> list[Part]:
    """An arrow along the vertical through the centre of mass, from where it meets the trunk down to the ground."""
    centre = centre_of_mass(s)
    start, tip = on_trunk(s, centre, ROOM), complex(centre.real, 0.6)
    shaft, head = line([start, tip]), line([tip + 3.4 + 5.6j, tip, tip - 3.4 + 5.6j])
    return [
        *(Part(role, d) for role in ("plumb casing", "plumb") for d in (shaft, head)),
        Part("centre", dot(start, 3.4)),
    ]


def draw_way(s: Skeleton, start: Pose) -> list[Part]:
    """Arrows: the way of the head, and of the hips or the free foot."""
    frames = [posed(s.person, settle(s.person, start.blend(s.pose, i / 5))) for i in range(6)]
    scale = s.person.stature / 170
    crown = [f.spine["skull"].at + turned(scale * CROWN, f.spine["skull"].upper) for f in frames]
    tracks = [crown[1:]]
    if s.pose.free:
        heel = [f.other.ankle.at + turned(scale * HEEL, f.other.ankle.lower) for f in frames]
        tracks.append([complex(at.real, max(at.imag, ABOVE)) for at in heel][2:])
    else:
        track = _behind_hips(s)
        tracks.append(track if s.stance.hip.at.real < frames[0].stance.hip.at.real else track[::-1])
    return [part for track in tracks if abs(track[-1] - track[0]) > STILL for part in arrow(track)]


def _behind_hips(s: Skeleton) -> list[complex]:
    """From near the buttocks straight back, no further than to a wall."""
    hips = min(seat(s), key=lambda point: point.real)
    near = min([hips.real, *([s.placed.stick.low.real] if s.placed.stick else [])]) - OFF_HIPS
    far = near - HIPS_WAY
    if s.placed.wall is not None and s.placed.wall < hips.real:
        far = max(far, s.placed.wall + OFF_WALL)
    return [complex(max(near, far + SHORTEST), hips.imag), complex(far, hips.imag)]


def dot(at: complex, radius: float) -> str:
    return outline([at + cmath.rect(radius * 1.08, i * math.pi / 3) for i in range(6)])


def joint_dots(*places: complex) -> Part:
    """A spot at each of them, one path."""
    return Part("joint", "".join(line([at, at]) for at in places))


def arrow(points: Sequence[complex], role: str = "way") -> list[Part]:
    """A curved arrow with its head at the last point."""
    tip, before = points[-1], points[-2]
    back = cmath.phase(before - tip)
    wings = [tip + cmath.rect(5.2, back + turn) for turn in (math.radians(38), -math.radians(38))]
    return [Part(role, curve(points) + line([wings[0], tip, wings[1]]))]


def draw_contacts(s: Skeleton) -> list[Part]:
    """A ring where body and thing touch; a broken one around the gap where contact is lost."""
    found = contacts(s)
    casings = [Part("contact casing", dot(c.at, c.wide)) for c in found if c.kept]
    lost = [part for c in found if not c.kept for part in _lost(c)]
    return [*casings, *(Part("contact", dot(c.at, c.wide)) for c in found if c.kept), *lost]


def _lost(c: Contact) -> list[Part]:
    """A broken ring around both sides of the gap, and the way from one to the other."""
    body, thing = c.ends
    way = thing - body
    middle, wide = (body + thing) / 2, max(c.wide, abs(way) / 2 + 4.5)
    if abs(way) < SEEN:
        return [Part("contact lost", dot(middle, wide))]
    side = 2.2j * way / abs(way)
    gap = line([body, thing]) + "".join(line([at - side, at + side]) for at in (body, thing))
    return [Part("gap casing", gap), Part("gap", gap), Part("contact lost", dot(middle, wide))]


def draw_touches(s: Skeleton) -> list[Part]:
    """For a movement: a dot where body and thing will touch, which opens to a ring as they come together."""
    opened = [(c, max(0.0, min(1.0, 1 - (abs(c.gap) - TOUCH / 2) / NEAR))) for c in contacts(s)]
    return [Part(role, dot(c.at, c.wide * share)) for role in ("contact casing", "contact") for c, share in opened]


def draw_pressure(rod: Rod) -> list[Part]:
    """An arrow onto the palm and one onto the sole, along the roller; by its side where the ground is too near."""
    palm = [rod.palm_end + turned(1j * y, rod.frame) for y in (34, 22, 10)]
    foot = [rod.foot_end + turned(-1j * y, rod.frame) for y in (40, 28, 16)]
    if foot[0].imag < ABOVE:
        foot = [rod.foot_end + turned(complex(RADIUS + 7, y), rod.frame) for y in (-2, 10, 24)]
    return [*arrow(palm), *arrow(foot)]


def draw_verdict(wrong: bool, at: complex) -> list[Part]:
    """A cross or a tick in a disc: told apart by shape as well as colour."""
    disc = outline([at + cmath.rect(9.6, i * math.pi / 4) for i in range(8)])
    if wrong:
        sign = line([at + 3 + 3j, at - 3 - 3j]) + line([at - 3 + 3j, at + 3 - 3j])
    else:
        sign = line([at - 3.8 + 0.2j, at - 1 - 2.8j, at + 4 + 3j])
    kind = "wrong" if wrong else "right"
    return [Part(f"disc {kind}", disc), Part("sign", sign)]
