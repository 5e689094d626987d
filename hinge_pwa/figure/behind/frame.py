"""The frame of a picture from behind, with the stance foot in its middle."""

from collections.abc import Sequence

from ..errors import PictureError
from ..frame import BELOW, Frame
from ..outline.path import path_points
from ..person.people import Person
from ..scene import Layer


def frame_around(side: str, share: float, person: Person, layers: Sequence[Layer], apart: float = 0) -> Frame:
    """The frame, ``share`` statures wide; raises PictureError if they do not fit, ``apart`` cm off its middle."""
    points = [point for layer in layers for part in layer.parts for point in path_points(part.d)]
    room = share * person.stature
    if (
        max(abs(p.real) for p in points) + apart > room / 2
        or max(p.imag for p in points) > room - BELOW * person.stature
    ):
        raise PictureError(f"frame: the person does not fit into {share:g}; take a larger one, or leave it out")
    return Frame(person, 0, side, share)
