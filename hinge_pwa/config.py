"""Reads settings from the environment. docs/settings.md describes each."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from . import secret_key

MAX_BODY = 1024 * 1024
"""Bytes of the longest body that a request may have."""

MOST_RECORDS = 500_000
"""Records that an account may hold, with deleted ones: twenty a day for 68 years."""


class SettingError(Exception):
    """A setting is invalid. The message names it and says what it must be."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    parse: Callable[[str], object]
    """Parses the text; raises ValueError with the end of the sentence "NAME must be …"."""


def load(app: Flask, settings: Mapping[str, object] | None = None) -> None:
    """Fill `app.config` from the environment; `settings` take precedence.

    Names in `settings` that are not in SETTINGS are Flask's, such as TESTING, and are copied unchanged.
    Raises SettingError.
    """
    texts = _texts(settings)
    own = {setting.name for setting in SETTINGS}
    app.config.update({name: value for name, value in (settings or {}).items() if name not in own})
    for setting in SETTINGS:
        app.config[setting.name] = _read(setting, texts)

    instance = _instance_folder(app)
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or _stored_secret_key(instance)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    if hops := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def instance_path(settings: Mapping[str, object] | None, root: Path) -> str:
    """The absolute path of the folder for the SQLite database, the secret key and built files."""
    path = _texts(settings).get("INSTANCE_PATH", "")
    return str(Path(path).expanduser().resolve() if path else root / "instance")


def _texts(settings: Mapping[str, object] | None) -> dict[str, str]:
    return {**os.environ, **{name: str(value) for name, value in (settings or {}).items()}}


def _read(setting: Setting, texts: Mapping[str, str]) -> object:
    text = texts.get(setting.name, "").strip() or setting.default
    try:
        return setting.parse(text)
    except ValueError as error:
        raise SettingError(f"{setting.name} must be {error}") from None


def parse_database_url(text: str) -> sa.URL:
    # The message does not quote the text, which may hold a password: the message may be logged.
    description = "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE"
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise ValueError(description) from None
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        if url.database in (None, "", ":memory:"):
            raise ValueError("sqlite:///FILE, a file: threads can't share a database in memory")
        return url
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise ValueError(f"{description}: {url.drivername} is not supported")


def _secret_key(text: str) -> str:
    if text and len(text) < 16:
        raise ValueError('at least 16 characters: make one by python3 -c "import secrets; print(secrets.token_hex())"')
    return text


def _metrics_token(text: str) -> str:
    if text and not (len(text) >= 16 and text.isascii() and text.isprintable()):
        raise ValueError(
            'at least 16 letters and digits: make one by python3 -c "import secrets; print(secrets.token_hex())"'
        )
    return text


def _log_format(text: str) -> str:
    if text not in ("text", "json"):
        raise ValueError(f"text or json, not {text!r}")
    return text


def _folder(text: str) -> str | None:
    if not text:
        return None
    path = Path(text).expanduser().resolve()
    if not path.is_dir():
        raise ValueError(f"a folder that exists: make {path}, or leave the setting out")
    return str(path)


def _name(text: str) -> str:
    if len(text) > 58 or not text.isprintable():
        raise ValueError("a name in one line of at most 58 characters: people read it on paper")
    return text


def _phone(text: str) -> str:
    if text and not re.fullmatch(r"\+?[0-9 ()/.-]{3,19}", text, re.ASCII):
        raise ValueError(f"a telephone number of at most 20 characters, such as +33 1 23 45 67 89, not {text!r}")
    return text


def _proxy_count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 10):
        raise ValueError(f"a whole number from 0 to 10, not {text!r}")
    return int(text)


def _hosts(text: str) -> tuple[str, ...] | None:
    names = text.replace(",", " ").lower().split()
    if not all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", name) for name in names):
        raise ValueError(f"names with commas between them, without https:// and port: hinge.example, not {text!r}")
    return tuple(names) or None


def _switch(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError(f"on or off, not {text!r}")
    return text == "on"


def _storage(text: str) -> str:
    if "://" not in text:
        raise ValueError(f"an address such as memory:// or redis://HOST:6379, not {text!r}")
    return text


SETTINGS = (
    Setting("DATABASE_URL", "sqlite:///hinge.db", parse_database_url),
    Setting("SECRET_KEY", "", _secret_key),
    Setting("INSTANCE_PATH", "", str),
    Setting("GUIDES_DIR", "", _folder),
    Setting("LANGUAGES_DIR", "", _folder),
    Setting("TRUSTED_PROXIES", "0", _proxy_count),
    Setting("TRUSTED_HOSTS", "", _hosts),
    Setting("RATELIMIT_STORAGE_URI", "memory://", _storage),
    Setting("CLINIC_NAME", "", _name),
    Setting("CLINIC_PHONE", "", _phone),
    Setting("HEALTH_LINKS", "on", _switch),
    Setting("LOG_FORMAT", "text", _log_format),
    Setting("METRICS_TOKEN", "", _metrics_token),
)


def _instance_folder(app: Flask) -> Path:
    folder = Path(app.instance_path)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            f"INSTANCE_PATH must be a folder that this user can write: {folder}: {error.strerror}"
        ) from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise SettingError(
            f"INSTANCE_PATH must be a folder that this user can write: chown {folder}, or choose another"
        )
    return folder


def _stored_secret_key(instance: Path) -> str:
    try:
        return secret_key.read_or_make(instance / "secret_key")
    except (OSError, ValueError) as error:
        raise SettingError(f"SECRET_KEY must be set, or its file be readable: {error}") from None
