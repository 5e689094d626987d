"""A new version of Hinge waits until it is taken in by a press, in each engine."""

from collections.abc import Iterator

import pytest

from ..browser.server import Server
from ..browser.versions import copy_hinge, release
from .conftest import NewPhone
from .phone import by_testid

SENTENCE = by_testid("offline-ready")
SAYS = "document.querySelector(args[0])?.innerText === args[1]"


@pytest.fixture(scope="module")
def changing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of a tree of its own; starting one for each engine would take longer than the test."""
    server = Server(tmp_path_factory.mktemp("server"), copy_hinge(tmp_path_factory.mktemp("hinge") / "tree"))
    yield server
    server.close()


def test_a_new_version_is_taken_in_by_a_press(changing_server: Server, new_phone: NewPhone) -> None:
    if not changing_server.running:
        changing_server.start()
    phone = new_phone(server=changing_server)
    phone.open()
    phone.wait_until_offline_ready()
    old, new = phone.text(SENTENCE), release(phone.server)
    phone.open("/guides/")
    phone.see(by_testid("update"))
    phone.tab.until(SAYS, SENTENCE, old)

    phone.press(by_testid("update"))
    phone.tab.until(SAYS, SENTENCE, new)
    phone.see_no(by_testid("update"))
    phone.server.stop()
    phone.open("/history/")
    phone.tab.until(SAYS, SENTENCE, new)
