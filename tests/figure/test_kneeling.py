"""Kneeling on one knee or both: knee and foot rest on the ground, and nothing is below it."""

from typing import Any

import pytest

from hinge_pwa.figure import PictureError, check
from hinge_pwa.figure.balance.stability import base_of_support
from hinge_pwa.figure.balance.weight import centre_of_mass
from hinge_pwa.figure.outline.body import draw_leg, draw_shoe
from hinge_pwa.figure.skeleton import joints as sk
from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.still import compose

from ..support.svg_paths import joints

ONE: dict[str, Any] = {"knee": 98, "hip": 100, "kneel": {}}
BOTH: dict[str, Any] = {"knee": 132, "hip": 60, "kneel": {"both": True}}
FLAT = {"toes": "flat"}
KNEELING = [
    pytest.param({"pose": pose | {"kneel": pose["kneel"] | toes}, "person": person}, id=f"{person}-{name}-{foot}")
    for person in ("woman", "man")
    for name, pose in (("one", ONE), ("both", BOTH))
    for foot, toes in (("tucked", {}), ("flat", FLAT))
]


def skeleton(spec: dict[str, Any]) -> sk.Skeleton:
    return compose(read_picture(spec))[0]


def lowest_drawn(s: sk.Skeleton, role: str) -> float:
    """Height in cm of the lowest point on the drawn outline of the other leg."""
    (part,) = (part for part in (*draw_leg(s, s.other), *draw_shoe(s.person, s.other)) if part.role == role)
    return min(-y for _, y in joints(part.d)) / 10


@pytest.mark.parametrize("spec", KNEELING)
def test_the_knee_is_drawn_resting_on_the_ground(spec: dict[str, Any]) -> None:
    assert lowest_drawn(skeleton(spec), "skin") == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("spec", KNEELING)
def test_the_foot_behind_is_drawn_resting_on_the_ground(spec: dict[str, Any]) -> None:
    s = skeleton(spec)
    assert lowest_drawn(s, "shoe") == pytest.approx(0, abs=1)
    assert s.other.ball.at.real < s.other.knee.at.real - 30


@pytest.mark.parametrize("spec", KNEELING)
def test_kneeling_keeps_the_length_of_every_segment(spec: dict[str, Any]) -> None:
    s = skeleton(spec)
    for leg in (s.stance, s.other):
        assert leg.hip.at == s.stance.hip.at
        assert abs(leg.hip.at - leg.knee.at) == pytest.approx(sk.THIGH * s.person.stature)
        assert abs(leg.knee.at - leg.ankle.at) == pytest.approx(sk.SHANK * s.person.stature)
        foot = abs(complex(sk.BALL * s.person.stature, sk.SOLE - sk.ankle_height(s.person)))
        assert abs(leg.ankle.at - leg.ball.at) == pytest.approx(foot)


def test_on_one_knee_the_other_foot_is_flat_in_front() -> None:
    s = skeleton({"pose": ONE})
    assert s.stance.ankle.at == pytest.approx(1j * sk.ankle_height(s.person))
    assert s.other.knee.at.imag == pytest.approx(sk.knee_radius(s.person))
    assert s.other.knee.at.real < s.stance.ankle.at.real - 30
    assert s.near_leg is s.other
    other_way = skeleton({"pose": ONE | {"kneel": {"near": "foot"}}})
    assert other_way.near_leg is other_way.stance


def test_the_weight_holds_from_the_toes_behind_to_the_front() -> None:
    one, both = skeleton({"pose": ONE}), skeleton({"pose": BOTH})
    back, front = base_of_support(one)
    assert one.other.ball.at.real < back < one.other.knee.at.real
    assert one.stance.ankle.at.real < front
    assert back < centre_of_mass(one).real < front
    assert both.other.ball.at.real < base_of_support(both)[0] < base_of_support(both)[1] == both.other.knee.at.real


@pytest.mark.parametrize(
    ("pose", "message"),
    [
        (
            {"knee": 140, "hip": -30, "lumbar": -25, "kneel": {"both": True}},
            "pose: this would fall, with the weight .* behind",
        ),
        ({"knee": 95, "hip": 100, "kneel": {"both": True}}, "pose: this would fall, with the weight .* before"),
        ({"knee": 70, "hip": 70, "kneel": {}}, "pose.knee: .* bend its knee more"),
        ({"knee": 140, "ankle": -40, "hip": 100, "kneel": {}}, "pose.knee: .* bend its knee less"),
        ({"kneel": True}, "pose.kneel: a table"),
        ({"kneel": {"knee": 90}}, "pose.kneel.knee: no such key"),
        ({"kneel": {"both": 1}}, "pose.kneel.both: true or false"),
        ({"kneel": {"toes": "up"}}, "pose.kneel.toes: 'up' is none of tucked, flat"),
        ({"kneel": {"near": "left"}}, "pose.kneel.near: 'left' is none of knee, foot"),
        ({"kneel": {}, "free": {}}, "pose.kneel: a leg that is off the ground cannot kneel"),
        ({"kneel": {}, "weight": 0.5}, "pose.weight: "),
        ({"kneel": {}, "heel": 5}, "pose.heel: "),
    ],
    ids=str,
)
def test_what_no_one_can_kneel_like_is_refused(pose: dict[str, Any], message: str) -> None:
    with pytest.raises(PictureError, match=f"^{message}"):
        check({"pose": pose})


def test_a_movement_cannot_go_from_standing_to_kneeling() -> None:
    with pytest.raises(PictureError, match=r"^to\.kneel: "):
        check({"from": {"ankle": 0}, "to": ONE})
    check({"from": ONE, "to": ONE | {"hip": 110}})
