"""Takes the screenshots for the manifest and the README from the real app: python -m tools.screenshots

Look at each before you commit it.
"""

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.device import Device
from tests.browser.logbook import NOW, add_records, practice, reps
from tests.browser.practising import press_begin
from tests.browser.server import ROOT, Server

from .browsers import chromium

FOLDER = ROOT / "static" / "screenshots"
SIZES = {
    "narrow": (390, 844, 2),
    "wide": (1280, 800, 1),
}  # width and height in CSS pixels, device pixel ratio
GUIDE = "foam-roller-deadlift"

# A month of practice: the day, repetitions left and right, pain before and after.
MONTH = (
    ("2026-10-26", 8, 8, 5, 5),
    ("2026-10-28", 10, 10, 5, 4),
    ("2026-10-31", 12, 11, 5, 4),
    ("2026-11-03", 12, 12, 4, 4),
    ("2026-11-05", 15, 13, 4, 3),
    ("2026-11-09", 15, 15, 4, 3),
    ("2026-11-12", 15, 15, 3, 3),
    ("2026-11-14", 15, 15, 3, 2),
    ("2026-11-18", 15, 15, 3, 2),
    ("2026-11-21", 15, 15, 2, 2),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "server")
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            for name in SIZES:
                take_all(browser, server, name)
        finally:
            browser.close()
            server.close()


def take_all(browser: Browser, server: Server, name: str) -> None:
    width, height, scale = SIZES[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    context.clock.set_fixed_time(NOW)
    device = Device(context, server)
    device.open("/history/")
    add_records(device.page, *(session(*day) for day in MONTH))
    for path, picture in ((f"/guides/{GUIDE}/", "guide"), ("/history/", "history")):
        device.open(path)
        take(device.page, f"{picture}-{name}")
    device.open(f"/practice/{GUIDE}/")
    press_begin(device.page)
    for _ in range(7):
        device.find("rep").click()
    expect(device.find("count")).to_have_text("7")
    take(device.page, f"practice-{name}")
    context.close()


def session(day: str, left: int, right: int, before: int, after: int) -> dict[str, object]:
    sets = reps(left=left, right=right)
    return practice(day, guide=GUIDE, sets=sets, pain_before=before, pain_after=after, note="")


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    clip = page.evaluate("({ x: 0, y: 0, width: innerWidth, height: innerHeight, scale: devicePixelRatio })")
    devtools = page.context.new_cdp_session(page)  # Playwright has no WebP
    shot = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": 80, "clip": clip})
    path = FOLDER / f"{name}.webp"
    path.write_bytes(base64.b64decode(shot["data"]))
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
