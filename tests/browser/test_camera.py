"""A set that the camera counts: by the real model, before a film of the project's own figure."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from hinge_pwa.guides import CONTENT
from hinge_pwa.guides.loader import load

from .conftest import TIMEOUT_MS
from .device import Device
from .filming import film, get_pack, launch
from .phone import records
from .practising import CHOOSE, STORED_RUN, expect_count, go_to_counting, only_session, press, press_begin
from .server import Server

pytestmark = pytest.mark.no_worker

HINGE = "/practice/hip-hinge/"
STATE = "state => document.querySelector('[data-testid=camera-pack]').dataset.state === state"
IS_IN_SET = "() => document.querySelector('[data-screen=stage]').dataset.state === 'set'"
COUNTED = "n => Number(document.querySelector('[data-testid=count]').textContent) >= n"
IS_MEASURED = f"async () => JSON.stringify(await ({STORED_RUN})()).includes('\"hip\":')"
TROUBLE = "name => document.querySelector('[data-troubles]').dataset.troubles === name"
CAMERA = """
globalThis.tracks = [];
globalThis.refusal = null;
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
  if (globalThis.refusal) throw new DOMException('', globalThis.refusal);
  const stream = await open(wanted);
  globalThis.tracks.push(...stream.getTracks());
  return stream;
};
"""
REFUSE = "name => { globalThis.refusal = name; }"
TAKE_AWAY = """() => {
  globalThis.refusal = 'NotReadableError';
  globalThis.tracks.at(-1).stop();
  globalThis.tracks.at(-1).onended();
}"""
HIDE = """isHidden => {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
LEAVE = "() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
IS_LIT = "isLit => globalThis.tracks.some(({ readyState }) => readyState === 'live') === isLit"
ASKED_AGAIN = "before => globalThis.tracks.length > before"
# In the place of the model: what it would find of somebody who stands for five seconds, and then bows every three.
MODEL = """
let since = null;
let aspect = 1;
self.onmessage = ({ data: { id, frame } }) => {
  if (frame) {
    since ??= performance.now();
    aspect = frame.width / frame.height;
    frame.close();
  }
  const t = (performance.now() - since) / 1000 - 5;
  const share = t < 0 ? 0 : Math.min(1, 0.6 * (1 - Math.cos(2 * Math.PI * Math.min(1, (t % 3) / 2.4))));
  const from = ([x, y], length, degrees) => {
    const lean = (degrees * Math.PI) / 180;
    return [x + length * Math.sin(lean), y - length * Math.cos(lean)];
  };
  const ankle = [0.5, 0.9];
  const knee = from(ankle, 0.2, 0);
  const hip = from(knee, 0.2, -15 * share);
  const shoulder = from(hip, 0.25, 65 * share);
  const nose = from(shoulder, 0.12, 65 * share + 20);
  const joints = [nose, nose, nose, nose, nose, shoulder, shoulder, shoulder, shoulder, shoulder, shoulder,
    hip, hip, knee, knee, ankle, ankle];
  self.postMessage({ id, found: joints.map(([x, y]) => [0.5 + (x - 0.5) / aspect, y, 0.8]) });
};
"""
BOWS = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await (await openStore()).checks()).map(({ record }) => record.data);
}"""
PARTS = re.compile(r"/static/camera/[0-9a-f]{16}\.")
ERROR = 15  # degrees of the figure's own angles; docs/camera.md has what was measured


@pytest.fixture(scope="module")
def browser(
    playwright: Playwright, shared_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Its camera shows someone who hinges."""
    expect.set_options(timeout=TIMEOUT_MS)
    path = tmp_path_factory.mktemp("film") / "hinge.mjpeg"
    browser = launch(playwright.chromium, path)
    if not shared_server.running:
        shared_server.start()
    film(browser, shared_server, path)
    yield browser
    browser.close()


def choose_camera(device: Device) -> Page:
    device.open(HINGE)
    go_to_counting(device.page)
    device.page.evaluate(CHOOSE, "camera")
    device.page.get_by_test_id("camera-pack").wait_for(state="attached")
    return device.page


