"""A SMART Health Link of the report: made here, read by another program, taken back."""

import base64
import io
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import zxingcpp
from fhir.resources.R4B.bundle import Bundle
from jwcrypto import jwe, jwk
from PIL import Image
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import NewDevice
from .logbook import open_with
from .months import a_month
from .phone import join, pairing_code, turn_on
from .proxy import Proxy, Reply
from .server import Server

pytestmark = pytest.mark.no_worker


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    proxy = Proxy(server)
    yield proxy
    proxy.close()


def payload_of(link: str) -> dict[str, Any]:
    text = link.removeprefix("shlink:/")
    payload: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return payload


def fetch(url: str) -> tuple[int, str, str]:
    """Status, media type and body, as a viewer on another site gets them."""
    request = urllib.request.Request(f"{url}?recipient=Clinic", headers={"Origin": "https://viewer.example"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read().decode()


def opened(file: str, key: str) -> Any:
    token = jwe.JWE()
    token.deserialize(file, jwk.JWK(kty="oct", k=key))
    assert token.jose_header == {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json", "zip": "DEF"}
    return json.loads(token.payload)


def make(page: Page) -> str:
    page.get_by_test_id("health-link-make").click()
    text = page.get_by_test_id("health-link-text")
    expect(text).to_have_text(re.compile(r"^shlink:/[\w-]+$"))
    return text.inner_text()


def test_a_link_is_made_read_and_taken_back(new_device: NewDevice, proxy: Proxy) -> None:
    device = new_device(server=proxy)
    page = open_with(device, "/report/", *a_month())
    expect(device.find("report")).to_be_visible()
    expect(page.locator("[data-health-link]")).to_be_hidden()
    turn_on(device)
    device.open("/report/")
    expect(page.locator("[data-health-link]")).to_be_visible()
    page.locator('[name="days"][value="30"]').check(force=True)
    link = make(page)

    code = page.locator("[data-code]")
    code.evaluate("(one) => one.scrollIntoView({ block: 'center' })")  # the bar at the foot covers nothing
    image = Image.open(io.BytesIO(code.screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [link]
    payload = payload_of(link)
    assert payload["flag"] == "U"
    assert payload["label"] == "Home exercise, 26 October 2026 – 22 November 2026 (Hinge)"
    status, media_type, file = fetch(payload["url"])
    assert (status, media_type) == (200, "application/jose")
    bundle = opened(file, payload["key"])
    Bundle.model_validate(bundle)
    with page.expect_download() as download:
        page.get_by_test_id("report-fhir").click()
    kept = json.loads(download.value.path().read_text("utf-8"))
    assert len(bundle["entry"]) == len(kept["entry"])
    sent = b"".join(request.content for request in proxy.received if "health" in request.path or "shl" in request.path)
    assert payload["key"].encode() not in sent
    assert b"hip-hinge" not in sent
    assert b"Bundle" not in sent

    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_test_id("health-link")).to_have_count(0)
    expect(page.get_by_test_id("health-link-text")).to_be_hidden()
    assert fetch(payload["url"])[0] == 404


def test_every_device_of_the_account_sees_the_links_that_stand(new_device: NewDevice, proxy: Proxy) -> None:
    first, second = new_device(server=proxy), new_device(server=proxy, locale="fr-FR")
    turn_on(first)
    join(second, pairing_code(first))
    first.open("/report/")
    make(first.page)
    expect(first.page.get_by_test_id("health-link")).to_have_count(1)
    first.open("/report/")
    expect(first.page.get_by_test_id("health-link")).to_have_count(1)
    expect(first.page.get_by_test_id("health-link-text")).to_be_hidden()
    second.open("/fr/report/")
    page = second.page
    expect(page.get_by_test_id("health-link")).to_contain_text("valable jusqu’au")
    for status, code, words in ((422, "account_full", "Vingt liens"), (429, "slow_down", "Trop de demandes")):
        second.expect_problem(f"status of {status}")
        answer = Reply(status, json.dumps({"error": {"code": code, "message": "No."}}), "application/json")
        with proxy.faulty(answer):
            page.get_by_test_id("health-link-make").click()
            expect(page.get_by_text(words)).to_be_visible()
    page.get_by_test_id("health-link-make").click()
    expect(page.get_by_test_id("health-link")).to_have_count(2)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Désactiver").last.press("Enter")
    expect(page.get_by_test_id("health-link")).to_have_count(1)
    expect(page.get_by_test_id("health-link-make")).to_be_focused()
