"""In a gym with no signal: after one visit the whole of a practice works without a server."""

from .phone import DRILL, TARGET, Phone, by_testid

PAGES = ("/", "/guides/", f"/guides/{DRILL}/", "/history/", "/settings/", "/depth/", "/safety/", "/why/")


def test_a_whole_practice_without_a_server(phone: Phone) -> None:
    phone.open()
    phone.server.stop()
    phone.tab.reload()
    for path in PAGES:
        phone.open(path)
        phone.see("main h1")
        phone.wait_until_offline_ready()

    phone.begin()
    phone.tap(TARGET)
    phone.go_to_the_other_side()
    phone.tap(TARGET)
    phone.see(by_testid("saved"))
    phone.finish()

    (session,) = phone.sessions()
    assert (session["guide"], session["reps"], session["synced"]) == (DRILL, "30", "false")