@pytest.mark.worker
def test_with_no_network_a_set_is_counted_with_its_angles(device: Device, server: Server) -> None:
    device.context.add_init_script(CAMERA)
    get_pack(device)
    device.wait_until_offline_ready()
    server.stop()
    page = choose_camera(device)
    page.wait_for_function(STATE, arg="ready")
    expect_refusals_told(page)

    page.evaluate(HIDE, True)  # while the phone was asked for its camera
    press_begin(page, None)
    expect(device.find("rep")).to_be_visible()
    page.wait_for_function(ASKED_AGAIN, arg=0)
    page.wait_for_function(IS_LIT, arg=False)
    records(page)  # the test's own reading fetches a module once
    sent: list[str] = []
    device.context.on("request", lambda request: sent.append(request.url))
    page.evaluate(HIDE, False)
    page.wait_for_function(IS_IN_SET)
    lose_camera_and_get_it_back(device)
    page.wait_for_function(IS_MEASURED)  # where the machine is slow, a repetition may be seen too seldom
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function(IS_LIT, arg=False)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_function(IS_LIT, arg=True)
    assert sent == []

    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    page.wait_for_function(IS_LIT, arg=False)
    (part,) = only_session(page)["data"]["sets"]
    assert part["counter"] == "camera"
    assert len(part["hips"]) == len(part["knees"]) == part["reps"] >= 1
    to = load(CONTENT)["hip-hinge"].movement["to"]
    measured = [pair for pair in zip(part["hips"], part["knees"], strict=True) if None not in pair]
    assert measured
    for hip, knee in measured:
        assert abs(hip - to["hip"]) <= ERROR
        assert abs(knee - to["knee"]) <= ERROR
    page.get_by_role("link", name="See your history").click()
    page.get_by_role("button", name="Edit").click()
    expect(page.locator('[data-measured="hips"]')).to_be_visible()

    page = choose_camera(device)
    press_begin(page, None)
    page.wait_for_function(IS_LIT, arg=True)
    expect(device.find("rep")).to_be_visible()
    page.evaluate(LEAVE)
    page.wait_for_function(IS_LIT, arg=False)


def expect_refusals_told(page: Page) -> None:
    for name, words in (("NotAllowedError", "does not give Hinge the camera"), ("NotFoundError", "No camera could be")):
        page.evaluate(REFUSE, name)
        press_begin(page, None)
        expect(page.get_by_text(words)).to_be_visible()
    page.evaluate(REFUSE, None)


def lose_camera_and_get_it_back(device: Device) -> None:
    """In a set: taps count meanwhile."""
    page = device.page
    page.evaluate(TAKE_AWAY)
    page.wait_for_function(TROUBLE, arg="gone")
    expect(page.get_by_text("The camera is gone.")).to_be_visible()
    before = int(device.find("count").inner_text())
    press(page)
    expect_count(page, before + 1)
    device.find("undo").click()
    expect_count(page, before)
    page.evaluate(REFUSE, None)
    page.wait_for_function(COUNTED, arg=before + 1)
    expect(page.get_by_text("The camera is gone.")).to_be_hidden()


def test_without_its_pack_the_camera_is_no_choice(device: Device) -> None:
    device.expect_problem("net::ERR_FAILED")
    offline = device.page.get_by_text("can’t be fetched without a connection")
    for what in (re.compile("/seen-person"), re.compile(r"/pack\.json")):
        device.context.route(what, lambda route: route.abort())
        device.open(HINGE)
        go_to_counting(device.page)
        expect(offline).to_be_hidden()
        device.page.evaluate(CHOOSE, "camera")
        expect(offline).to_be_visible()
        device.context.unroute(what)
    device.page.evaluate(CHOOSE, "tap")
    expect(offline).to_be_hidden()
    page = choose_camera(device)
    press_begin(page, None)
    expect(page.get_by_text("Get the camera’s part first")).to_be_visible()
    press_begin(page, "tap")
    expect(device.find("rep")).to_be_visible()
    press(page)
    expect_count(page, 1)


