"""Contacts and collisions of body and things, in every picture and every frame of a movement of every guide."""

from collections.abc import Iterator

import pytest

from hinge_pwa.figure.balance.stability import reason_to_fall
from hinge_pwa.figure.checks.collisions import SOFTNESS, outline_points
from hinge_pwa.figure.motion import skeletons
from hinge_pwa.figure.outline.body import draw_leg, draw_shoe, draw_shorts
from hinge_pwa.figure.outline.path import path_points
from hinge_pwa.figure.skeleton.joints import Skeleton
from hinge_pwa.figure.spec.picture import Movement, Picture, read_movement, read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.figure.things.carried import CLEARANCE
from hinge_pwa.figure.things.contacts import TOUCH, contacts
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load

GUIDES = load(CONTENT)
PICTURES = {f"{slug}-{key}": read_picture(table) for slug, guide in GUIDES.items() for key, table in guide.pictures()}
MOVEMENTS = {slug: read_movement(guide.movement) for slug, guide in GUIDES.items()}
EVERY_PICTURE = pytest.mark.parametrize("plan", PICTURES.values(), ids=PICTURES)
EVERY_MOVEMENT = pytest.mark.parametrize("plan", MOVEMENTS.values(), ids=MOVEMENTS)


def everything() -> Iterator[tuple[str, Skeleton]]:
    """The skeleton of each picture and of each frame of a movement, without the start poses of pictures."""
    for name, plan in PICTURES.items():
        yield name, compose(plan)[0]
    for name, movement in MOVEMENTS.items():
        yield from ((f"{name} frame {i}", s) for i, s in enumerate(skeletons(movement)))


def hands_and_back(s: Skeleton) -> Iterator[tuple[str, float]]:
    """The contacts that hold during a whole movement: all except those of hips with a wall or a seat."""
    return ((contact.subject, contact.gap) for contact in contacts(s) if "hips" not in contact.subject)


@EVERY_PICTURE
def test_what_a_picture_says_touches_does_so_within_a_centimetre(plan: Picture) -> None:
    if plan.wrong or "contact" not in plan.marks:
        return
    for contact in contacts(compose(plan)[0]):
        assert abs(contact.gap) < TOUCH, contact


@EVERY_PICTURE
def test_hands_and_back_are_on_what_they_hold_in_every_picture_that_is_no_mistake(plan: Picture) -> None:
    if plan.wrong:
        return
    for name, gap in hands_and_back(compose(plan)[0]):
        assert abs(gap) < TOUCH, name


@EVERY_MOVEMENT
def test_hands_and_back_stay_on_what_they_hold_throughout_the_movement(plan: Movement) -> None:
    for s in skeletons(plan):
        for name, gap in hands_and_back(s):
            assert abs(gap) < TOUCH, name


@EVERY_MOVEMENT
def test_hips_that_reach_for_a_wall_or_a_seat_touch_it_at_the_end_and_not_before(plan: Movement) -> None:
    first, *between, last = skeletons(plan)
    if not any("hips" in contact.subject for contact in contacts(last)):
        return
    gaps = [contacts(s)[0].gap for s in (first, *between, last)]
    assert abs(gaps[-1]) < TOUCH
    assert gaps[0] > 5
    assert gaps == sorted(gaps, reverse=True)


@EVERY_MOVEMENT
def test_what_stands_in_the_room_stays_where_it_is(plan: Movement) -> None:
    frames = skeletons(plan)
    for place in ("wall", "palm", "chair"):
        assert len({getattr(s.placed, place) for s in frames}) == 1


@EVERY_MOVEMENT
def test_a_dowel_keeps_its_place_on_the_trunk_throughout_the_movement(plan: Movement) -> None:
    frames = skeletons(plan)
    sticks = [(s.placed.dowel, s.spine["sacrum"].lower) for s in frames if s.placed.dowel]
    assert len(sticks) in (0, len(frames))
    turns = [dowel.angle - trunk for dowel, trunk in sticks if dowel]
    assert turns == pytest.approx(turns[:1] * len(turns), abs=0.5)


def test_nobody_is_inside_a_wall() -> None:
    walls = [(name, s, s.placed.wall) for name, s in everything() if s.placed.wall is not None]
    assert walls
    for name, s, wall in walls:
        deepest = max((point.real - wall) * (1 if wall > 0 else -1) for point in outline_points(s))
        assert deepest <= SOFTNESS, name


def test_a_box_in_both_hands_is_above_the_floor_and_before_the_near_leg() -> None:
    held = [(name, s) for name, s in everything() if s.pose.things.box and s.pose.things.box.held]
    assert held
    for name, s in held:
        box, foot = s.pose.things.box, s.placed.box
        assert box is not None
        assert foot is not None
        assert foot.imag >= 0, name
        leg = [*draw_leg(s, s.near_leg), *draw_shoe(s.person, s.near_leg), *draw_shorts(s, s.near_leg)]
        inside = [
            point
            for part in leg
            if part.role != "fold"
            for point in path_points(part.d)
            if foot.imag < point.imag < foot.imag + box.height and point.real > foot.real - box.length / 2 + CLEARANCE
        ]
        assert not inside, name


def test_what_is_carried_counts_and_nobody_falls_but_in_a_mistake() -> None:
    for name, plan in PICTURES.items():
        assert plan.wrong or reason_to_fall(compose(plan)[0]) is None, name
    for name, movement in MOVEMENTS.items():
        for s in skeletons(movement):
            assert reason_to_fall(s) is None, name
            things = s.pose.things
            held = [thing.mass for thing in (things.box, things.kettlebell) if thing and thing.held]
            assert [mass for mass, _ in s.placed.carried] == held
