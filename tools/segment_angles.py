"""Writes tests/vectors/segments.json: how segments of each guide's figure turn and move, for simulated sensor signals.

Run it by hand after a change of a guide's movement or of the figure: `python -m tools.segment_angles`.
"""

import json
from pathlib import Path
from typing import Any

from hinge_pwa.figure.motion import skeletons
from hinge_pwa.figure.skeleton.joints import Skeleton
from hinge_pwa.figure.spec.picture import read_movement
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load

SEGMENTS = Path(__file__).parents[1] / "tests" / "vectors" / "segments.json"


def segments() -> dict[str, Any]:
    """By guide: its tempo in seconds; by segment a list of frames, [forward lean in degrees, forward in cm, up in cm].

    Frames are at equal steps of the joints' turning, see figure/timing.py. Each segment is measured where a phone may
    be: the pelvis at the hip (back pocket), the trunk at the seventh cervical vertebra (strap), the thigh of the stance
    leg at its middle (front pocket).
    """
    guides = load(CONTENT)
    return {slug: _guide(guide.movement, guide.tempo) for slug, guide in guides.items()}


def _guide(movement: Any, tempo: Any) -> dict[str, Any]:
    frames = skeletons(read_movement(movement))
    return {
        "tempo": {"eccentric": tempo.eccentric, "pause": tempo.pause, "concentric": tempo.concentric},
        "pelvis": [_place(s.stance.hip.upper, s.stance.hip.at) for s in frames],
        "trunk": [_place(s.spine["c7"].lower, s.spine["c7"].at) for s in frames],
        "thigh": [_place(s.stance.hip.lower, _mid_thigh(s)) for s in frames],
    }


def _mid_thigh(s: Skeleton) -> complex:
    return (s.stance.hip.at + s.stance.knee.at) / 2


def _place(angle: float, at: complex) -> list[float]:
    return [round(angle, 1), round(at.real, 1), round(at.imag, 1)]


def text() -> str:
    """The JSON, with one line for each segment."""
    guides = []
    for slug, guide in segments().items():
        rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in guide.items())
        guides.append(f" {json.dumps(slug)}: {{\n{rows}\n }}")
    return "{\n" + ",\n".join(guides) + "\n}\n"


if __name__ == "__main__":
    SEGMENTS.write_text(text(), "utf-8")
