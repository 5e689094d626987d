"""Fixtures of the server's tests. Every test that uses `app` runs on SQLite and on PostgreSQL."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from flask_migrate import upgrade
from hypothesis import HealthCheck, settings
from playwright.sync_api import Playwright, sync_playwright

from hinge_pwa import create_app
from hinge_pwa.accounts.limits import limiter
from hinge_pwa.config import SETTINGS
from hinge_pwa.database.engine import db
from hinge_pwa.database.models import accounts

from .browser.server import Server
from .support.instance import make_instance
from .support.openapi import DescribedClient
from .support.phones import Phone
from .support.postgres import Cluster, programs

settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")
"""No time limits: a slow example only shows that the machine is busy."""

BACKENDS = ("sqlite", "postgresql")

NewDatabase = Callable[[], str]
NewApp = Callable[..., Flask]


def pytest_report_header() -> str:
    return f"PostgreSQL: {programs() or 'NOT INSTALLED, so the server is tested on SQLite alone'}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the measurements of tests, from record_property("measured", …), and which engines were not tested."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(f"{value}")
    skipped = {str(report.longrepr) for report in terminalreporter.getreports("skipped")}
    for sentence in sorted(
        {found[0] for text in skipped if (found := re.search(r"[A-Z]+ WAS NOT TESTED: [^']+", text))}
    ):
        terminalreporter.write_line(sentence, yellow=True, bold=True)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Removes the settings of the person who runs the tests."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed")
    cluster = Cluster(folder)
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def memory() -> Iterator[Path]:
    """A temporary folder, in memory if possible: on a disk thousands of commits would be slow."""
    shared = Path("/dev/shm")
    with TemporaryDirectory(prefix="hinge-", dir=shared if os.access(shared, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session", params=BACKENDS)
def new_database(request: pytest.FixtureRequest, memory: Path) -> NewDatabase:
    """Creates empty databases and returns their URLs; parametrized by backend."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        return cluster.new_database
    return lambda: new_sqlite(memory)


@pytest.fixture(scope="session")
def shared_app(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = create_app(
        {
            "DATABASE_URL": new_database(),
            "INSTANCE_PATH": make_instance(tmp_path_factory.mktemp("instance")),
            "TESTING": True,
        }
    )
    app.test_client_class = DescribedClient
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The application on an empty database. It is shared by all tests of a backend: do not change its settings."""
    yield shared_app
    with shared_app.app_context():
        db.session.execute(sa.delete(accounts))
        db.session.commit()
    limiter.reset()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application for tests that need no database: pages, assets, the service worker."""
    return create_app({"INSTANCE_PATH": make_instance(tmp_path_factory.mktemp("site")), "TESTING": True})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def phone(app: Flask) -> Phone:
    """A phone that is signed in to an account of its own."""
    phone = Phone(app.test_client(), "phone")
    phone.make_account()
    return phone


@pytest.fixture
def tablet(app: Flask, phone: Phone) -> Phone:
    """A second device of the same account."""
    tablet = Phone(app.test_client(), "tablet")
    tablet.join(phone)
    return tablet


@pytest.fixture
def new_app(tmp_path: Path) -> Iterator[NewApp]:
    """Creates applications with settings of the test; on SQLite by default."""
    apps = []

    def make(**settings: object) -> Flask:
        app = create_app({"INSTANCE_PATH": make_instance(tmp_path / "instance"), "TESTING": True, **settings})
        apps.append(app)
        with app.app_context():
            upgrade()
        return app

    yield make
    for app in apps:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Shared by all tests that use Chromium: Playwright can't be started twice in one thread."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def real_servers() -> Iterator[dict[str, Server]]:
    """The servers that were started so far, by backend."""
    servers: dict[str, Server] = {}
    yield servers
    for server in servers.values():
        server.close()


@pytest.fixture(params=BACKENDS)
def real_server(
    request: pytest.FixtureRequest, real_servers: dict[str, Server], tmp_path_factory: pytest.TempPathFactory
) -> Server:
    """The application in its own process on each backend, served as by `make run`, with TRUSTED_PROXIES=1.

    Tests share it, each with its own accounts. A test may kill it: it is restarted for the next.
    """
    backend = request.param
    cluster: Cluster | None = request.getfixturevalue("cluster") if backend == "postgresql" else None
    if backend not in real_servers:
        url = cluster.new_database() if cluster else new_sqlite(request.getfixturevalue("memory"))
        folder = tmp_path_factory.mktemp(f"server-{backend}")
        migrate(create_app({"DATABASE_URL": url, "INSTANCE_PATH": make_instance(folder)}))
        environ = {"DATABASE_URL": url, "TRUSTED_PROXIES": "1"}
        real_servers[backend] = Server(folder, environ=environ, application="tests.support.served:front")
    if not real_servers[backend].running:
        real_servers[backend].start()
    return real_servers[backend]


def new_sqlite(folder: Path) -> str:
    return f"sqlite:///{mkdtemp(dir=folder)}/hinge.db"


def migrate(app: Flask) -> None:
    """Create the tables, then close all connections."""
    with app.app_context():
        upgrade()
        db.engine.dispose()