def test_the_retest_by_camera_is_kept_with_hips_and_knees(device: Device) -> None:
    device.context.add_init_script(CAMERA)
    device.context.route(
        re.compile("/model-worker"), lambda route: route.fulfill(body=MODEL, content_type="text/javascript")
    )
    page = get_pack(device)
    device.open("/depth/")
    page.get_by_role("radio", name="Camera").check(force=True)
    page.get_by_test_id("camera-pack").wait_for(state="attached")
    page.wait_for_function(STATE, arg="ready")
    page.evaluate(REFUSE, "NotAllowedError")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("does not give Hinge the camera")).to_be_visible()
    page.evaluate(REFUSE, None)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_test_id("seen")).to_have_text("0")
    page.wait_for_function(IS_LIT, arg=True)
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.wait_for_function(IS_LIT, arg=False)
    (check,) = page.evaluate(BOWS)
    bows = [tuple(map(int, bow)) for bow in re.findall(r"(\d+)°/(\d+)°", check["note"])]
    assert [hip for hip, _ in bows] == check["tilts"]
    assert len(bows) == 3
    assert all(abs(hip - 80) <= 10 and abs(knee - 15) <= 5 for hip, knee in bows)  # where few frames are looked at
    hip, knee = max(bows, key=lambda bow: bow[0])
    expect(page.get_by_test_id("best")).to_have_text(f"{hip}°")
    expect(page.get_by_text(f"By camera: your hips bent {hip}°, your knees {knee}°.")).to_be_visible()
    expect(page.locator("[data-earlier] li")).to_contain_text(f"by camera, knees {knee}°")

    page.get_by_role("button", name="Measure again").click()
    page.get_by_role("button", name="Start").click()
    page.wait_for_function(IS_LIT, arg=True)
    page.evaluate(TAKE_AWAY)
    expect(page.get_by_text("The camera stopped, or can’t measure here.")).to_be_visible()
    page.wait_for_function(IS_LIT, arg=False)


def test_a_browser_without_cameras_says_so(device: Device) -> None:
    device.context.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    page = choose_camera(device)
    expect(page.get_by_text("This browser has no camera for Hinge.")).to_be_visible()
    expect(device.find("camera-pack")).to_be_hidden()


def test_a_download_that_broke_off_goes_on_where_it_was(device: Device) -> None:
    device.expect_problem("net::ERR_FAILED|status of 404")
    got: list[str] = []

    def answer(route: Route) -> None:
        if len(got) == 5:
            route.abort()
        else:
            got.append(route.request.url)
            route.continue_()

    device.context.route(PARTS, answer)
    device.open("/settings/")
    panel = device.find("camera-pack")
    get = panel.get_by_role("button", name="Get it (4.6 MB)")
    get.click()
    expect(panel.get_by_text("The connection broke off.")).to_be_visible()
    expect(panel).to_have_attribute("data-state", "absent")
    device.context.unroute(PARTS)
    device.context.on("request", lambda request: got.append(request.url))
    get.click()
    device.page.wait_for_function(STATE, arg="ready")
    parts = [url for url in got if PARTS.search(url)]
    assert len(parts) == len(set(parts)) > 5
    panel.get_by_role("button", name="Remove it").click()
    expect(panel).to_have_attribute("data-state", "absent")
    assert device.page.evaluate("caches.keys()") == []


def test_a_full_phone_keeps_no_half_of_the_pack_for_the_whole(device: Device) -> None:
    device.open("/settings/")
    devtools = device.context.new_cdp_session(device.page)
    quota = {"origin": device.server.url, "quotaSize": 1_000_000}
    devtools.send("Storage.overrideQuotaForOrigin", quota)
    panel = device.find("camera-pack")
    panel.get_by_role("button", name="Get it (4.6 MB)").click()
    expect(panel.get_by_text("This device is full.")).to_be_visible()
    expect(panel).to_have_attribute("data-state", "absent")
