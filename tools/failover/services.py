"""Services on the hosts without PostgreSQL: Hinge, HAProxy with deploy/haproxy.cfg, Redis for the rate limits."""

import json
import secrets
import sys
import urllib.request
from pathlib import Path

from ..serving import command
from .hosts import Host
from .until import until

ROOT = Path(__file__).resolve().parents[2]
SECRET_KEY = secrets.token_hex()
"""The same on all hosts."""


class App:
    """Hinge as `make run` serves it, on the host's address."""

    def __init__(self, host: Host, databases: list[Host], redis: Host) -> None:
        self.host = host
        self._environ = {
            "DATABASE_URL": f"postgresql://hinge@{','.join(database.address for database in databases)}/hinge"
            "?target_session_attrs=read-write&connect_timeout=2",
            "SECRET_KEY": SECRET_KEY,
            "INSTANCE_PATH": str(host.folder / "instance"),
            "GUIDES_DIR": "",
            "LANGUAGES_DIR": "",
            "TRUSTED_PROXIES": "1",
            "RATELIMIT_STORAGE_URI": f"redis://{redis.address}:6379?socket_timeout=1&socket_connect_timeout=1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def make_tables(self) -> None:
        self.host.run(_program("flask"), "--app", "app", "db", "upgrade", environ=self._environ)

    def start(self) -> None:
        self.host.start(*command(host=self.host.address), environ=self._environ)
        until(lambda: is_ready(f"http://{self.host.address}:8000"), f"Hinge on {self.host.name}")


def start_redis(host: Host) -> None:
    host.start("redis-server", "--bind", host.address, "--protected-mode", "no", "--save", "", "--dir", host.folder)


def start_proxy(host: Host) -> str:
    """Returns the URL that phones use."""
    host.start("haproxy", "-db", "-f", ROOT / "deploy" / "haproxy.cfg")
    url = f"http://{host.address}"
    until(lambda: is_ready(url), "HAProxy with a host that is ready")
    return url


def is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310
            return bool(json.load(answer) == {"status": "ok"})
    except (OSError, ValueError):
        return False


def _program(name: str) -> Path:
    return Path(sys.executable).parent / name
