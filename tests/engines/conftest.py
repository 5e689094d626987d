"""Fixtures for the same tests in Chromium, WebKit and Firefox, each with its own driver.

`engine`      the name of the engine; each test that uses it runs in all of them.
`server`      the application, shared by the tests of a pytest worker. A test may stop it; it is restarted for the next.
`new_phone`   opens a browser on a profile, by the profile's name: it can be closed and opened again by that name.
`phone`       the first phone, for tests that need only one.

A test also fails if a console had an error, a warning or a violation of the Content-Security-Policy. Screenshots of a
failed test are saved beside its profiles.
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

# Console messages for requests while the server is down.
UNREACHABLE = rf"net::ERR_|{CUT_SHORT}|CONSOLE NETWORK ERROR"
# Firefox says this of the icon of a page that was left before the service worker had answered.
ICON_CUT_SHORT = r"Failed to load ‘(\S+\.png)?’\. A ServiceWorker intercepted the request"
LOCKS = shutil.ignore_patterns("lock", ".parentlock", "Singleton*")  # of browsers that have a profile open
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
    """The profile of a browser that has opened Hinge once and is ready offline.

    Tests begin with a copy of it: fetching all of Hinge for each would take longer than the tests.
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
    """Makes a Phone with a copy of the profile `visited`; if `server` is given, with an empty profile."""
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
    harmless = rf"{ICON_CUT_SHORT}|{UNREACHABLE}" if phone.server.was_stopped else ICON_CUT_SHORT
    return [line for line in phone.problems if not re.search(harmless, line)]


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    return new_phone()
