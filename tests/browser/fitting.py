"""Checks that all text of a screen fits, from 320 by 250 to 1400 by 900 pixels, at normal and double text size."""

from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

SIZES = (
    (320, 250),  # a screen of 1280 by 1000 at 400 %
    (320, 568),
    (360, 360),
    (390, 300),  # a split screen
    (390, 844),
    (568, 320),
    (768, 480),
    (844, 390),
    (960, 250),
    (1024, 700),
    (1400, 900),
)

LONG_PAGES = ((320, 568), (390, 844), (568, 320), (768, 480), (1024, 700))
PROBE = Path(__file__).with_suffix(".js").read_text("utf-8")


def faults(page: Page, screen: str, sizes: tuple[tuple[int, int], ...] = SIZES) -> list[str]:
    """One sentence for everything that does not fit on the page's screen. Restores the window's size afterwards."""
    before = page.viewport_size
    assert before
    page.evaluate(PROBE)
    found: list[str] = []
    session: CDPSession = page.context.new_cdp_session(page)
    for width, height in sizes:
        metrics: dict[str, Any] = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        session.send("Emulation.setDeviceMetricsOverride", metrics)
        found += page.evaluate("(label) => faultsAt(label)", f"{screen} at {width}x{height}")
    session.detach()
    page.set_viewport_size(before)
    return found
