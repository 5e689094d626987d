"""The mark `path`: arrows along the way of the head, and of the hips or the free foot."""

from ..balance.weight import solve_open_angles
from ..outline.body import Part
from ..outline.surface import buttocks
from ..pose.pose import Pose
from ..skeleton.joints import Skeleton, rotate
from ..things.placement import build_skeleton
from .shapes import ABOVE, arrow

CROWN, HEEL = 5 + 23j, 4 - 19j
"""Where the arrows run: above the head, seen from the skull, and under the free heel, seen from its ankle (cm)."""
OFF_WALL = 2.0
"""How far from a wall an arrow ends, in cm."""
MIN_TRAVEL = 6.0
"""What moves by less gets no arrow, in cm."""
OFF_HIPS, HIPS_WAY, SHORTEST = 2.5, 17.0, 11.0
"""How far behind the hips their arrow begins or ends, how long it is, and at least: then it reaches onto them (cm)."""


def draw_trajectory(s: Skeleton, start: Pose) -> list[Part]:
    """Arrows: the way of the head, and of the hips or the free foot."""
    frames = [build_skeleton(s.person, solve_open_angles(s.person, start.blend(s.pose, i / 5))) for i in range(6)]
    scale = s.person.stature / 170
    crown = [f.spine["skull"].at + rotate(scale * CROWN, f.spine["skull"].upper) for f in frames]
    tracks = [crown[1:]]
    if s.pose.free:
        heel = [f.other.ankle.at + rotate(scale * HEEL, f.other.ankle.lower) for f in frames]
        tracks.append([complex(at.real, max(at.imag, ABOVE)) for at in heel][2:])
    else:
        track = _behind_hips(s)
        tracks.append(track if s.stance.hip.at.real < frames[0].stance.hip.at.real else track[::-1])
    return [part for track in tracks if abs(track[-1] - track[0]) > MIN_TRAVEL for part in arrow(track)]


def _behind_hips(s: Skeleton) -> list[complex]:
    """From near the buttocks straight back, no further than to a wall."""
    hips = min(buttocks(s), key=lambda point: point.real)
    near = min([hips.real, *([s.placed.dowel.low.real] if s.placed.dowel else [])]) - OFF_HIPS
    far = near - HIPS_WAY
    if s.placed.wall is not None and s.placed.wall < hips.real:
        far = max(far, s.placed.wall + OFF_WALL)
    return [complex(max(near, far + SHORTEST), hips.imag), complex(far, hips.imag)]
