"""Draws static/icons/ from the figure: a person in the hinge as one bold shape, with the hip as pivot.

Run it by hand after a change of the figure: `python -m tools.icons`. It needs Chromium, see tools/browsers.py.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from hinge_pwa.figure.balance.weight import solve_open_angles
from hinge_pwa.figure.person.people import WOMAN
from hinge_pwa.figure.pose.pose import Limb, Pose
from hinge_pwa.figure.skeleton.joints import Skeleton, rotate
from hinge_pwa.figure.skeleton.kinematics import forward_kinematics

from .indexed_png import with_palette

ICONS = Path(__file__).parents[1] / "static" / "icons"
GROUND, BODY, PIVOT = "#1c6669", "#f6f3ec", "#f08a4b"
HINGE = Pose(knee=16, hip=98, weight=0.45, near_arm=Limb(elbow=4))
LIMB, ARM, HEAD, HIP = 20.0, 12.5, 13.0, 7.2
"""In cm of the person: the widths of leg and trunk, and of the arm; the radii of the head and the pivot."""

BITMAPS = {
    "icon-192.png": (192, "any"),
    "icon-512.png": (512, "any"),
    "maskable-192.png": (192, "full"),
    "maskable-512.png": (512, "full"),
    "apple-touch-icon.png": (180, "square"),
}
PAGE = "body { margin: 0 } svg { display: block }"
PLATE = {"any": 'rx="22"', "square": "", "full": ""}
SHARE = {"any": 0.77, "square": 0.72, "full": 0.63}
"""The figure's share of the icon's side. A launcher may cut away what is outside of a share of 0.8."""


def main() -> None:
    ICONS.joinpath("icon.svg").write_text(drawing("any"), "utf-8")
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, (size, purpose) in BITMAPS.items():
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing(purpose)}")
            shot = page.screenshot(omit_background=True)
            ICONS.joinpath(name).write_bytes(with_palette(shot))
        browser.close()


def drawing(purpose: str) -> str:
    """The icon as SVG, 100 units wide."""
    s = forward_kinematics(WOMAN, solve_open_angles(WOMAN, HINGE))
    head = s.spine["skull"].at + rotate(3 + 10j, s.spine["skull"].upper)
    foot = s.stance.ankle.at - 1j * (s.stance.ankle.at.imag - LIMB / 2)
    points = [foot + 12, foot, s.stance.knee.at, s.stance.hip.at, shoulder(s), s.near_arm.elbow.at, head]
    scale, shift = fit([*points, foot - LIMB / 2, head + HEAD], SHARE[purpose] * 100)

    def at(point: complex) -> str:
        p = (point + shift) * scale
        return f"{50 + p.real:.1f} {50 - p.imag:.1f}"

    def line(width: float, *along: complex) -> str:
        d = "M" + "L".join(at(point) for point in along)
        return f'<path d="{d}" stroke-width="{width * scale:.1f}"/>'

    def disc(point: complex, radius: float, colour: str) -> str:
        x, y = at(point).split()
        return f'<circle cx="{x}" cy="{y}" r="{radius * scale:.1f}" fill="{colour}"/>'

    limbs = [
        line(LIMB, foot + 12, foot, s.stance.knee.at, s.stance.hip.at, shoulder(s)),
        line(ARM, shoulder(s), s.near_arm.elbow.at, s.near_arm.wrist.at),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<rect width="100" height="100" {PLATE[purpose]} fill="{GROUND}"/>'
        f'<g fill="none" stroke="{BODY}" stroke-linecap="round" stroke-linejoin="round">{"".join(limbs)}</g>'
        f"{disc(head, HEAD, BODY)}{disc(s.stance.hip.at, HIP, PIVOT)}</svg>\n"
    )


def shoulder(s: Skeleton) -> complex:
    return s.near_arm.shoulder.at


def fit(points: list[complex], side: float) -> tuple[float, complex]:
    """The scale and the shift that move the points into a square around 0 with that side."""
    margin = LIMB / 2
    left, right = min(p.real for p in points) - margin, max(p.real for p in points) + margin
    low, high = min(p.imag for p in points) - margin, max(p.imag for p in points) + margin
    return side / max(right - left, high - low), -complex((left + right) / 2, (low + high) / 2)


if __name__ == "__main__":
    main()
