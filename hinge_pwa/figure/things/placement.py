"""Builds the skeleton of a pose: places its things and puts the hands on them."""

from dataclasses import replace

from ..outline.surface import heels
from ..person.people import Person
from ..pose.pose import Pose
from ..skeleton.joints import Skeleton
from ..skeleton.kinematics import forward_kinematics
from .carried import with_ball, with_box, with_kettlebell
from .dowel import with_dowel
from .supports import with_chair, with_wall


def build_skeleton(person: Person, pose: Pose) -> Skeleton:
    """The person in the pose with all things in place and the hands on them.

    ``pose.ankle`` must be known. Raises PictureError as ``forward_kinematics`` does.
    """
    s = forward_kinematics(person, pose)
    things = pose.things
    if things.dowel:
        s = with_dowel(s)
    if things.box:
        s = with_box(s, things.box)
    if things.kettlebell:
        s = with_kettlebell(s, things.kettlebell)
    if things.chair:
        s = with_chair(s, things.chair)
    if things.ball:
        s = with_ball(s, things.ball)
    if things.wall:
        s = with_wall(s, things.wall)
    return s


def fix_wall(end: Skeleton, pose: Pose) -> Pose:
    """The pose with the wall where the hips touch it in ``end``; unchanged if the guide gives a distance."""
    wall, face = pose.things.wall, end.placed.wall
    if wall is None or face is None or not wall.at_hips:
        return pose
    return replace(pose, things=replace(pose.things, wall=replace(wall, gap=heels(end.person) - face)))
