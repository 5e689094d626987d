"""The main job in every engine: Chromium, WebKit and Firefox, each with its own driver and the same tests.

`engine`      the name of the engine; whatever asks for it runs in each.
`server`      the application, shared by the tests of a worker. A test may stop it; it is up again for the next.
`new_phone`   a browser on a profile, by the profile's name: close it, and open it again under that name.
`phone`       the first phone, for tests that need only one.

A test fails, however well it ends, when a console held an error, a warning or a violation of the
Content-Security-Policy. Of a test that failed there are pictures beside its profiles.
"""

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from tools.browsers import NAMES, can_install, how_to_install, is_here

from ..browser.device import CUT_SHORT
from ..browser.server import Server
from .opening import OpenTab, opener
from .phone import Phone

# What consoles say of requests while there is no server.
UNREACHABLE = rf"net::ERR_|{CUT_SHORT}|CONSOLE NETWORK ERROR"
LOCKS = shutil.ignore_patterns("lock", ".parentlock", "Singleton*")  # of whom has a profile open
PHONES = pytest.StashKey[list[Phone]]()

NewPhone = Callable[..., Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("engine")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        for phone in item.stash.get(PHONES, []):
            report.sections.append((f"phone {phone.name}", phone.describe()))
    return report


@pytest.fixture(scope="session", params=NAMES)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name != "chromium" and not is_here(name):
        sentence = f"{NAMES[name].upper()} WAS NOT TESTED: it is not installed. {how_to_install(name)}"
        if os.environ.get("CI") and can_install():
            pytest.fail(sentence)
        pytest.skip(sentence)
    return name


@pytest.fixture(scope="session")
def open_tab(engine: str, request: pytest.FixtureRequest) -> Iterator[OpenTab]:
    with opener(engine, lambda: request.getfixturevalue("playwright")) as open_tab:
        yield open_tab


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.close()


@pytest.fixture
def server(shared_server: Server) -> Server:
    if not shared_server.running:
        shared_server.start()
    shared_server.was_stopped = False
    return shared_server


@pytest.fixture(scope="session")
def visited(open_tab: OpenTab, shared_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of a browser that was at Hinge once, until it said that it is ready offline.

    Tests begin with a copy: fetching all of Hinge anew for each would cost more than all that they do.
    """
    profile = tmp_path_factory.mktemp("visited")
    if not shared_server.running:
        shared_server.start()
    phone = Phone("visited", open_tab(profile), shared_server)
    try:
        phone.open()
        phone.wait_until_offline_ready()
    finally:
        phone.close()
    assert not phone.problems
    return profile


@pytest.fixture
def new_phone(request: pytest.FixtureRequest, open_tab: OpenTab, tmp_path: Path) -> Iterator[NewPhone]:
    """Makes a Phone that has been at Hinge once; or, with a `server` of its own, one that has never been there."""
    phones: list[Phone] = []
    request.node.stash[PHONES] = phones

    def make(name: str = "first", server: Server | None = None) -> Phone:
        profile = tmp_path / name
        if server is None and not profile.exists():
            shutil.copytree(request.getfixturevalue("visited"), profile, ignore=LOCKS)
        profile.mkdir(exist_ok=True)
        phone = Phone(name, open_tab(profile), server or request.getfixturevalue("server"))
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.close()
    problems = [f"{phone.name}: {line}" for phone in phones for line in unexpected(phone)]
    assert not problems, "\n".join(problems)


def unexpected(phone: Phone) -> list[str]:
    return [line for line in phone.problems if not (phone.server.was_stopped and re.search(UNREACHABLE, line))]


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    return new_phone()
