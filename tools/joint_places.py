"""Writes tests/vectors/joints.json: where the joints of each guide's figure are, for simulated pictures of a camera.

Run it by hand after a change of a guide's movement or of the figure: `python -m tools.joint_places`.
"""

import json
from pathlib import Path
from typing import Any

from hinge_pwa.figure.motion import skeletons
from hinge_pwa.figure.outline.body import REFERENCE
from hinge_pwa.figure.skeleton.joints import Arm, Leg, Skeleton, rotate
from hinge_pwa.figure.spec.picture import read_movement
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load

JOINTS = Path(__file__).parents[1] / "tests" / "vectors" / "joints.json"
NOSE = 12.7 + 1.8j
"""The tip of the nose relative to the skull joint (cm, person 170 cm tall)."""


def joints() -> dict[str, Any]:
    """By guide: tempo in seconds, stature in cm, and frames at equal steps of the joints' turning (figure/timing.py).

    A frame has the angles of hip and knee of the stance leg in degrees, and places [forward, up] in cm from the ground
    below the stance ankle: the nose, and the joints of leg and arm from the top down, of the stance side first.
    """
    return {slug: _guide(guide.movement, guide.tempo) for slug, guide in load(CONTENT).items()}


def _guide(movement: Any, tempo: Any) -> dict[str, Any]:
    plan = read_movement(movement)
    return {
        "tempo": {"eccentric": tempo.eccentric, "pause": tempo.pause, "concentric": tempo.concentric},
        "stature": plan.person.stature,
        "frames": [_frame(s) for s in skeletons(plan)],
    }


def _frame(s: Skeleton) -> dict[str, Any]:
    skull = s.spine["skull"]
    return {
        "angles": {"hip": round(s.pose.hip, 1), "knee": round(s.pose.knee, 1)},
        "nose": _place(skull.at + rotate(NOSE * s.person.stature / REFERENCE, skull.upper)),
        "legs": [_leg(s.stance), _leg(s.other)],
        "arms": [_arm(s.far_arm), _arm(s.near_arm)],
    }


def _leg(leg: Leg) -> list[list[float]]:
    return [_place(joint.at) for joint in (leg.hip, leg.knee, leg.ankle)]


def _arm(arm: Arm) -> list[list[float]]:
    return [_place(joint.at) for joint in (arm.shoulder, arm.elbow, arm.wrist)]


def _place(at: complex) -> list[float]:
    return [round(at.real, 1), round(at.imag, 1)]


def text() -> str:
    """The JSON, with one line for each frame."""
    guides = []
    for slug, guide in joints().items():
        frames = ",\n".join(f"  {json.dumps(frame)}" for frame in guide.pop("frames"))
        guides.append(f' {json.dumps(slug)}: {json.dumps(guide)[:-1]}, "frames": [\n{frames}\n ]}}')
    return "{\n" + ",\n".join(guides) + "\n}\n"


if __name__ == "__main__":
    JOINTS.write_text(text(), "utf-8")
