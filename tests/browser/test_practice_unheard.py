"""What leads a set is said as it is: voice, tones, or the picture alone."""

import pytest
from playwright.sync_api import Page, expect

from .agents import NO_SOUND
from .coached import READY_MS, REP_MS, choose, pass_time
from .device import Device
from .practising import DRILL, expect_count, go_to_counting, press_begin

pytestmark = pytest.mark.no_worker

NO_VOICE = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });"
CHOOSE_SOUND = """async (choice) => {
  const { openStore } = await import('/static/js/records/store.js');
  await (await openStore()).set('sound', choice);
}"""


def lacking(device: Device, script: str, counter: str = "pace") -> Page:
    """The screen before a set that `counter` counts, in a browser from which `script` takes something away."""
    device.context.add_init_script(script)
    device.open(DRILL)
    go_to_counting(device.page)
    device.page.locator(f'input[name="counter"][value="{counter}"]').check()
    return device.page


def led(page: Page) -> str:
    return page.locator(".counting-line [data-led]:visible").inner_text()


def test_a_voice_is_promised_where_there_is_one(device: Device) -> None:
    page = choose(device, "pace")
    assert led(page) == "Voice and picture lead you at a steady tempo."


def test_without_a_voice_tones_are_promised(device: Device) -> None:
    page = lacking(device, NO_VOICE)
    assert led(page) == "Tones and picture lead you at a steady tempo."
    press_begin(device.page, None)
    expect(page.get_by_text("Hinge counts. A tap adds one.")).to_be_visible()
    expect(page.get_by_text("No sound here")).to_be_hidden()


def test_without_any_sound_the_picture_leads_and_the_set_says_so(device: Device) -> None:
    page = device.page
    page.clock.install()
    lacking(device, NO_SOUND)
    assert led(page) == "This browser gives no sound: only the picture leads you."
    press_begin(device.page, None)
    expect(page.get_by_text("No sound here: follow the picture. A tap adds one.")).to_be_visible()
    pass_time(page, READY_MS + REP_MS + 500)
    expect_count(page, 1, "left")
    expect(page.locator("[data-phase]:visible")).to_have_attribute("data-phase", "eccentric")


def test_a_worn_phone_without_sound_says_that_the_count_is_not_heard(device: Device) -> None:
    page = lacking(device, NO_SOUND, "motion")
    assert led(page) == "This browser gives no sound: you will not hear the count."


def test_sound_that_is_off_by_choice_is_not_promised_either(device: Device) -> None:
    device.open("/settings/")
    device.page.evaluate(CHOOSE_SOUND, {"speak": "none", "tones": False})
    page = lacking(device, NO_VOICE)
    assert led(page) == "Sound is off: only the picture leads you."
    press_begin(device.page, None)
    expect(page.get_by_text("Hinge counts. A tap adds one.")).to_be_visible()
    expect(page.get_by_text("No sound here")).to_be_hidden()


def test_the_settings_do_not_promise_tones_that_are_not_there(device: Device) -> None:
    device.context.add_init_script(NO_SOUND)
    device.open("/settings/")
    expect(device.page.get_by_text("This browser has neither a voice nor tones")).to_be_visible()
    expect(device.page.get_by_text("tones lead")).to_be_hidden()
