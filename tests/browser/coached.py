"""A device that records what is spoken, played and locked, for tests of led practices."""

from typing import Any

from playwright.sync_api import Page, expect

from .device import Device
from .phone import stop_clock
from .practising import CHOOSE, DRILL, go_to_counting, press_begin

READY_MS = 15_000  # of the roller drill
HINGE_READY_MS = 5_000
REST_MS = 15_000
REP_MS = 6_000  # 3 s down, 1 s hold, 2 s up
LEAD_MS = 4_000

# `heard`: everything spoken, played or locked, with the time in milliseconds of performance.now().
RECORDER = """
globalThis.heard = [];
const note = (what, more) => heard.push({ what, at: performance.now(), ...more });
class Utterance { constructor(text) { this.text = text; } }
const speech = new EventTarget();
Object.assign(speech, {
  speaking: false, pending: false, paused: false,
  getVoices: () => [{ name: 'Test', lang: document.documentElement.lang, voiceURI: 'test', localService: true }],
  speak(utterance) {
    if (utterance.text.trim() && utterance.volume !== 0) note('said', { text: utterance.text });
    utterance.onstart?.({});
    utterance.onend?.({});
  },
  cancel() {}, resume() {}, pause() {},
});
Object.defineProperty(globalThis, 'speechSynthesis', { value: speech });
globalThis.SpeechSynthesisUtterance = Utterance;
if (navigator.wakeLock) navigator.wakeLock.request = async () => {
  note('awake');
  const lock = Object.assign(new EventTarget(), { released: false });
  lock.release = async () => {
    if (lock.released) return;
    lock.released = true;
    note('asleep');
    lock.dispatchEvent(new Event('release'));
  };
  globalThis.lock = lock;
  return lock;
};
"""


def choose(device: Device, counter: str, path: str = DRILL) -> Page:
    """Open the practice on a recording device, stop its clock, and choose the counter."""
    page = device.page
    device.context.add_init_script(RECORDER)
    page.clock.install()
    device.open(path)
    go_to_counting(page)
    stop_clock(page)
    page.evaluate(CHOOSE, counter)
    return page


def begin_led(device: Device, path: str = DRILL) -> Page:
    page = choose(device, "pace", path)
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    return page


def pass_time(page: Page, ms: int) -> None:
    """Advance the clock, firing each timer."""
    page.clock.run_for(ms)


def said(page: Page) -> list[str]:
    return [str(one["text"]) for one in heard(page) if one["what"] == "said"]


def heard(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("heard")
    return found
