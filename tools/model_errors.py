"""Prints how exactly the camera's model sees the figure, whose angles are known: `python -m tools.model_errors`.

The figure of each guide's movement goes down and up before the real model, in Chromium: both people, both ways round,
on a light and on a dark ground. It is flat, so it can be seen from the side alone. With `views`, a solid body with the
figure's joints takes its place, which can be seen from anywhere. docs/camera.md has what came out.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, pstdev
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from hinge_pwa.figure import PictureError, movement
from hinge_pwa.figure.spec.picture import read_movement
from hinge_pwa.figure.timing import clock
from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load
from tests.browser.conftest import FLAGS

from .browsers import chromium

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "static"
ORIGIN = "https://figure.invalid"
WIDTH, HEIGHT = 480, 640
SIZE = 420
"""Side of the figure's square in the picture, in pixels."""
GROUNDS = ("light", "dark")
STYLES = ("layers", "tokens", "figure")
SCRIPTS = (
    *(f"vendor/tfjs/tf-{name}.es2017.min.js" for name in ("core", "converter", "backend-wasm")),
    "js/camera/model-worker.js",
)
LOAD = """
async () => {
  tf.wasm.setWasmPaths('/vendor/tfjs/');
  await tf.setBackend('wasm');
  model = await tf.loadGraphModel('/vendor/movenet/movenet-lightning.json');
  square = new OffscreenCanvas(SIZE, SIZE).getContext('2d', { willReadFrequently: true });
  ({ HingeTracker: self.Tracker } = await import('/js/counters/pose.js'));
}
"""
FIND = "async (url) => find(await createImageBitmap(await (await fetch(url)).blob()))"
TRACK = """
([poses, aspect]) => {
  const reps = [];
  const tracker = new self.Tracker({ onRep: (rep) => reps.push(rep) });
  poses.forEach((keypoints, at) => tracker.push({ t: at / 10, keypoints, aspect }));
  return reps;
}
"""
EACH = 5
"""Frames of each pose."""

YAWS = (0, 15, -15, 30, -30, 45, -45)
"""Degrees off the side; to the front if positive."""

CAMERAS = ((2.5, 0.1), (2.5, 0.5), (3, 1))
"""Distance and height of the camera, in metres."""

SHARES = (0, 0.3, 0.6, 0.8, 1)
"""Of the way down, pose by pose."""

POINTS = """
import { bodyAt, FIGURES, seen } from './tests/js/support/camera.mjs';
const [guide, view, shares] = JSON.parse(process.argv[1]);
console.log(JSON.stringify(shares.map((share) => seen(bodyAt(guide, share), FIGURES[guide].stature, view))));
"""
# A body of round limbs about the joints, the far ones first.
SOLID = """
([poses, flip]) => {
  const [width, height] = [480, 640];
  const canvas = new OffscreenCanvas(width, height);
  const paint = canvas.getContext('2d');
  const [standing] = poses;
  const trunk = height * Math.abs(standing[5][1] - standing[11][1]);
  const draw = (points) => {
    const at = (joint) => [points[joint][0] * width, points[joint][1] * height];
    const middle = (a, b) => at(a).map((v, axis) => (v + at(b)[axis]) / 2);
    const limb = (colour, thick, ...ends) => {
      paint.strokeStyle = colour;
      paint.lineWidth = thick * trunk;
      paint.lineCap = paint.lineJoin = 'round';
      paint.beginPath();
      for (const end of ends) paint.lineTo(...end);
      paint.stroke();
    };
    const [toe, skin, shade] = [0.22 * trunk, '#c98d66', '#a86f4d'];
    const leg = ([hip, knee, ankle], dark) => {
      const way = flip ? -toe : toe;
      limb(dark ? '#222' : '#444', 0.11, at(ankle), [at(ankle)[0] + way, at(ankle)[1] + toe / 4]);
      limb(dark ? shade : skin, 0.17, at(knee), at(ankle));
      limb(dark ? shade : skin, 0.23, at(hip), at(knee));
      const half = at(hip).map((v, axis) => 0.4 * v + 0.6 * at(knee)[axis]);
      limb(dark ? '#1d2b44' : '#2b3d5e', 0.27, at(hip), half);
    };
    const arm = ([shoulder, elbow, wrist], dark) => limb(dark ? shade : skin, 0.12, at(shoulder), at(elbow), at(wrist));
    const sides = [[5, 7, 9, 11, 13, 15], [6, 8, 10, 12, 14, 16]];
    const [far, near] = standing[11][2] > standing[12][2] ? sides.reverse() : sides;
    paint.fillStyle = '#b9c2c6';
    paint.fillRect(0, 0, width, height);
    paint.fillStyle = '#8d8478';
    paint.fillRect(0, at(near[5])[1] + toe / 3, width, height);
    arm(far.slice(0, 3), true);
    leg(far.slice(3), true);
    leg(near.slice(3), false);
    paint.fillStyle = '#2f7d78';
    paint.beginPath();
    for (const joint of [5, 6, 12, 11]) paint.lineTo(...at(joint));
    paint.fill();
    for (const side of [far, near]) limb('#2f7d78', 0.34, at(side[0]), at(side[3]));
    const neck = middle(5, 6);
    const head = neck.map((v, axis) => 0.25 * v + 0.75 * at(0)[axis]);
    limb(skin, 0.14, neck, head);
    paint.fillStyle = skin;
    paint.beginPath();
    paint.arc(...head, 0.21 * trunk, 0, 7);
    paint.fill();
    const back = head.map((v, axis) => v + 0.35 * (v - at(0)[axis]));
    paint.fillStyle = '#241a14';
    paint.beginPath();
    paint.arc(...back, 0.2 * trunk, 0, 7);
    paint.fill();
    arm(near.slice(0, 3), false);
    return find(canvas.transferToImageBitmap());
  };
  return poses.map(draw);
}
"""


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.route("**/*", serve)
        page.goto(f"{ORIGIN}/")
        for name in SCRIPTS:
            page.add_script_tag(url=f"{ORIGIN}/{name}")
        page.evaluate(LOAD)
        what, rows = ("view", views(page)) if sys.argv[1:] == ["views"] else ("guide", guides(page))
        print(f"| {what} | sets | counted exactly | hip | knee | angles shown |\n|---|---|---|---|---|---|")
        for row in rows:
            print(f"| {row} |", flush=True)
        browser.close()


