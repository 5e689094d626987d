"""How a second device joins: by link, by QR code, by a code that someone typed."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import NewDevice
from .device import Device
from .phone import (
    OFFLINE,
    expect_quiet,
    expect_status,
    join,
    pairing_code,
    practise,
    records,
    stop_clock,
    sync,
    turn_on,
)

pytestmark = pytest.mark.no_worker

WRONG = "status of 404"


def type_code(device: Device, code: str) -> None:
    device.open("/settings/")
    device.page.get_by_text("Join with a code from another device").click()
    device.find("join-code").fill(code)
    device.find("join").click()


def test_a_code_typed_carelessly_joins_and_both_histories_become_one(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    for device in (first, second):
        device.open("/settings/")
        practise(device.page, count=2)
    turn_on(first)
    code = pairing_code(first)
    type_code(second, f" {code.lower().replace('-', ' ')} ")
    expect(second.find("sync-now")).to_be_visible()
    expect(first.page.get_by_text("A device has joined.")).to_be_visible(timeout=30_000)
    expect(first.find("pair-code")).to_be_hidden()
    sync(second.page)
    expect_status(second.page, "synced", 0)
    assert len(records(second.page)) == 4
    sync(first.page)
    assert records(first.page) == records(second.page)
    expect_quiet(first, second)


def test_a_device_that_had_an_account_of_its_own_brings_its_practices_along(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    for device in (first, second):
        turn_on(device)
        practise(device.page)
        expect_status(device.page, "synced", 0)
    join(second, pairing_code(first))
    assert len(records(second.page)) == 2
    expect_quiet(first, second)
    assert records(first.page) == records(second.page)


def test_a_link_asks_first_and_leaves_no_code_in_the_address(new_device: NewDevice) -> None:
    first, second = new_device(), new_device()
    turn_on(first)
    code = pairing_code(first)
    second.open(f"/settings/#pair={code}")
    expect(second.find("join-link")).to_be_visible()
    assert code not in second.page.url
    expect_status(second.page, "off")
    second.page.get_by_role("button", name="Not now").click()
    expect(second.find("join-link")).not_to_be_visible()
    second.page.evaluate("code => { location.hash = `pair=${code}` }", code)  # the page stands open already
    second.find("join-link").click()
    expect_status(second.page, "synced", 0)
    expect_quiet(first, second)


def test_a_code_works_once_and_a_wrong_one_says_so(new_device: NewDevice) -> None:
    first, second, third = new_device(), new_device(), new_device()
    turn_on(first)
    code = pairing_code(first)
    type_code(second, code)
    expect_status(second.page, "synced", 0)
    third.expect_problem(WRONG)
    type_code(third, code)
    expect(third.page.get_by_role("alert").filter(has_text="no longer good")).to_be_visible()
    expect_status(third.page, "off")
    expect_quiet(first, second)


def test_the_picture_is_the_code_and_the_code_runs_out(device: Device) -> None:
    device.page.clock.install()
    turn_on(device)
    stop_clock(device.page)
    code = pairing_code(device)
    picture = device.page.get_by_role("img", name="QR code")
    expect(picture).to_be_visible()
    assert device.page.evaluate("document.querySelector('[data-picture]').decode().then(() => true)")
    device.page.clock.run_for(60_000)
    expect(device.page.get_by_role("timer")).to_have_text(re.compile(r"^(9:00|8:5\d)$"))
    device.page.clock.run_for(600_000)
    expect(device.page.get_by_text("That code has expired.")).to_be_visible()
    expect(picture).not_to_be_visible()
    device.page.get_by_role("button", name="Make a new one").click()
    expect(device.find("pair-code")).not_to_have_text(code)
    expect(picture).to_be_visible()


def test_the_link_can_be_copied(device: Device) -> None:
    device.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn_on(device)
    code = pairing_code(device)
    device.page.get_by_role("button", name="Copy the link").click()
    expect(device.page.get_by_text("Link copied")).to_be_visible()
    assert device.page.evaluate("navigator.clipboard.readText()") == f"{device.server.url}/settings/#pair={code}"


def test_a_link_that_may_not_be_copied_is_shown_to_be_copied_by_hand(device: Device) -> None:
    device.context.add_init_script(
        "Clipboard.prototype.writeText = async () => { throw new DOMException('no', 'NotAllowedError') }"
    )
    turn_on(device)
    code = pairing_code(device)
    link = device.page.get_by_role("textbox", name="Link for the other device")
    expect(link).to_be_hidden()
    device.page.get_by_role("button", name="Copy the link").click()
    expect(link).to_have_value(f"{device.server.url}/settings/#pair={code}")
    assert device.page.evaluate("getSelection().toString()") == link.input_value()
    expect(device.page.get_by_text("Link copied")).to_be_hidden()


def test_without_a_connection_nothing_is_promised(device: Device) -> None:
    device.expect_problem(OFFLINE)
    device.open("/settings/")
    device.context.set_offline(True)
    device.find("sync-on").click()
    expect(device.page.get_by_role("alert").filter(has_text="No connection")).to_be_visible()
    expect_status(device.page, "off")
    device.context.set_offline(False)
    device.find("sync-on").click()
    expect_status(device.page, "synced", 0)
    expect_quiet(device)
