"""A set that is counted by the phone's motion, worn in a pocket or held."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .coached import choose, pass_time, said
from .device import Device
from .phone import records
from .practising import DRILL, act, expect_count, press, press_begin, reps_of, stored_reps

pytestmark = pytest.mark.no_worker

# What the sensors tell of a trunk that leans: `stand(seconds)` and `bow(times)` go on from where the last call stopped.
WORN = """
globalThis.clock = 0;
const HZ = 25;
function sample(degrees, shake, bounce = 0) {
  clock += 1 / HZ;
  const angle = (degrees * Math.PI) / 180;
  const noise = () => shake * Math.sin(clock * 71 + Math.cos(clock * 37));
  const event = new DeviceMotionEvent('devicemotion', {
    accelerationIncludingGravity: {
      x: noise(), y: (9.81 + bounce) * Math.cos(angle) + noise(), z: 9.81 * Math.sin(angle) + noise(),
    },
    interval: 1000 / HZ,
  });
  Object.defineProperty(event, 'timeStamp', { value: clock * 1000 });
  dispatchEvent(event);
}
globalThis.eased = (share) => share ** 3 * (10 - 15 * share + 6 * share ** 2);
globalThis.during = (seconds, degrees, shake) => {
  for (let i = 0; i < seconds * HZ; i++) sample(degrees(i / (seconds * HZ)), shake);
};
globalThis.stand = (seconds, shake = 0.03) => during(seconds, () => 3, shake);
globalThis.bow = (times, depth = 60) => {
  for (let i = 0; i < times; i++) {
    during(3, (share) => 3 + depth * eased(share), 0.1);
    during(1, () => 3 + depth, 0.1);
    during(2, (share) => 3 + depth * (1 - eased(share)), 0.1);
    during(0.6, () => 3, 0.1);
  }
};
// Two steps a second: the thigh swings with every second one, and each shakes the whole body.
globalThis.walk = (seconds) => {
  for (let i = 0; i < seconds * HZ; i++) {
    const stride = 2 * Math.PI * clock;
    sample(15 * Math.sin(stride), 0.5, 3 * Math.sin(2 * stride));
  }
};
"""


def wear(device: Device) -> Page:
    """Begin a set that the phone counts."""
    device.context.add_init_script(WORN)
    page = choose(device, "motion")
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()
    return page


def stage(page: Page, state: str) -> None:
    expect(page.locator('[data-screen="stage"]')).to_have_attribute("data-state", state)


def lock(page: Page) -> Locator:
    return page.get_by_role("button", name="Locked for the pocket. Hold for a second to open.")


def test_the_phone_counts_both_sides_from_the_moment_of_standing_still(device: Device) -> None:
    page = wear(device)
    expect(page.get_by_text("Stand still: then it starts")).to_be_visible()
    page.evaluate("walk(6)")
    stage(page, "ready")
    page.evaluate("stand(4)")
    stage(page, "set")
    page.evaluate("bow(14)")
    page.evaluate("stand(1.5)")
    expect_count(page, 14, "left")
    page.evaluate("bow(1)")
    page.evaluate("stand(1.5)")
    expect_count(page, 15, "left")
    pass_time(page, 2_000)
    stage(page, "switch")
    assert stored_reps(page) == [15, 0]
    page.evaluate("walk(8)")
    page.evaluate("stand(5)")
    stage(page, "set")
    page.evaluate("bow(15)")
    page.evaluate("stand(2)")
    expect(device.find("saved")).to_be_visible()
    data = records(page)[0]["data"]
    assert [(part["side"], part["reps"], part["counter"]) for part in data["sets"]] == [
        ("left", 15, "motion"),
        ("right", 15, "motion"),
    ]
    words = said(page)
    assert words[0].startswith("Put the phone in your pocket and stand still.")
    assert "12. Last three." in words
    assert words[-1] == "15. That was the last one. Hinge finishes by itself."


def test_depth_is_shown_live_and_kept_in_the_session(device: Device) -> None:
    page = wear(device)
    page.evaluate("stand(5)")
    stage(page, "set")
    page.evaluate("during(3, (share) => 3 + 40 * eased(share), 0.05)")
    page.evaluate("during(1, () => 43, 0.05)")
    expect(page.locator("[data-depth]")).to_have_text(re.compile("(3[6-9]|4[0-2])°"))
    page.evaluate("during(3, (share) => 43 - 40 * eased(share), 0.05)")
    page.evaluate("bow(3, 60)")
    page.evaluate("stand(2)")
    expect_count(page, 4, "left")
    lock(page).press("Enter")
    device.find("finish").click()
    expect(page.get_by_text(re.compile("The phone tilted up to (5[6-9]|6[0-2])°."))).to_be_visible()
    page.get_by_role("link", name="See your history").click()
    page.get_by_role("button", name="Edit").click()
    expect(page.locator('[data-depths="left"]')).to_have_text(
        re.compile(r"Left (3[6-9]|4[0-2])°( (5[6-9]|6[0-2])°){3}")
    )


def test_walking_to_the_mat_and_a_rest_count_nothing(device: Device) -> None:
    page = wear(device)
    page.evaluate("stand(5)")
    stage(page, "set")
    page.evaluate("walk(12)")
    page.evaluate("stand(20)")
    page.evaluate("bow(3)")  # so that the counter is seen to have listened all the time
    page.evaluate("stand(2)")
    expect_count(page, 3, "left")


def count_five(device: Device) -> Page:
    page = wear(device)
    page.evaluate("stand(5)")
    stage(page, "set")
    page.evaluate("bow(5)")
    page.evaluate("stand(2)")
    expect_count(page, 5, "left")
    return page


def test_taps_and_undo_correct_what_the_phone_counted(device: Device) -> None:
    page = count_five(device)
    lock(page).press("Enter")
    press(page)
    expect_count(page, 6, "left")
    device.find("undo").click()
    device.find("undo").click()
    expect_count(page, 4, "left")
    act(page, "pause")
    page.evaluate("bow(2)")
    expect_count(page, 4, "left")


def test_a_phone_without_sensors_goes_on_with_taps(device: Device) -> None:
    page = wear(device)
    pass_time(page, 3_500)
    expect(page.get_by_text("The motion sensor is silent.")).to_be_visible()
    expect(page.get_by_text("The screen stays on.")).to_be_hidden()  # it has the same place
    press(page, 3)
    expect_count(page, 3, "left")
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    assert reps_of(records(page)[0]) == [("left", 3)]
    assert records(page)[0]["data"]["sets"][0]["counter"] == "tap"


def test_a_phone_whose_sensors_fall_silent_goes_on_with_taps(device: Device) -> None:
    page = count_five(device)
    pass_time(page, 3_500)
    expect(page.get_by_text("The motion sensor is silent.")).to_be_visible()
    press(page, 2)
    expect_count(page, 7, "left")
    device.find("finish").click()
    expect(device.find("saved")).to_be_visible()
    assert reps_of(records(page)[0]) == [("left", 7)]


def test_sensors_that_are_refused_are_told_of_before_the_set(device: Device) -> None:
    page = choose(device, "motion")
    page.evaluate("DeviceMotionEvent.requestPermission = async () => 'denied'")
    press_begin(device.page, None)
    expect(page.get_by_text("This phone does not share its movement")).to_be_visible()
    page.locator('input[name="counter"][value="tap"]').check()
    expect(page.get_by_text("This phone does not share its movement")).to_be_hidden()
    press_begin(device.page, None)
    expect(device.find("rep")).to_be_visible()


def test_a_set_that_was_killed_goes_on_counting_by_motion(device: Device) -> None:
    page = count_five(device)
    page.close()
    page = device.page = device.context.new_page()
    device.open(DRILL)
    expect(page.get_by_text("You were in the middle of it")).to_be_visible()
    press_begin(device.page, None)
    stage(page, "set")
    page.evaluate("stand(3)")
    page.evaluate("bow(4)")
    page.evaluate("stand(2)")
    expect_count(page, 9, "left")


def test_what_touches_a_phone_in_a_pocket_presses_nothing(device: Device) -> None:
    page = wear(device)
    expect(lock(page)).to_be_focused()
    size = page.viewport_size
    assert size is not None
    for x in range(20, size["width"], 90):
        for y in range(20, size["height"], 90):
            page.mouse.click(x, y)
    stage(page, "ready")
    expect_count(page, 0)
    expect(lock(page)).to_be_visible()


def test_the_lock_opens_when_it_is_held_for_a_second_and_closes_with_the_next_side(device: Device) -> None:
    page = wear(device)
    box = lock(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.clock.run_for(900)
    page.mouse.up()
    page.clock.run_for(900)
    expect(lock(page)).to_be_visible()
    expect(page.locator(".stage-tap")).to_be_hidden()  # a tap adds nothing here
    page.mouse.down()
    page.clock.run_for(1_000)
    expect(lock(page)).to_be_hidden()
    expect(page.locator(".stage-tap")).to_be_visible()
    page.mouse.up()
    act(page, "go")
    stage(page, "set")
    expect(lock(page)).to_be_visible()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_lock_opens_by_a_key_and_the_focus_goes_on(device: Device, key: str) -> None:
    page = wear(device)
    page.keyboard.press(key)
    expect(lock(page)).to_be_hidden()
    expect(device.find("rep")).to_be_focused()
    expect_count(page, 0)


def test_a_clicker_counts_through_the_lock(device: Device) -> None:
    page = wear(device)
    page.keyboard.press("PageDown")
    expect_count(page, 1)
    expect(lock(page)).to_be_visible()


def test_it_stays_locked_until_the_phone_is_in_a_hand(device: Device) -> None:
    page = wear(device)
    for side in range(2):
        for _ in range(15):
            page.keyboard.press("PageDown")
        stage(page, ("counted", "reached")[side])
        expect(lock(page)).to_be_visible()
        page.clock.run_for(2_000)
    page.clock.run_for(6_000)
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    page.mouse.click(100, 400)
    expect(lock(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(lock(page)).to_be_hidden()
    expect(page.get_by_role("heading", name="Done")).to_be_focused()


def test_sensors_that_fall_silent_open_the_lock(device: Device) -> None:
    page = wear(device)
    page.clock.run_for(4_000)
    expect(page.locator("[data-unsensed]")).to_be_visible()
    expect(lock(page)).to_be_hidden()
    expect(device.find("rep")).to_be_focused()


def test_a_pause_opens_the_lock(device: Device) -> None:
    page = wear(device)
    page.keyboard.press("p")
    expect(lock(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    act(page, "resume")
    expect(lock(page)).to_be_focused()
