"""A browser whose camera shows the figure of a guide: Chromium plays a film in the place of a camera."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Page

from tools.browsers import headless_chromium

from .conftest import FLAGS, TIMEOUT_MS
from .device import Device
from .server import Server

HZ = 30  # of a film in JPEG pictures
STILL_S, REP_S = 3, 6
STEPS = 60  # pictures of a repetition; each is there for HZ * REP_S / STEPS frames

POSE = """() => {
  const svg = document.querySelector('[data-movement] svg');
  document.body.replaceChildren(svg);
  document.body.style.cssText = 'padding: 0; margin: 0; min-block-size: 0; background: #b9c2c6';
  svg.style.cssText = 'display: block; inline-size: 440px; block-size: 560px; margin: 40px 20px';
  svg.pauseAnimations();
}"""


def film(browser: Browser, server: Server, path: Path) -> None:
    """Write a film to `path`: the figure of the hip hinge stands, does one repetition at its tempo, and stands."""
    context = browser.new_context(viewport={"width": 480, "height": 640}, service_workers="block", bypass_csp=True)
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    page.goto(f"{server.url}/guides/hip-hinge/")
    page.evaluate(POSE)
    pictures = []
    for step in range(STEPS):
        page.evaluate("t => document.querySelector('svg').setCurrentTime(t)", step * REP_S / STEPS)
        pictures.append(page.screenshot(type="jpeg", quality=70))
    context.close()
    still = pictures[0] * (HZ * STILL_S // 2)
    path.write_bytes(still + b"".join(picture * (HZ * REP_S // STEPS) for picture in pictures) + still)


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
