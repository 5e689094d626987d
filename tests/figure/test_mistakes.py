"""A picture of a mistake shows the mistake in its geometry, not only by its sign."""

import cmath
import math
import re
from typing import Any

import pytest

from hinge_pwa.figure import picture
from hinge_pwa.figure.balance.weight import STABLE_LOAD, load
from hinge_pwa.figure.marks.anatomy import draw_hamstrings, draw_spine
from hinge_pwa.figure.marks.angles import HIP_SECTOR, SECTOR, draw_hip_angle, draw_knee_angle
from hinge_pwa.figure.skeleton.joints import SOLE, Skeleton
from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load as load_guides

from ..support.svg_paths import joints

GUIDES = load_guides(CONTENT)
SOFT = {"knee": 20, "hip": 90}
LOCKED = {"knee": -8, "hip": 90}


def skeleton(pose: dict[str, Any], **spec: Any) -> Skeleton:
    return compose(read_picture({"pose": pose} | spec))[0]


def size_of_hamstrings(pose: dict[str, Any]) -> tuple[float, float]:
    """The length and the area of the drawn muscle, in mm and mm²."""
    muscle, *_ = draw_hamstrings(skeleton(pose))
    corners = [complex(*point) for point in joints(muscle.d)]
    area = sum((a.conjugate() * b).imag for a, b in zip(corners, corners[1:] + corners[:1], strict=True)) / 2
    return max(abs(a - b) for a in corners for b in corners), abs(area)


def test_a_locked_knee_draws_the_hamstrings_out() -> None:
    soft, locked = size_of_hamstrings(SOFT), size_of_hamstrings(LOCKED)
    assert locked[0] > soft[0] * 1.03
    assert size_of_hamstrings({})[0] < soft[0] * 0.9
    assert locked[1] == pytest.approx(soft[1], rel=0.03), "a muscle keeps its volume"


def test_a_locked_knee_is_behind_the_straight_leg_and_an_arrow_says_so() -> None:
    s = skeleton(LOCKED)
    hip, knee, ankle = (joint.at for joint in (s.stance.hip, s.stance.knee, s.stance.ankle))
    part = (knee.imag - ankle.imag) / (hip.imag - ankle.imag)
    assert knee.real < ankle.real + part * (hip.real - ankle.real) - 2
    parts = draw_knee_angle(s)
    shaft = [complex(x, -y) / 10 for x, y in joints(next(part.d for part in parts if part.role == "push"))]
    tail, tip = max(point.real for point in shaft), min(point.real for point in shaft)
    assert tail - 10 > tip > knee.real + 5
    assert all(part.role != "push" for part in draw_knee_angle(skeleton(SOFT)))


@pytest.mark.parametrize("joint", ["knee", "hip"])
@pytest.mark.parametrize("pose", [SOFT, {"knee": 76, "hip": 80}], ids=str)
def test_the_sector_of_an_angle_is_as_wide_as_the_joint_bends(joint: str, pose: dict[str, Any]) -> None:
    s = skeleton(pose)
    parts = draw_knee_angle(s) if joint == "knee" else draw_hip_angle(s)[0]
    at, radius = (s.stance.knee.at, SECTOR) if joint == "knee" else (s.stance.hip.at, HIP_SECTOR)
    around = [complex(x, -y) / 10 - at for x, y in joints(next(part.d for part in parts if part.role == "sector"))]
    arc = [way for way in around if abs(way) > 0.9 * radius]
    assert abs(math.degrees(cmath.phase(arc[-1] / arc[0]))) == pytest.approx(pose[joint], abs=1)


def test_a_number_says_what_it_measures_in_the_language_of_the_page() -> None:
    spec = {"pose": SOFT, "marks": ["hip-angle"]}
    word, number = draw_hip_angle(skeleton(SOFT))[1]
    assert (word.text, number.text) == ("hips", "90°")
    assert word.at.imag > number.at.imag
    loud = str(picture(spec, title="t", description="d", id="x", translate=str.upper))
    assert re.findall("<text[^>]*>(.*?)</text>", loud) == ["HIPS", "90°"]
    assert ">hips<" in str(picture(spec, title="t", description="d", id="x"))


def test_a_deep_squat_keeps_its_heels_down_and_its_shins_forward() -> None:
    s = skeleton({"knee": 118, "hip": 112, "weight": 0.45})
    assert s.stance.ball.at.imag == pytest.approx(SOLE)
    assert s.stance.ankle.lower == 0
    assert s.stance.knee.at.real > s.stance.ball.at.real
    assert s.stance.hip.at.imag < s.stance.knee.at.imag + 10


def test_weight_on_the_toes_lifts_the_heels() -> None:
    s = skeleton({"knee": 22, "hip": 80, "heel": 24, "weight": 0.86}, wrong=True)
    flat = skeleton({"knee": 22, "hip": 80})
    assert s.stance.ankle.at.imag > flat.stance.ankle.at.imag + 4
    assert load(s) > STABLE_LOAD[1]


def test_only_a_mistake_shows_the_muscle_in_the_colour_of_mistakes() -> None:
    wrong = str(picture({"pose": LOCKED, "marks": ["hamstrings"], "wrong": True}, title="t", description="d", id="x"))
    right = str(picture({"pose": SOFT, "marks": ["hamstrings"]}, title="t", description="d", id="x"))
    assert re.search('<svg class="[^"]*mistake', wrong)
    assert "mistake" not in right
    assert 'class="muscle"' in right


def sway(s: Skeleton) -> float:
    """How far the middle of the drawn spine lies behind the line between its ends, in cm; negative if it is hollow."""
    low, *_, high = shown = [complex(x, -y) / 10 for x, y in joints(draw_spine(s)[0].d)]
    up = (high - low) / abs(high - low)
    return max((((at - low) / up).imag for at in shown), key=abs)


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_that_lifts_the_chest_shows_where_it_goes_too_far_and_what_prevents_it(slug: str) -> None:
    guide = GUIDES[slug]
    if "Lead with your chest" not in [cue.say for cue in guide.cues]:
        return
    pairs = [(read_picture(one.right.picture), read_picture(one.wrong.picture)) for one in guide.mistakes]
    bends = [[sway(compose(plan)[0]) for plan in pair] for pair in pairs if "spine" in pair[0].marks]
    assert any(wrong < right - 4 and wrong < -2 for right, wrong in bends), bends
    assert "Ribs down" in [cue.say for cue in guide.cues]
