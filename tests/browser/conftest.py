"""Fixtures: the real application, and browsers that use it.

`server`      the application, shared by the tests of a pytest worker: personal data is in browsers and
              accounts. A test may stop and start it; it is restarted before the next test.
`new_server`  makes further servers, for tests that change settings or files.
`new_device`  makes phones: each a new browser context (or a profile on disk that can be opened again).
`device`, `page`, `context`  the first phone, for tests that need only one.

A device costs much more computing than a page: its service worker fetches all of Hinge. A test that looks at many
pages needs one device; where the worker does not matter, the mark `no_worker` keeps it out. In a file with that mark,
`worker` marks a test that needs one.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tools.browsers import chromium, headless_chromium

from .device import Device, Origin
from .server import ROOT, Server

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "locale": "en-GB",
    "timezone_id": "Europe/Berlin",
}
# Chromium lays out the pop-ups of its address bar for every window, though a test never sees one: the last two.
# It heeds only the last list of such features on its command line, so the others are those that Playwright turns off.
FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)
FLAGS = [
    f"--disable-features={','.join(FEATURES_OFF)}",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium's sandbox refuses to work for root
]
TIMEOUT_MS = 60_000  # a machine may have other work; a test that passes does not wait

NewServer = Callable[..., Server]
NewDevice = Callable[..., Device]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    expect.set_options(timeout=TIMEOUT_MS)
    browser = playwright.chromium.launch(executable_path=headless_chromium(), args=FLAGS)
    yield browser
    browser.close()


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


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[NewServer]:
    """Makes and starts a server of `root` (default: this tree) with further environment variables."""
    servers: list[Server] = []

    def make(root: Path = ROOT, environ: Mapping[str, str] | None = None) -> Server:
        server = Server(tmp_path / f"server-{len(servers)}", root, environ)
        servers.append(server)
        server.start()
        return server

    yield make
    for server in servers:
        server.close()


@pytest.fixture
def new_device(browser: Browser, playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[NewDevice]:
    """Makes a Device. Keywords: `server` (default: the shared one), `profile` (a folder: a browser, the whole Chromium,
    that can be closed and opened again with all that it kept), and options of Playwright's new_context."""
    devices: list[Device] = []

    def make(server: Origin | None = None, profile: Path | None = None, **options: Any) -> Device:
        options = {**PHONE, **options}
        if alone := needs_no_worker(request.node):
            options["service_workers"] = "block"
        if profile:
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=chromium(), args=FLAGS, **options
            )
        else:
            context = browser.new_context(**options)
        context.set_default_timeout(TIMEOUT_MS)
        devices.append(Device(context, server or request.getfixturevalue("server")))
        if alone:
            devices[-1].expect_problem("Service Worker registration blocked")
        return devices[-1]

    yield make
    for device in devices:
        device.context.close()
    problems = [problem for device in devices for problem in device.unexpected_problems()]
    assert not problems, "\n".join(problems)


def needs_no_worker(item: pytest.Item) -> bool:
    return item.get_closest_marker("no_worker") is not None and item.get_closest_marker("worker") is None


@pytest.fixture
def device(new_device: NewDevice) -> Device:
    return new_device()


@pytest.fixture
def context(device: Device) -> BrowserContext:
    return device.context


@pytest.fixture
def page(device: Device) -> Page:
    return device.page
