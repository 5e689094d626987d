"""Hinge is what browsers call an installable app, and says how to install it."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .agents import NO_WORKER, iphone, on_home_screen
from .conftest import NewDevice
from .device import Device
from .server import ROOT, Server
from .site import GUIDES, get

pytestmark = pytest.mark.no_worker


@pytest.fixture
def manifest(server: Server) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(get(server, "/manifest.webmanifest"))
    return parsed


@pytest.mark.worker
def test_the_browser_finds_nothing_that_hinders_installing(new_device: NewDevice, tmp_path: Path) -> None:
    device = new_device(profile=tmp_path / "profile")  # a private window can never install
    device.open()
    device.wait_until_offline_ready()
    devtools = device.context.new_cdp_session(device.page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{device.server.url}/manifest.webmanifest"
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert devtools.send("Page.getAppId")["appId"] == f"{device.server.url}/"


def test_the_manifest_has_what_stores_and_launchers_ask_for(manifest: dict[str, Any]) -> None:
    assert {"id": "/", "scope": "/", "display": "standalone", "lang": "en", "dir": "ltr"}.items() <= manifest.items()
    for name in ("name", "short_name", "description", "categories", "theme_color", "background_color"):
        assert manifest[name]
    purposes = {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]}
    assert {(purpose, size) for purpose in ("any", "maskable") for size in ("192x192", "512x512")} <= purposes
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == [f"/practice/{slug}/" for slug in GUIDES]


def test_every_picture_of_the_manifest_has_the_size_that_it_claims(device: Device, manifest: dict[str, Any]) -> None:
    shortcuts = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    device.open()
    for picture in [*manifest["icons"], *manifest["screenshots"], *shortcuts]:
        size = device.page.evaluate(
            """async (src) => {
                const image = new Image();
                image.src = src;
                await image.decode();
                return `${image.naturalWidth}x${image.naturalHeight}`;
            }""",
            picture["src"],
        )
        assert picture["sizes"] in (size, "any")


def test_the_screenshots_are_what_stores_show(manifest: dict[str, Any]) -> None:
    assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow", "wide"}
    for shot in manifest["screenshots"]:
        short, long = sorted(int(side) for side in shot["sizes"].split("x"))
        assert 320 <= short <= long <= 3840
        assert long <= 2.3 * short
        assert shot["label"]


def test_the_colours_are_those_of_the_page(manifest: dict[str, Any]) -> None:
    paper = (ROOT / "static/css/tokens.css").read_text().split("--paper: var(--light, ")[1].split(")")[0]
    assert manifest["theme_color"] == manifest["background_color"] == paper


@pytest.mark.parametrize("path", ["/", "/settings/"])
def test_the_browsers_own_prompt_is_offered_once_it_comes(new_device: NewDevice, path: str) -> None:
    device = new_device()
    device.open(path)
    button = device.find("install")
    expect(button).to_be_hidden()
    device.page.evaluate(
        """() => {
            const event = new Event('beforeinstallprompt', { cancelable: true });
            event.prompt = async () => { window.prompted = true; };
            window.dispatchEvent(event);
        }"""
    )
    button.click()
    expect(button).to_be_hidden()
    assert device.page.evaluate("window.prompted")


def test_the_browsers_own_prompt_is_asked_for_once(device: Device) -> None:
    device.open()
    asked = device.page.evaluate(
        """() => {
            const event = new Event('beforeinstallprompt', { cancelable: true });
            let asked = 0;
            event.prompt = async () => {
                asked += 1;
                throw new DOMException('works once', 'InvalidStateError');
            };
            window.dispatchEvent(event);
            const button = document.querySelector('[data-action="install"]');
            button.click();
            button.click();
            return asked;
        }"""
    )
    assert asked == 1
    expect(device.find("install")).to_be_hidden()


def test_an_iphone_is_told_the_steps(new_device: NewDevice) -> None:
    device = new_device(user_agent=iphone())
    device.context.add_init_script(on_home_screen(False))
    device.open()
    expect(device.page.get_by_text("Add to Home Screen", exact=True)).to_be_visible()
    expect(device.page.get_by_text("If you don’t see it, tap")).to_be_visible()
    expect(device.find("install")).to_be_hidden()


def test_another_browser_of_an_iphone_says_where_its_share_button_is(new_device: NewDevice) -> None:
    device = new_device(user_agent=iphone(end="CriOS/138.0.7204.119 Mobile/15E148 Safari/604.1"))
    device.open()
    expect(device.page.get_by_text("in the address bar, or in the browser’s menu")).to_be_visible()
    expect(device.page.get_by_text("Add to Home Screen", exact=True)).to_be_visible()


INSTAGRAM = iphone(end="Mobile/22F76 Instagram 335.0.8.30.97 (iPhone14,5; iOS 18_5; en_GB)")
WEBVIEW = (
    "Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/469.1.0.50.80;]"
)


@pytest.mark.parametrize(
    ("agent", "lacking", "where"),
    [pytest.param(INSTAGRAM, NO_WORKER, "Safari", id="iOS"), pytest.param(WEBVIEW, "", "your browser", id="Android")],
)
def test_inside_another_app_the_way_out_of_it_is_said(
    new_device: NewDevice, agent: str, lacking: str, where: str
) -> None:
    device = new_device(user_agent=agent, permissions=["clipboard-read", "clipboard-write"])
    device.context.add_init_script(lacking)
    device.open()
    page = device.page
    expect(page.get_by_text(f"Open Hinge in {where} first")).to_be_visible()
    expect(page.get_by_text("Open in browser", exact=True).and_(page.locator(":visible"))).to_be_visible()
    expect(page.get_by_text("Add to Home Screen", exact=True)).to_be_hidden()
    address = page.get_by_label("Or copy the address")
    expect(address).to_have_value(device.server.url)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == device.server.url


def test_no_gym_without_a_signal_is_promised_where_no_app_can_be_kept(new_device: NewDevice) -> None:
    device = new_device(user_agent=iphone())
    device.context.add_init_script(NO_WORKER)  # Lockdown Mode
    device.open()
    expect(device.page.get_by_text("Add to Home Screen", exact=True)).to_be_visible()
    expect(device.page.get_by_text("works in a gym with no signal")).to_be_hidden()


@pytest.mark.parametrize("installed", ["standalone", "display-mode"])
@pytest.mark.worker
def test_an_installed_app_is_not_told_again(new_device: NewDevice, installed: str) -> None:
    device = new_device()
    if installed == "standalone":
        device.context.add_init_script(on_home_screen(True))
    else:
        device.context.new_cdp_session(device.page).send(
            "Emulation.setEmulatedMedia", {"features": [{"name": "display-mode", "value": "standalone"}]}
        )
    device.open()
    device.wait_until_offline_ready()
    expect(device.page.locator("[data-install]")).to_be_hidden()
