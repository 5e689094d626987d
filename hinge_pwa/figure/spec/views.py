"""The views of a person, from the side and from behind, and what each view can show."""

from collections.abc import Iterable

from ..errors import PictureError
from ..pose.pose import Pose

VIEWS = ("side", "behind")
MARKS_BEHIND = ("hips",)


def refuse_unseen(view: str, pose: Pose, marks: Iterable[str], things: Iterable[str], comes_from: bool) -> None:
    """Raises PictureError, beginning with the key, for a pose, mark or thing that this view cannot show."""
    if view == "side":
        refuse_opening(pose, "pose")
        if "hips" in marks:
            raise PictureError('marks: “hips” is seen from behind; say view = "behind"')
        return
    if comes_from:
        raise PictureError("from: where a movement comes from is seen from the side only")
    for mark in sorted(set(marks) - set(MARKS_BEHIND)):
        raise PictureError(f"marks: “{mark}” is seen from the side; from behind there is {', '.join(MARKS_BEHIND)}")
    for thing in sorted(set(things) - {"roller"}):
        raise PictureError(f"things: “{thing}” is seen from the side; from behind there is roller")
    if pose.kneel:
        raise PictureError("pose.kneel: a person who kneels is seen from the side")
    if pose.opening and not pose.free:
        raise PictureError("pose.opening: the hips open around one leg; give free too")


def refuse_opening(pose: Pose, where: str) -> None:
    """Raises PictureError for open hips, which only the view from behind shows."""
    if pose.opening:
        raise PictureError(f'{where}.opening: opening hips are seen from behind; say view = "behind"')
