"""A practice in each engine: it leads, does without a camera, and what it counted outlives a page that was killed."""

from .conftest import NewPhone
from .phone import COUNT, DRILL, Phone, by_testid

PLACES = """[...document.querySelectorAll('[data-mover] .motion path')].map((path) => {
  const { x, y } = path.getBoundingClientRect();
  return `${Math.round(x)} ${Math.round(y)}`;
}).join()"""

WHY = ".counting [data-problem^=camera-]"


def test_a_set_that_is_led_counts_by_itself(phone: Phone) -> None:
    phone.begin("wall-tap", "pace", faster=3)
    phone.tab.until("document.querySelector('[data-screen=stage]').dataset.state === 'set'")
    phone.tab.until(f"{PLACES} !== ''")
    places = phone.tab.js(f"return {PLACES}")
    phone.tab.until(f"{PLACES} !== args[0]", places)
    phone.tab.until(f"Number({COUNT}) >= 1")
    phone.finish()
    (session,) = phone.sessions()
    assert session["guide"] == "wall-tap"
    assert int(session["reps"]) >= 1


def test_without_a_camera_a_sentence_says_so_and_taps_count(phone: Phone) -> None:
    phone.press_begin(DRILL, "camera")
    phone.see(WHY)
    phone.open("/settings/")
    phone.press("[data-pack-action=get]")
    phone.see("[data-pack=ready]")
    phone.press_begin(DRILL, "camera")
    phone.see(WHY)
    phone.begin()
    phone.tap(2)
    phone.expect_count(2)


def test_a_practice_goes_on_after_a_reload_and_after_the_page_was_killed(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.begin()
    phone.tap(3)
    phone.tab.reload()
    phone.press(by_testid("begin"))
    phone.expect_count(3)
    phone.tap(2)
    phone.kill()

    phone = new_phone()
    phone.begin()
    phone.expect_count(5)
    phone.tap()
    phone.finish()
    (session,) = phone.sessions()
    assert (session["guide"], session["reps"]) == (DRILL, "6")