def guides(page: Page) -> Iterator[str]:
    for slug, guide in load(CONTENT).items():
        yield f"`{slug}` | {score([(reps, guide.movement['to']) for reps in reps_of_guide(page, guide)])}"


def views(page: Page) -> Iterator[str]:
    for yaw in YAWS:
        sets = []
        for slug, guide in load(CONTENT).items():
            for at, (distance, height) in enumerate(CAMERAS):
                view = {"yaw": yaw, "distance": distance, "height": height, "flip": at % 2 == 1, "stance": at % 2}
                found = page.evaluate(SOLID, [points(slug, {**view, "aspect": WIDTH / HEIGHT}), view["flip"]])
                sets.append(
                    (track(page, [found[0], found[0], *found, *reversed(found), found[0]]), guide.movement["to"])
                )
        way = "front" if yaw > 0 else "back"
        yield f"{f'{abs(yaw)}° to the {way}' if yaw else 'from the side'} | {score(sets)}"


def serve(route: Route) -> None:
    path = STATIC / route.request.url.removeprefix(ORIGIN).lstrip("/")
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(body="<!doctype html><body></body>", content_type="text/html")


def points(slug: str, view: dict[str, float]) -> Any:
    """Where a camera sees the joints, pose by pose."""
    command = ["node", "--input-type=module", "--eval", POINTS, json.dumps([slug, view, SHARES])]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def score(sets: list[tuple[list[dict[str, Any]], dict[str, float]]]) -> str:
    """Of sets of one repetition, each with the angles that it truly has."""
    reps = [(rep, true) for found, true in sets for rep in found]
    shown = f"{100 * sum(rep['trusted'] for rep, _ in reps) / len(reps):.0f} %" if reps else ""
    errors = [spread([rep[name] - true[name] for rep, true in reps]) for name in ("hip", "knee")]
    return " | ".join([str(len(sets)), str(sum(len(found) == 1 for found, _ in sets)), *errors, shown])


def reps_of_guide(page: Page, guide: Any) -> Iterator[list[dict[str, Any]]]:
    """The repetitions that are counted in one, for each way to draw it."""
    for person in ("woman", "man"):
        for side in ("left", "right"):
            spec = {**guide.movement, "person": person, "side": side}
            try:
                read_movement(spec)
                svg = movement(spec, guide.tempo, title="", description="", id="figure")
            except PictureError:
                continue  # this person reaches no wall that is that far away
            for ground in GROUNDS:
                page.set_content(document(svg, ground))
                yield count(page, guide.tempo)


def document(svg: str, ground: str) -> str:
    styles = "".join(STATIC.joinpath(f"css/{name}.css").read_text("utf-8") for name in STYLES)
    rules = f":root {{ color-scheme: {ground} }} body {{ margin: 0; background: Canvas }} .still {{ display: none }}"
    place = f"position: absolute; width: {SIZE}px; left: {(WIDTH - SIZE) // 2}px; top: {HEIGHT - SIZE - 60}px"
    return f"<style>{styles}{rules} svg {{ {place} }}</style>{svg}"


def count(page: Page, tempo: Any) -> list[dict[str, Any]]:
    times = clock(tempo.eccentric, tempo.pause, tempo.concentric)
    down = [float(share) * float(times.seconds) for share in times.times.split(";")]
    down = [at for at in down if at <= tempo.eccentric + 0.001]
    poses = [joints(page, at) for at in down]
    order = [*[poses[0]] * 3, *poses, *reversed(poses), *[poses[0]] * 2]
    return track(page, order)


def track(page: Page, poses: list[list[list[float]]]) -> list[dict[str, Any]]:
    """The repetitions that are counted where each of `poses` is seen for half a second."""
    found: list[dict[str, Any]] = page.evaluate(TRACK, [[pose for pose in poses for _ in range(EACH)], WIDTH / HEIGHT])
    return found


def joints(page: Page, at: float) -> list[list[float]]:
    """What the model finds in the movement's picture at so many seconds."""
    page.evaluate(
        "(at) => { const svg = document.querySelector('svg'); svg.pauseAnimations(); svg.setCurrentTime(at) }", at
    )
    picture = base64.b64encode(page.screenshot(animations="allow")).decode()
    found: list[list[float]] = page.evaluate(FIND, f"data:image/png;base64,{picture}")
    return found


def spread(values: list[float]) -> str:
    return f"{mean(values):+.1f} ± {pstdev(values):.1f}°".replace("-", "−") if values else ""


if __name__ == "__main__":
    main()
