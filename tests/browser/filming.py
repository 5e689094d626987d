"""A browser whose camera shows the figure of a guide: Chromium plays a film in the place of a camera."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Page

from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load
from tools.browsers import headless_chromium

from .conftest import FLAGS, TIMEOUT_MS
from .device import Device
from .server import Server

HZ = 30  # of a film in JPEG pictures
STEPS = 12  # pictures of the way down; the way up is the same
EACH = 3  # times that each is shown
HELD = 18  # times that the deepest is shown
STILL = 60  # times that standing is shown, between two repetitions

POSE = """() => {
  const svg = document.querySelector('[data-movement] svg');
  document.body.replaceChildren(svg);
  document.body.style.cssText = 'padding: 0; margin: 0; min-block-size: 0; background: #b9c2c6';
  svg.style.cssText = 'display: block; inline-size: 220px; block-size: 280px; margin: 20px 10px';
  svg.pauseAnimations();
}"""


def film(browser: Browser, server: Server, path: Path) -> None:
    """Write a film to `path`: the figure of the hip hinge stands, and does one repetition in three seconds."""
    context = browser.new_context(viewport={"width": 240, "height": 320}, service_workers="block", bypass_csp=True)
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    page.goto(f"{server.url}/guides/hip-hinge/")
    page.evaluate(POSE)
    down = load(CONTENT)["hip-hinge"].tempo.eccentric
    pictures = []
    for step in range(STEPS + 1):
        page.evaluate("t => document.querySelector('svg').setCurrentTime(t)", down * step / STEPS)
        pictures.append(page.screenshot(type="jpeg", quality=70))
    context.close()
    standing, *between, deepest = pictures
    there = b"".join(picture * EACH for picture in between)
    back = b"".join(picture * EACH for picture in reversed(between))
    path.write_bytes(standing * STILL + there + deepest * HELD + back)


def launch(chromium: BrowserType, path: Path) -> Browser:
    """Start a browser whose camera shows the film at `path`, again and again, and may always be used."""
    return chromium.launch(
        executable_path=headless_chromium(),
        args=[
            *FLAGS,
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={path}",
        ],
    )


def get_pack(device: Device) -> Page:
    """Fetch the camera's pack in the settings."""
    device.open("/settings/")
    device.page.get_by_role("button", name="Get it (4.6 MB)").click()
    device.page.wait_for_function("() => document.querySelector('[data-testid=camera-pack]').dataset.state === 'ready'")
    return device.page
