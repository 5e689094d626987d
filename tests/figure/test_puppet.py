"""The browser draws the same body as Hinge does, in a guide's poses and in those between them."""

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import playwright
import pytest

from hinge_pwa.figure.outline.path import control_points
from hinge_pwa.figure.outline.surface import heels
from hinge_pwa.figure.person.people import PEOPLE
from hinge_pwa.figure.puppet import body, puppet
from hinge_pwa.figure.scene import layers
from hinge_pwa.figure.skeleton.arms import GRIP
from hinge_pwa.figure.skeleton.joints import Skeleton, rotate
from hinge_pwa.figure.things.placement import build_skeleton
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load
from hinge_pwa.guides.quiz.questions import questions

ROOT = Path(__file__).parents[2]
NODE = Path(playwright.__file__).parent / "driver" / "node"
GUIDES = load(CONTENT)
DRAW = """
const [figure, { bodies, asked }] = [process.argv[1], JSON.parse(require('fs').readFileSync(0))];
(async () => {
  const { skeleton } = await import(`${figure}/skeleton.js`);
  const { layers } = await import(`${figure}/drawing.js`);
  const draw = ({ person, setting, numbers }) => {
    const s = skeleton(bodies[person], setting, numbers);
    return layers(bodies[person], setting, s).flatMap(({ role, shapes = [] }) =>
      shapes.map((shape) => [`${role} ${shape.role}`, shape.points]));
  };
  process.stdout.write(JSON.stringify(asked.map(draw)));
})();
"""
Asked = tuple[dict[str, Any], Skeleton]


def drawn_by_the_browser(asked: list[dict[str, Any]]) -> list[list[tuple[str, list[complex]]]]:
    """Role and points in cm of each outline that follows the joints, of each picture."""
    given = {"bodies": {name: body(person) for name, person in PEOPLE.items()}, "asked": asked}
    command = [str(NODE), "-e", DRAW, str(ROOT / "static" / "js" / "figure")]
    found = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True, timeout=60)
    return [
        [(role, [complex(x, y) / 10 for x, y in points]) for role, points in picture]
        for picture in json.loads(found.stdout)
    ]


def drawn_by_hinge(s: Skeleton) -> list[tuple[str, list[complex]]]:
    found = []
    for layer in layers(s):
        if layer.role not in ("near", "far"):
            continue
        for part in layer.parts:
            for d in part.d.split("M")[1:]:
                points = [rotate(point, layer.angle) + (layer.at or 0) for point in control_points(f"M{d}")]
                found.append((f"{layer.role} {part.role}", points))
    return found


def own_poses(slug: str) -> Iterator[Asked]:
    for question in questions(GUIDES[slug]):
        for name, poses in question.poses.items():
            for s in (*poses.wrong, *poses.right):
                one = puppet(s, weight=False, touching=False)
                yield {"person": name, "setting": one.setting, "numbers": one.numbers}, s


def poses_between(slug: str) -> Iterator[Asked]:
    """A mean of three rows, as the browser takes it, and the skeleton with the mean of each joint angle."""
    chance = random.Random(slug)
    for question in questions(GUIDES[slug]):
        for name, poses in question.poses.items():
            for three in (poses.wrong, poses.right):
                far, side = chance.random() ** 0.5, chance.random()
                rows = [puppet(s, weight=False, touching=False) for s in three]
                shares = (1 - far, far * side, far * (1 - side))
                others = [one.difference(rows[0]) for one in rows]
                numbers = [
                    value + sum(share * other[i] for share, other in zip(shares, others, strict=True))
                    for i, value in enumerate(rows[0].numbers)
                ]
                pose = three[0].pose.blend(three[1].pose.blend(three[2].pose, 1 - side), far)
                if pose.things.wall:
                    face = sum(share * (s.placed.wall or 0) for share, s in zip(shares, three, strict=True))
                    wall = replace(pose.things.wall, gap=heels(three[0].person) - face)
                    pose = replace(pose, things=replace(pose.things, wall=wall))
                exact = build_skeleton(three[0].person, pose)
                yield {"person": name, "setting": rows[0].setting, "numbers": numbers}, exact


def differences(asked: list[Asked]) -> dict[str, float]:
    """The greatest distance in cm between the two drawings, by the role of the outline."""
    worst: dict[str, float] = {}
    pictures = drawn_by_the_browser([one for one, _ in asked])
    for (_, s), theirs in zip(asked, pictures, strict=True):
        ours = drawn_by_hinge(s)
        assert [role for role, _ in ours] == [role for role, _ in theirs]
        for (role, points), (_, others) in zip(ours, theirs, strict=True):
            off = max(abs(a - b) for a, b in zip(points, others, strict=True))
            worst[role] = max(off, worst.get(role, 0.0))
    return worst


@pytest.mark.parametrize("slug", GUIDES)
def test_the_browser_draws_a_guides_own_poses_as_hinge_does(slug: str) -> None:
    worst = differences(list(own_poses(slug)))
    assert worst.pop("near shirt") < 2, "the corners of its hem are rounded before it bends"
    assert max(worst.values()) < 0.6, worst


REACH_CM = {"pick-it-up": 6, "own-activity": 1.5}
"""How far an arm may differ: an elbow that reaches for a box or a chair is found anew for each pose."""


@pytest.mark.parametrize("slug", GUIDES)
def test_a_mean_of_rows_is_the_pose_with_the_mean_of_the_angles(slug: str) -> None:
    asked = list(poses_between(slug))
    worst = differences(asked)
    assert worst.pop("near shirt") < 2
    for role in ("near", "far"):
        for part in ("skin", "sleeve", "crease"):
            assert worst.pop(f"{role} {part}", 0.0) < REACH_CM.get(slug, 0.6), (role, part)
    assert max(worst.values()) < 0.6, worst


def test_hands_stay_on_a_box_between_the_poses() -> None:
    for one, s in poses_between("pick-it-up"):
        numbers, box = one["numbers"], s.pose.things.box
        if not one["setting"]["beside"] or box is None:
            continue
        upper, fore, hand, first, second = (number / 10 for number in numbers[7:12])
        wrist = s.near_arm.shoulder.at - rotate(first * 1j, upper) - rotate(second * 1j, fore)
        held = wrist + rotate(GRIP * s.person.stature / 170, hand)
        place = complex(numbers[17], numbers[18]) / 10 + 1j * box.handles
        assert abs(held - place) < 3, (held, place)


def test_an_angle_of_an_arm_turns_the_shorter_way() -> None:
    for guide in GUIDES.values():
        for question in questions(guide):
            for poses in question.poses.values():
                for three in (poses.wrong, poses.right):
                    first, *others = [puppet(s, weight=False, touching=False) for s in three]
                    for other in others:
                        assert max(map(abs, other.difference(first)[7:17])) < 1200, question.mistake.title
