"""What is heard, seen and felt in a practice: chosen, kept and tried; and tones on a real audio clock."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .axe import violations
from .conftest import NewDevice
from .device import Device

pytestmark = pytest.mark.no_worker

VOICES = [
    {"name": "Daniel", "lang": "en-GB", "voiceURI": "daniel", "localService": True, "default": False},
    {"name": "Cloud", "lang": "en-GB", "voiceURI": "cloud", "localService": False, "default": False},
    {"name": "Thomas", "lang": "fr-FR", "voiceURI": "thomas", "localService": True, "default": False},
]

# A speech engine that writes down what it was given: `spoken`, with its voice and volume.
ENGINE = """(voices) => {
  window.spoken = [];
  class Utterance { constructor(text) { this.text = text; } }
  const engine = {
    speaking: false, pending: false, paused: false,
    getVoices: () => voices,
    speak(utterance) {
      if (utterance.text === '') return; // what only unlocks an iPhone
      spoken.push([utterance.text, utterance.voice.name, utterance.volume]);
      if (window.isMute) return;
      utterance.onstart?.({});
      setTimeout(() => utterance.onend?.({}));
    },
    cancel() {}, resume() {},
  };
  Object.defineProperty(window, 'speechSynthesis', { value: engine });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
}"""

# Writes down the beginning of every stroke that is played, on the audio clock, beside what is heard at that moment.
STARTS = """
  window.strokes = [];
  window.felt = [];
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    const { contextTime, performanceTime } = this.context.getOutputTimestamp();
    strokes.push({ when, heard: performanceTime + (when - contextTime) * 1000, stamp: contextTime });
    return start.call(this, when);
  };
  navigator.vibrate = (pattern) => felt.push(pattern);
