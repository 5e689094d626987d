"""A lost phone loses nothing: passkeys, and the list of devices.

Chromium's virtual authenticator stands in for the one of a phone. A passkey belongs to a host with a name, so these
devices call the server localhost.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, expect

from .axe import violations
from .conftest import NewDevice
from .device import Device
from .phone import expect_quiet, expect_status, join, pairing_code, practise, records, sync, turn_on
from .server import Server
from .test_every_page import SMALL

pytestmark = pytest.mark.no_worker

REFUSED = "status of 40[01]"
UNKNOWN = "status of 404"
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"

Keys = list[dict[str, Any]]


class Authenticator:
    """The part of a device that keeps passkeys; a password manager would bring them to the next device."""

    def __init__(self, device: Device, *, backed_up: bool = True) -> None:
        self._devtools: CDPSession = device.context.new_cdp_session(device.page)
        self._devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
            "defaultBackupEligibility": backed_up, "defaultBackupState": backed_up,
        }  # fmt: skip
        self._id = self._devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def keys(self) -> Keys:
        found: Keys = self._devtools.send("WebAuthn.getCredentials", {"authenticatorId": self._id})["credentials"]
        return found

    def take(self, keys: Keys) -> None:
        for key in keys:
            self._devtools.send("WebAuthn.addCredential", {"authenticatorId": self._id, "credential": key})


class Named:
    """A server, by the name of its host."""

    was_stopped = False

    def __init__(self, server: Server) -> None:
        self.url = f"http://localhost:{server.port}"


@pytest.fixture
def new_phone(new_device: NewDevice, server: Server) -> Callable[[], Device]:
    return lambda: new_device(Named(server), user_agent=PHONE)


def opened(device: Device, name: str) -> Locator:
    """The open list of `passkeys` or `devices`."""
    device.open("/settings/")
    part = device.find(name)
    part.locator("summary").click()
    expect(part).not_to_have_attribute("aria-disabled", "true")
    return part


def add_passkey(device: Device) -> Locator:
    part = opened(device, "passkeys")
    expect(part.get_by_text("no passkey yet")).to_be_visible()
    device.find("add-passkey").click()
    expect(part.get_by_role("listitem")).to_have_count(1)
    return part


def test_a_new_phone_finds_the_history_of_the_lost_one_by_its_passkey(new_phone: Callable[[], Device]) -> None:
    lost, new = new_phone(), new_phone()
    turn_on(lost)
    practise(lost.page, count=2)
    keeper = Authenticator(lost)
    part = add_passkey(lost)
    expect(part.get_by_role("listitem")).to_contain_text("Phone, Chrome")
    expect(part.get_by_text("On one device alone")).to_be_hidden()

    new.open("/settings/")
    practise(new.page)  # what a person did before they thought of signing in
    Authenticator(new).take(keeper.keys())
    new.find("passkey-sign-in").click()
    expect_status(new.page, "synced", 0)
    assert len(records(new.page)) == 3
    expect_quiet(lost, new)
    assert records(lost.page) == records(new.page)


def test_a_passkey_gets_a_name_and_once_removed_opens_nothing(new_phone: Callable[[], Device]) -> None:
    first, new = new_phone(), new_phone()
    turn_on(first)
    keeper = Authenticator(first)
    part = add_passkey(first)
    part.get_by_role("button", name="Rename Phone, Chrome").click()
    part.get_by_role("textbox", name="Name").fill("<b>Blue</b> key")
    part.get_by_role("button", name="Save").click()
    expect(part.get_by_role("listitem")).to_contain_text("<b>Blue</b> key")

    keys = keeper.keys()
    part.get_by_role("button", name="Remove").click()
    dialog = first.page.get_by_role("dialog", name="Remove this passkey?")
    expect(dialog).to_contain_text("<b>Blue</b> key")
    first.find("let-go-confirm").click()
    expect(part.get_by_text("no passkey yet")).to_be_visible()
    expect(part.locator("summary")).to_be_focused()

    new.expect_problem(UNKNOWN)
    new.open("/settings/")
    practise(new.page)
    Authenticator(new).take(keys)
    new.find("passkey-sign-in").click()
    expect(new.page.get_by_role("alert").filter(has_text="The server does not know this passkey")).to_be_visible()
    expect_status(new.page, "off")
    assert len(records(new.page)) == 1


def test_a_device_with_no_passkey_says_so_and_changes_nothing(new_phone: Callable[[], Device]) -> None:
    device = new_phone()
    device.open("/settings/")
    Authenticator(device)
    device.find("passkey-sign-in").click()
    expect(device.page.get_by_role("alert").filter(has_text="No passkey was used.")).to_be_visible()
    expect_status(device.page, "off")


def test_a_second_passkey_on_the_same_device_is_not_needed(new_phone: Callable[[], Device]) -> None:
    device = new_phone()
    turn_on(device)
    Authenticator(device, backed_up=False)
    part = add_passkey(device)
    expect(part.get_by_text("On one device alone")).to_be_visible()
    device.find("add-passkey").click()
    expect(part.get_by_role("alert")).to_have_text("A passkey for this account is on this device already.")
    expect(part.get_by_role("listitem")).to_have_count(1)


def test_a_device_signed_out_from_another_keeps_its_practices_and_says_so(new_phone: Callable[[], Device]) -> None:
    first, second = new_phone(), new_phone()
    turn_on(first)
    join(second, pairing_code(first))
    practise(second.page)
    expect_status(second.page, "synced", 0)

    part = opened(first, "devices")
    expect(part.get_by_role("listitem")).to_have_count(2)
    expect(part.get_by_role("listitem").first).to_contain_text("This device.")
    part.get_by_role("button", name="Sign out Phone, Chrome").click()
    expect(first.page.get_by_role("dialog", name="Sign this device out?")).to_be_visible()
    first.find("let-go-confirm").click()
    expect(part.get_by_role("listitem")).to_have_count(1)
    expect(part.get_by_role("button", name="Sign out")).to_be_hidden()

    second.expect_problem(REFUSED)
    second.open("/settings/")
    sync(second.page)
    expect(second.page.get_by_text("It was signed out from another device")).to_be_visible()
    assert len(records(second.page)) == 1
    expect_quiet(first)
    assert len(records(first.page)) == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_lists_keep_nobody_out(new_phone: Callable[[], Device], width: int) -> None:
    device = new_phone()
    device.page.set_viewport_size({"width": width, "height": 844})
    turn_on(device)
    Authenticator(device)
    add_passkey(device).get_by_role("button", name="Rename").click()
    devices = device.find("devices")
    devices.locator("summary").click()
    expect(devices.get_by_role("listitem")).to_have_count(1)
    assert violations(device.page) == []
    assert device.page.evaluate(SMALL) == []
    assert device.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_list_does_not_outlive_its_account(new_phone: Callable[[], Device]) -> None:
    device = new_phone()
    turn_on(device)
    Authenticator(device)
    part = add_passkey(device)
    device.find("sync-off").click()
    expect(part).to_be_hidden()
    device.find("sync-on").click()
    expect_status(device.page, "synced", 0)
    expect(part).not_to_have_attribute("open", "")
    part.locator("summary").click()
    expect(part.get_by_text("no passkey yet")).to_be_visible()
    expect(part.get_by_role("listitem")).to_have_count(0)


def test_an_address_without_a_name_offers_no_passkeys(device: Device) -> None:
    device.open("/settings/")
    expect(device.find("sync-on")).to_be_visible()
    expect(device.find("passkey-sign-in")).to_be_hidden()
    turn_on(device)
    expect(device.find("devices")).to_be_visible()
    expect(device.find("passkeys")).to_be_hidden()
