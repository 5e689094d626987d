"""Two devices of one account, in each engine, come to the same history."""

from .conftest import NewPhone
from .phone import Phone, by_testid
from .walking import CUT_SHORT

QR_IS_DRAWN = "(document.querySelector('[data-picture]')?.naturalWidth ?? 0) > 20"
NO_SYNC_WAITS = "document.querySelector('[data-testid=sync-status]').dataset.waiting === '0'"


def practise(phone: Phone, reps: int) -> None:
    phone.begin("hip-hinge")
    phone.tap(reps)
    phone.finish()


def pairing_code(phone: Phone) -> str:
    phone.open("/settings/")
    phone.press(by_testid("sync-on"))
    phone.expect_sync("synced")
    phone.press(by_testid("pair"))
    phone.tab.until(QR_IS_DRAWN)
    return phone.text(by_testid("pair-code"))


def join(phone: Phone, code: str) -> None:
    phone.open("/settings/")
    phone.press("[data-join-code] summary")
    phone.see(by_testid("join-code"))
    phone.tab.type(by_testid("join-code"), code)
    phone.press(by_testid("join"))
    phone.expect_sync("synced")


def sync_again(phone: Phone) -> list[dict[str, str]]:
    """What the history shows when all is synced once more."""
    phone.open("/settings/")
    phone.press(by_testid("sync-now"))
    phone.expect_sync("synced")
    phone.tab.until(NO_SYNC_WAITS)
    return phone.sessions()


def test_two_devices_come_to_the_same_history(new_phone: NewPhone) -> None:
    first, second = new_phone("first"), new_phone("second")
    for phone in (first, second):
        phone.expect_problem(CUT_SHORT)
    practise(first, 3)
    join(second, pairing_code(first))

    second.open("/history/")
    second.expect_session(reps="3", synced="true")
    practise(second, 2)
    second.open("/history/")
    second.expect_session(reps="2", synced="true")

    first.open("/history/")
    first.expect_session(reps="2", synced="true")
    histories = [sync_again(first), sync_again(second)]
    assert [session["reps"] for session in histories[0]] == ["2", "3"]
    assert histories[0] == histories[1]
    assert [sync_again(first), sync_again(second)] == histories