"""

KEPT = """async () => {
  const { openStore } = await import('/static/js/records/store.js');
  return (await openStore()).setting('sound');
}"""


def speaking(device: Device, voices: list[dict[str, Any]] = VOICES) -> Device:
    """A device with these voices, whose tones, words and vibration are written down."""
    device.context.add_init_script(f"({ENGINE})({json.dumps(voices)});{STARTS}")
    return device


def section(page: Page) -> Locator:
    return page.locator("#sound")


def row(page: Page, name: str) -> Locator:
    return section(page).get_by_role("checkbox", name=name)


def open_settings(device: Device, path: str = "/settings/") -> Page:
    device.open(path)
    expect(section(device.page).locator("[data-sound]")).to_have_attribute("data-known", "")
    return device.page


def try_it(device: Device, condition: str) -> Page:
    """Press the button on a clock that runs ahead until `condition`; for tests in which nothing is timed by sound."""
    page = device.page
    page.clock.install()
    device.find("sound-try").click()
    for _ in range(40):
        if page.evaluate(condition):
            return page
        page.clock.run_for(250)
    raise AssertionError(condition)


def spoken(page: Page) -> list[str]:
    return [said[0] for said in page.evaluate("spoken")]


def test_what_is_chosen_is_kept_and_stands_there_the_next_time(device: Device) -> None:
    page = open_settings(speaking(device))
    expect(section(page).get_by_role("radio", name="Everything")).to_be_checked()
    section(page).get_by_role("radio", name="Only the count").check()
    row(page, "Tones").uncheck()
    row(page, "Screen flashes").uncheck()
    row(page, "Vibration").uncheck()
    section(page).get_by_label("Voice").select_option("Daniel")
    section(page).get_by_label("Volume").fill("40")
    wanted = {"speak": "count", "tones": False, "volume": 0.4, "voice": "daniel", "flash": False, "haptics": False}
    assert page.evaluate(KEPT) == wanted

    page = open_settings(device)
    expect(section(page).get_by_role("radio", name="Only the count")).to_be_checked()
    for name in ("Tones", "Screen flashes", "Vibration"):
        expect(row(page, name)).not_to_be_checked()
    expect(section(page).get_by_label("Voice")).to_have_value("daniel")
    expect(section(page).get_by_label("Volume")).to_have_value("40")


def test_a_choice_in_another_tab_shows_here(device: Device) -> None:
    page = open_settings(speaking(device))
    expect(section(page).get_by_role("option")).to_have_count(3)
    other = device.tab("/settings/")
    row(other, "Tones").uncheck()
    expect(row(page, "Tones")).not_to_be_checked()


def test_only_voices_of_the_page_are_offered_and_those_of_the_network_say_so(device: Device) -> None:
    page = open_settings(speaking(device))
    options = section(page).get_by_role("option")
    expect(options).to_have_text(["Automatic", "Daniel", "Cloud (needs a connection)"])
    page = open_settings(device, "/fr/settings/")
    expect(options).to_have_text(["Auto", "Thomas"])


def test_a_voice_of_another_language_stays_chosen_until_one_of_this_is(device: Device) -> None:
    page = open_settings(speaking(device))
    section(page).get_by_label("Voice").select_option("Daniel")
    page.wait_for_function(f"() => ({KEPT})().then((kept) => kept?.voice === 'daniel')")
    page = open_settings(device, "/fr/settings/")
    expect(section(page).get_by_role("option")).to_have_count(2)
    section(page).get_by_role("checkbox").first.uncheck()
    assert page.evaluate(KEPT)["voice"] == "daniel"
    section(page).get_by_label("Voix").select_option("Thomas")
    assert page.evaluate(KEPT)["voice"] == "thomas"
    section(page).get_by_label("Voix").select_option("Auto")
    assert page.evaluate(KEPT)["voice"] is None


def test_a_device_without_a_voice_says_so_and_tones_lead(device: Device) -> None:
    page = open_settings(speaking(device, VOICES[2:]))
    expect(section(page).get_by_text("no voice in this language")).to_be_visible()
    expect(section(page).get_by_label("Voice")).to_be_hidden()
    row(page, "Tones").uncheck()
    device.find("sound-try").click()
    page.wait_for_function("() => strokes.length === 4")
    assert spoken(page) == []


def test_vibration_is_not_offered_where_there_is_none(device: Device) -> None:
    device.context.add_init_script("delete Navigator.prototype.vibrate")
    page = open_settings(device)
    expect(section(page).get_by_text("Vibration")).to_be_hidden()


def test_trying_it_leads_one_repetition_by_word_tone_and_touch(device: Device) -> None:
    page = open_settings(speaking(device))
    section(page).get_by_label("Volume").fill("50")
    device.find("sound-try").click()
    page.wait_for_function("() => spoken.length === 4")
    assert page.evaluate("spoken") == [[word, "Daniel", 0.5] for word in ("Down", "Hold", "Up", "One")]
    assert page.evaluate("felt") == [20, 20, 20, 40]
    heard = page.evaluate("strokes.map(({ heard }) => heard)")
    assert [round(at - heard[0], -2) for at in heard] == [0, 1400, 2400, 3800]


def test_only_the_count_is_said_and_nothing_is_played_that_is_off(device: Device) -> None:
    page = open_settings(speaking(device))
    section(page).get_by_role("radio", name="Only the count").check()
    row(page, "Tones").uncheck()
    row(page, "Vibration").uncheck()
    try_it(device, "spoken.length > 0")
    assert spoken(page) == ["One"]
    assert page.evaluate("[strokes.length, felt.length]") == [0, 0]


def test_silence_makes_no_sound_and_says_that_there_is_none(device: Device) -> None:
    page = open_settings(speaking(device))
    section(page).get_by_role("radio", name="Nothing").check()
    row(page, "Tones").uncheck()
    try_it(device, "felt.length === 4")
    expect(section(page).get_by_text("Nothing to hear")).to_be_visible()
    assert page.evaluate("[strokes.length, spoken.length]") == [0, 0]
    row(page, "Tones").check()
    expect(section(page).get_by_text("Nothing to hear")).to_be_hidden()


def test_a_voice_that_says_nothing_is_told_of(device: Device) -> None:
    page = open_settings(speaking(device))
    page.evaluate("window.isMute = true")
    try_it(device, "!document.querySelector('[data-line=speechless]').hidden")


def test_a_browser_without_sound_says_so(device: Device) -> None:
    speaking(device).context.add_init_script("window.AudioContext = undefined")
    page = open_settings(device)
    device.find("sound-try").click()
    expect(section(page).get_by_text("gives no sound")).to_be_visible()


def test_a_choice_that_is_not_kept_says_so_and_holds_on_this_page(device: Device) -> None:
    speaking(device).context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }"
    )
    page = open_settings(device)
    section(page).get_by_role("radio", name="Only the count").check()
    expect(section(page).get_by_role("alert")).to_contain_text("could not be kept")
    try_it(device, "spoken.length > 0")
    assert spoken(page) == ["One"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["", "/fr"])
def test_nobody_is_kept_out_of_the_choice_of_sound(new_device: NewDevice, scheme: str, language: str) -> None:
    page = open_settings(speaking(new_device(color_scheme=scheme)), f"{language}/settings/")
    expect(section(page).get_by_role("option").nth(1)).to_be_attached()
    assert violations(page) == []
    controls = section(page).locator("button, select, .sound-row, .choice span, input[type=range]")
    for box in controls.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)"):
        assert box >= 48


# As in a practice, all that is ahead is handed over anew after each repetition. [which, ms off] of every stroke.
PACE = """async ({ reps, ms }) => {
  const { Tones } = await import('/static/js/sound/tones.js');
  const tones = new Tones();
  await tones.unlock();
  while (strokes.length === 0 || strokes.at(-1).stamp === 0) { // until the browser tells what is heard
    tones.schedule([{ at: performance.now() + 20, tone: 'tick' }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  tones.silence();
  strokes.length = 0;
  const begin = performance.now() + 500;
  const due = Array.from({ length: reps }, (_, rep) => ({ at: begin + rep * ms, tone: 'count' }));
  for (let rep = 0; rep < reps; rep += 1) {
    tones.schedule(due.slice(rep));
    while (performance.now() < due[rep].at + ms / 2) await new Promise((resolve) => setTimeout(resolve, ms / 8));
  }
  tones.close();
  return strokes.map(({ heard }) => {
    const rep = Math.round((heard - begin) / ms);
    return [rep, heard - begin - rep * ms];
  });
}"""


def test_thirty_repetitions_are_heard_within_20_ms_of_their_time(device: Device) -> None:
    page = open_settings(speaking(device))
    section(page).get_by_role("heading").click()  # without a press a browser gives no sound
    strokes = page.evaluate(PACE, {"reps": 30, "ms": 120})
    assert {rep for rep, _ in strokes} == set(range(30))
    off = [ms for _, ms in strokes]
    assert max(map(abs, off)) < 20, off


FIGURES = """async () => {
  const { play } = await import('/static/js/sound/tones.js');
  const { TONES } = await import('/static/js/sound/score.js');
  const rate = 44_100;
  const figures = {};
  for (const tone of Object.keys(TONES)) {
    const context = new OfflineAudioContext(1, 1.3 * rate, rate);
    const { end } = play(context, context.destination, tone, 0.05);
    const samples = (await context.startRendering()).getChannelData(0);
    let steepest = 0;
    let peak = 0;
    for (let i = 1; i < samples.length; i += 1) {
      steepest = Math.max(steepest, Math.abs(samples[i] - samples[i - 1]));
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    const after = Math.abs(samples[Math.ceil((end + 0.01) * rate)]);
    figures[tone] = { steepest, peak, before: samples[0.04 * rate], after };
  }
  return figures;
}"""


def test_no_tone_clicks_or_is_too_loud(device: Device) -> None:
    figures = open_settings(device).evaluate(FIGURES)
    assert len(figures) == 9
    for tone, figure in figures.items():
        assert figure["steepest"] < 0.1, tone  # a triangle of 1,175 Hz rises by 0.085 a sample
        assert 0.5 < figure["peak"] <= 1, tone
        assert figure["before"] == figure["after"] == 0, tone
