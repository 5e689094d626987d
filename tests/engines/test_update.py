"""A new version of Hinge waits until it is taken in by a press, in each engine."""

from pathlib import Path

from ..browser.versions import NEW, OLD, copy_hinge, release
from .conftest import NewPhone, NewServer
from .phone import by_testid


def test_a_new_version_is_taken_in_by_a_press(new_server: NewServer, new_phone: NewPhone, tmp_path: Path) -> None:
    phone = new_phone(server=new_server(copy_hinge(tmp_path / "tree")))
    phone.open()
    phone.wait_until_offline_ready()
    release(phone.server)
    phone.open("/guides/")
    phone.see(by_testid("update"))
    phone.wait_until_offline_ready()
    assert phone.text(by_testid("offline-ready")) == OLD

    phone.press(by_testid("update"))
    phone.tab.until("document.querySelector(args[0])?.innerText === args[1]", by_testid("offline-ready"), NEW)
    phone.see_no(by_testid("update"))
    phone.server.stop()
    phone.open("/history/")
    phone.wait_until_offline_ready()
    assert phone.text(by_testid("offline-ready")) == NEW
