"""What the real server and a browser make of an intruder: nothing becomes a script or HTML that was not one before."""

import re

import pytest
from playwright.sync_api import expect

from hinge_pwa.web.security import ALLOWED, DENIED

from ..support.remote import Remote
from .conftest import NewDevice
from .device import Device
from .logbook import open_with, practice
from .server import Server

no_worker = pytest.mark.no_worker

BLOCKED = "(?i)Content Security Policy|'Trusted(HTML|Script|ScriptURL)' assignment"

INTRUSIONS = """async () => {
  window.seen = [];
  document.addEventListener('securitypolicyviolation', (event) => window.seen.push(event.effectiveDirective));
  const element = (name) => document.body.appendChild(document.createElement(name));
  const tries = [
    () => { element('div').innerHTML = '<b></b>'; },
    () => new DOMParser().parseFromString('<b></b>', 'text/html'),
    () => document.createRange().createContextualFragment('<b></b>'),
    () => { element('iframe').srcdoc = '<b></b>'; },
    () => { element('script').textContent = 'window.ran = true'; },
    () => { element('script').src = '/static/js/app.js'; },
    () => element('b').setAttribute('onclick', 'window.ran = true'),
    () => setTimeout('window.ran = true'),
    () => navigator.serviceWorker.register('/elsewhere.js'),
    () => trustedTypes.createPolicy('another', {}),
    () => trustedTypes.createPolicy('worker', {}),
    () => import('data:text/javascript,window.ran = true'),
    () => fetch('https://elsewhere.example/'),
  ];
  for (const intrude of tries) {
    try {
      await intrude();
      throw new Error(`${intrude} was let through`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
}"""
STOPPED_BY = [
    *["require-trusted-types-for"] * 9, *["trusted-types"] * 2, "script-src-elem", "connect-src",
]  # fmt: skip


def test_text_becomes_neither_html_nor_a_script(device: Device) -> None:
    device.expect_problem(BLOCKED)
    device.open()
    device.page.evaluate(INTRUSIONS)
    device.page.wait_for_function("count => window.seen.length === count", arg=len(STOPPED_BY))
    assert device.page.evaluate("window.seen") == STOPPED_BY
    assert not device.page.evaluate("'ran' in window")


INLINE = """async () => {
  const image = document.body.appendChild(document.createElement('img'));
  const away = new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true }));
  image.setAttribute('style', 'width: 77px');
  const { effectiveDirective } = await away;
  return [effectiveDirective, image.width === 77];
}"""


@no_worker
def test_a_style_in_an_attribute_does_nothing(device: Device) -> None:
    device.expect_problem(BLOCKED)
    device.open()
    assert device.page.evaluate(INLINE) == ["style-src-attr", False]


@no_worker
def test_no_other_site_shows_a_page_in_a_frame(server: Server, new_device: NewDevice) -> None:
    device = new_device()
    device.expect_problem(BLOCKED)
    device.context.route("**/frame.html", lambda route: route.fulfill(body="<iframe src='/settings/'></iframe>"))
    device.open("/frame.html")
    (frame,) = device.page.main_frame.child_frames
    expect(frame.locator("main")).to_have_count(0)
    assert frame.url != f"{server.url}/settings/"


@no_worker
def test_a_page_may_use_the_sensors_and_passkeys_and_nothing_else_of_the_phone(device: Device) -> None:
    device.open("/practice/hip-hinge/")
    allowed = set(device.page.evaluate("document.featurePolicy.allowedFeatures()"))
    assert set(ALLOWED) <= allowed
    assert set(DENIED) & allowed == {"camera"}
    device.open("/history/")
    assert not set(DENIED) & set(device.page.evaluate("document.featurePolicy.allowedFeatures()"))


@no_worker
def test_what_a_person_writes_is_shown_as_they_wrote_it(device: Device) -> None:
    note = "<img src=/nowhere.png onerror='window.ran = true'><script>window.ran = true</script>"
    page = open_with(device, "/history/", practice(note=note, guide="x-onload-alert"))
    session = page.get_by_test_id("session")
    expect(session.locator(".session-note")).to_have_text(note)
    expect(session.locator(".session-note > *")).to_have_count(0)
    assert not page.evaluate("'ran' in window")


CLIMBS = ("/static/../secret_key", "/static/..%2fsecret_key", "/static/%2e%2e/secret_key", "/static/..%5csecret_key",
          "/static/js/../../../secret_key", "/static/....//secret_key", "/static//etc/passwd", "/static/%00",
          "/static/.", "/static/js", "/static/js/", "/static/", "/.git/config", "/instance/secret_key")  # fmt: skip


def test_nothing_is_served_from_outside_the_build(server: Server) -> None:
    assert (server.folder / "instance" / "secret_key").exists()
    client = Remote(server.url)
    for path in CLIMBS:
        answer = client.get(path)
        while answer.status_code in (301, 308):
            answer = client.get(re.sub("^https?://[^/]+", "", answer.headers["Location"]))
        assert answer.status_code == 404, path
    client.close()
