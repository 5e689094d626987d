"""The mark `path`: arrows along the movement of the head, and of the hips or the free foot. Lengths in cm."""

from ..balance.weight import solve_open_angles
from ..outline.body import Part
from ..outline.surface import buttocks
from ..pose.pose import Pose
from ..skeleton.joints import Skeleton, rotate
from ..things.placement import build_skeleton
from .shapes import ABOVE_GROUND, arrow

CROWN, HEEL = 5 + 23j, 4 - 19j
"""Points that the arrows follow: above the head, relative to the skull joint, and below the free heel, relative to
the ankle joint (person 170 cm tall)."""
WALL_GAP = 2.0
"""Distance between a wall and the end of an arrow."""
MIN_TRAVEL = 6.0
"""A movement shorter than this has no arrow."""
HIPS_GAP, HIPS_LENGTH, MIN_LENGTH = 2.5, 17.0, 11.0
"""Distance between hips and arrow, length of the arrow, and its least length; near a wall it begins on the hips."""


def draw_trajectory(s: Skeleton, start: Pose) -> list[Part]:
    """An arrow for the head, and one for the free foot or, without one, for the hips."""
    frames = [build_skeleton(s.person, solve_open_angles(s.person, start.blend(s.pose, i / 5))) for i in range(6)]
    scale = s.person.stature / 170
    crown = [f.spine["skull"].at + rotate(scale * CROWN, f.spine["skull"].upper) for f in frames]
    tracks = [crown[1:]]
    if s.pose.free:
        heel = [f.other.ankle.at + rotate(scale * HEEL, f.other.ankle.lower) for f in frames]
        tracks.append([complex(at.real, max(at.imag, ABOVE_GROUND)) for at in heel][2:])
    else:
        track = _behind_hips(s)
        tracks.append(track if s.stance.hip.at.real < frames[0].stance.hip.at.real else track[::-1])
    return [part for track in tracks if abs(track[-1] - track[0]) > MIN_TRAVEL for part in arrow(track)]


def _behind_hips(s: Skeleton) -> list[complex]:
    """The two points of the arrow behind the buttocks, from near to far; it ends before a wall."""
    hips = min(buttocks(s), key=lambda point: point.real)
    near = min([hips.real, *([s.placed.dowel.low.real] if s.placed.dowel else [])]) - HIPS_GAP
    far = near - HIPS_LENGTH
    if s.placed.wall is not None and s.placed.wall < hips.real:
        far = max(far, s.placed.wall + WALL_GAP)
    return [complex(max(near, far + MIN_LENGTH), hips.imag), complex(far, hips.imag)]
