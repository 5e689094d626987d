"""Prints how exactly the camera's model sees the figure, whose angles are known: `python -m tools.model_errors`.

The figure of each guide's movement goes down and up before the real model, in Chromium: both people, both ways round,
on a light and on a dark ground. It is flat, so it can be seen from the side alone. docs/camera.md has
what came out.
"""

import base64
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

STATIC = Path(__file__).parents[1] / "static"
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


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.route("**/*", serve)
        page.goto(f"{ORIGIN}/")
        for name in SCRIPTS:
            page.add_script_tag(url=f"{ORIGIN}/{name}")
        page.evaluate(LOAD)
        print("| guide | sets | counted exactly | hip | knee | angles shown |\n|---|---|---|---|---|---|")
        for slug, guide in load(CONTENT).items():
            print(f"| `{slug}` | {score(page, guide)} |", flush=True)
        browser.close()


def serve(route: Route) -> None:
    path = STATIC / route.request.url.removeprefix(ORIGIN).lstrip("/")
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(body="<!doctype html><body></body>", content_type="text/html")


def score(page: Page, guide: Any) -> str:
    sets = list(reps_of_guide(page, guide))
    to = guide.movement["to"]
    reps = [rep for found in sets for rep in found]
    shown = f"{100 * sum(rep['trusted'] for rep in reps) / len(reps):.0f} %" if reps else ""
    errors = [spread([rep[name] - to[name] for rep in reps]) for name in ("hip", "knee")]
    return " | ".join([str(len(sets)), str(sum(len(found) == 1 for found in sets)), *errors, shown])


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
    found: list[dict[str, Any]] = page.evaluate(TRACK, [[pose for pose in order for _ in range(EACH)], WIDTH / HEIGHT])
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
