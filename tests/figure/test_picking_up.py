"""Picking up a small ball on one leg, with a hand on a chair."""

from typing import Any

import pytest

from hinge_pwa.figure import PictureError, check
from hinge_pwa.figure.balance.stability import HAND_SUPPORT, base_of_support
from hinge_pwa.figure.balance.weight import STABLE_LOAD, load
from hinge_pwa.figure.skeleton.arms import FINGERS
from hinge_pwa.figure.skeleton.joints import FOREARM, UPPER_ARM, Skeleton, rotate
from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.figure.things.carried import BALL_RADIUS
from hinge_pwa.figure.things.supports import BENT_PALM

DOWN: dict[str, Any] = {"knee": 24, "hip": 121, "weight": 0.7, "free": {"knee": 3, "ankle": -20}}
CHAIR: dict[str, Any] = {"before": 40, "rest": "seat"}


def skeleton(**spec: Any) -> Skeleton:
    table = {"pose": DOWN, "things": ["chair", "ball"], "chair": CHAIR, "ball": {"held": False}, "frame": 1.4}
    return compose(read_picture(table | spec))[0]


@pytest.mark.parametrize("person", ["woman", "man"])
def test_the_fingers_reach_the_ball_on_the_floor(person: str) -> None:
    s = skeleton(person=person)
    ball = s.placed.ball
    assert ball is not None
    assert ball.imag == BALL_RADIUS
    wrist = s.near_arm.wrist
    fingers = wrist.at + rotate(-1j * FINGERS * s.person.stature / 170, wrist.lower)
    assert abs(fingers - ball) < BALL_RADIUS
    assert abs(s.near_arm.shoulder.at - s.near_arm.elbow.at) == pytest.approx(UPPER_ARM * s.person.stature)
    assert abs(s.near_arm.elbow.at - wrist.at) == pytest.approx(FOREARM * s.person.stature)


@pytest.mark.parametrize("person", ["woman", "man"])
def test_the_far_hand_lies_on_the_seat_of_a_chair_that_faces_the_person(person: str) -> None:
    s = skeleton(person=person)
    wrist, back = s.far_arm.wrist, s.placed.chair
    assert back is not None
    palm = wrist.at + rotate(BENT_PALM * s.person.stature / 170, wrist.lower)
    assert palm.imag == pytest.approx(45, abs=1)
    assert palm.real < back.real


def test_the_free_leg_goes_on_in_the_line_of_the_trunk() -> None:
    s = skeleton()
    assert s.other.hip.lower == pytest.approx(s.stance.hip.upper, abs=5)
    assert s.near_leg is s.other


def test_a_ball_in_the_hand_goes_where_the_hand_goes() -> None:
    up = skeleton(ball={}, pose=DOWN | {"hip": 96})
    assert up.placed.ball is not None
    assert up.placed.ball.imag > 5 * BALL_RADIUS
    assert skeleton(ball={"hand": "far"}, chair={"before": 40, "hand": "none"}).placed.ball is not None


def test_a_hand_on_a_chair_lets_the_weight_lie_a_little_ahead_of_the_foot_and_no_more() -> None:
    held = skeleton(pose=DOWN | {"weight": 0.85})
    assert load(held) > STABLE_LOAD[1]
    unheld = base_of_support(skeleton(chair={"before": 40, "hand": "none"}))
    assert base_of_support(held) == pytest.approx((unheld[0], unheld[1] + HAND_SUPPORT))
    alone = {"pose": DOWN | {"weight": 0.85}, "frame": 1.4}
    with pytest.raises(PictureError, match="would fall"):
        check(alone)
    with pytest.raises(PictureError, match="would fall"):
        skeleton(pose=DOWN | {"weight": 1})


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"ball": {"held": False, "before": 60}}, "pose: the hand stays .* away from the ball"),
        ({"pose": DOWN | {"hip": 60}}, "pose: the hand stays .* away from the (chair|ball)"),
        ({"ball": {"hand": "both"}}, "ball.hand: 'both' is none of near, far, none"),
        ({"ball": {"before": 200}}, "ball.before: 200 is not within"),
        ({"chair": {"before": 40, "rest": "arm"}}, "chair.rest: 'arm' is none of back, seat"),
        ({"ball": {"hand": "far"}}, "things: the far hand cannot hold the chair and the ball"),
        ({"ball": {"hand": "none"}}, "ball.hand: "),
        ({"ball": {"before": 9}}, "ball.before: "),
    ],
    ids=str,
)
def test_what_does_not_work_is_refused_in_plain_words(spec: dict[str, Any], message: str) -> None:
    with pytest.raises(PictureError, match=f"^{message}"):
        skeleton(**spec)
