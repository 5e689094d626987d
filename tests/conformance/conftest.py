"""Every test here uses a real server process over HTTP, on each database."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from hinge_pwa.config import parse_database_url

from ..browser.server import Server
from ..support.phones import Phone
from ..support.remote import Remote

NewPhone = Callable[[str], Phone]


@pytest.fixture(autouse=True)
def server(real_server: Server) -> Server:
    return real_server


@pytest.fixture
def engine(server: Server) -> Iterator[sa.Engine]:
    """A connection to the server's database, independent of the server."""
    engine = sa.create_engine(parse_database_url(server.environ["DATABASE_URL"]), poolclass=sa.NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def new_client(server: Server) -> Iterator[Callable[[], Remote]]:
    """Creates clients that are not signed in."""
    clients: list[Remote] = []

    def make() -> Remote:
        clients.append(Remote(server.url))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(new_client: Callable[[], Remote]) -> Remote:
    return new_client()


@pytest.fixture
def new_phone(new_client: Callable[[], Remote]) -> NewPhone:
    """Creates phones that are not signed in."""
    return lambda name: Phone(new_client(), name)


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    """A phone that is signed in to an account of its own."""
    phone = new_phone("phone")
    phone.make_account()
    return phone


@pytest.fixture
def tablet(new_phone: NewPhone, phone: Phone) -> Phone:
    """A second device of the same account."""
    tablet = new_phone("tablet")
    tablet.join(phone)
    return tablet


@pytest.fixture
def stranger(new_phone: NewPhone) -> Phone:
    """A phone with another account."""
    stranger = new_phone("stranger")
    stranger.make_account()
    return stranger
