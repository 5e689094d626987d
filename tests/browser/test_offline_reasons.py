"""Where Hinge can't be ready offline, the foot of the page says why; elsewhere it becomes ready."""

import pytest
from playwright.sync_api import Locator, expect

from .conftest import NewDevice
from .device import Device

NO_WORKER = "delete Navigator.prototype.serviceWorker"
INSECURE = f"{NO_WORKER}; Object.defineProperty(window, 'isSecureContext', {{ value: false }})"
REFUSED = "ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('no', 'SecurityError') }"
NO_LOCAL_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
)


def line(device: Device) -> Locator:
    return device.page.locator("#offline-line")


@pytest.mark.parametrize(
    ("lacking", "why"),
    [
        pytest.param(NO_WORKER, "private windows, Lockdown Mode", id="no worker"),
        pytest.param(REFUSED, "private windows, Lockdown Mode", id="refused"),
        pytest.param(INSECURE, "browsers keep apps only from https.", id="insecure"),
    ],
)
def test_a_browser_that_can_keep_no_app_is_told_why(device: Device, lacking: str, why: str) -> None:
    device.context.add_init_script(lacking)
    for path in ("/", "/practice/hip-hinge/"):
        device.open(path)
        expect(line(device)).to_contain_text(f"Not ready offline: {why}")
    expect(device.find("begin")).to_be_enabled()
    device.open("/settings/")
    expect(device.page.locator("[data-section=device]")).to_contain_text(f"Not ready offline: {why}")
    expect(device.page.get_by_text("Stay connected for a moment")).to_be_hidden()


def test_a_device_too_full_for_hinge_says_so_until_there_is_room(device: Device) -> None:
    devtools = device.context.new_cdp_session(device.page)
    quota = {"origin": device.server.url}
    devtools.send("Storage.overrideQuotaForOrigin", {**quota, "quotaSize": 100_000})
    device.open()
    expect(line(device)).to_contain_text("Not ready offline: this device is full.", timeout=60_000)
    expect(device.find("offline-ready")).to_have_count(0)

    devtools.send("Storage.overrideQuotaForOrigin", quota)
    device.page.reload()
    device.wait_until_offline_ready()
    expect(line(device)).to_have_text("Ready offline")


def test_it_becomes_ready_where_no_hint_can_be_kept(new_device: NewDevice) -> None:
    device = new_device()
    device.context.add_init_script(NO_LOCAL_STORAGE)
    device.open()
    device.wait_until_offline_ready()
    device.page.reload()
    device.wait_until_offline_ready()
