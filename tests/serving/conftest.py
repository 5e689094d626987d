"""A server of their own for the tests of a file, which do to it what others must not share, and a phone on it."""

from collections.abc import Iterator

import pytest

from ..browser.server import Server
from ..support.phones import Phone
from ..support.remote import Remote


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("own"))
    server.start()
    yield server
    server.close()


@pytest.fixture
def phone(server: Server) -> Iterator[Phone]:
    phone = Phone(Remote(server.url), "phone")
    phone.make_account()
    yield phone
    phone.client.close()
