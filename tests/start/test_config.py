import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from hinge_pwa import config, secret_key
from hinge_pwa.config import SettingError


def load(tmp_path: Path, **settings: object) -> dict[str, Any]:
    app = Flask(__name__, instance_path=str(tmp_path / "instance"))
    config.load(app, settings)
    return app.config


def problem(tmp_path: Path, **settings: object) -> str:
    with pytest.raises(SettingError) as raised:
        load(tmp_path, **settings)
    return str(raised.value)


def test_without_any_setting_everything_has_a_value_that_works(tmp_path: Path) -> None:
    values = load(tmp_path)
    assert str(values["DATABASE_URL"]) == "sqlite:///hinge.db"
    assert len(values["SECRET_KEY"]) == 64
    assert values["GUIDES_DIR"] is None
    assert values["TRUSTED_PROXIES"] == 0


def test_an_empty_setting_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in config.SETTINGS:
        monkeypatch.setenv(setting.name, " ")
    assert load(tmp_path)["TRUSTED_PROXIES"] == 0


def test_the_environment_is_read_and_what_is_passed_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "2")
    assert load(tmp_path)["TRUSTED_PROXIES"] == 2
    assert load(tmp_path, TRUSTED_PROXIES=1)["TRUSTED_PROXIES"] == 1


def test_settings_of_flask_are_taken_over(tmp_path: Path) -> None:
    assert load(tmp_path, TESTING=True)["TESTING"] is True


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_every_way_to_name_postgresql_works(tmp_path: Path, url: str) -> None:
    assert load(tmp_path, DATABASE_URL=url)["DATABASE_URL"].drivername == "postgresql+psycopg"


def test_a_database_may_have_several_hosts(tmp_path: Path) -> None:
    url = load(tmp_path, DATABASE_URL="postgresql://u:p@a,b/d?target_session_attrs=read-write")["DATABASE_URL"]
    _, parameters = sa.create_engine(url).dialect.create_connect_args(url)
    assert (parameters["host"], parameters["target_session_attrs"]) == ("a,b", "read-write")


@pytest.mark.parametrize(("name", "value", "words"), [
    ("DATABASE_URL", "hinge.db", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "mysql://u:secret@h/d", "mysql is not supported"),
    ("DATABASE_URL", "postgresql://u:secret@h:port/d", "sqlite:///FILE or postgresql://"),
    ("DATABASE_URL", "sqlite://", "threads can't share"),
    ("DATABASE_URL", "sqlite:///:memory:", "threads can't share"),
    ("SECRET_KEY", "short secret", "at least 16 characters: make one by python3"),
    ("GUIDES_DIR", "/nowhere/at/all", "make /nowhere/at/all, or leave the setting out"),
    ("LANGUAGES_DIR", "/nowhere/at/all", "make /nowhere/at/all, or leave the setting out"),
    ("TRUSTED_PROXIES", "yes", "a whole number from 0 to 10, not 'yes'"),
    ("TRUSTED_PROXIES", "-1", "a whole number from 0 to 10"),
    ("TRUSTED_PROXIES", "²", "a whole number from 0 to 10"),
    ("TRUSTED_HOSTS", "https://hinge.example", "without https:// and port: hinge.example, not 'https://"),
    ("TRUSTED_HOSTS", "hinge.example:443", "without https:// and port"),
    ("TRUSTED_HOSTS", "*", "names with commas between them"),
    ("CLINIC_NAME", "x" * 59, "in one line of at most 58 characters"),
    ("CLINIC_NAME", "A clinic\nBcc: someone", "in one line"),
    ("CLINIC_PHONE", "call us", "a telephone number"),
    ("CLINIC_PHONE", "1" * 21, "a telephone number"),
    ("HEALTH_LINKS", "yes", "on or off, not 'yes'"),
    ("RATELIMIT_STORAGE_URI", "redis", "redis://HOST:6379, not 'redis'"),
])  # fmt: skip
def test_a_wrong_setting_is_named_and_says_how_to_mend_it(tmp_path: Path, name: str, value: str, words: str) -> None:
    message = problem(tmp_path, **{name: value})
    assert message.startswith(f"{name} must be ")
    assert words in message
    assert "secret@" not in message
    assert "short secret" not in message


def test_an_instance_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file")
    assert problem(tmp_path).startswith("INSTANCE_PATH must be a folder that this user can write: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_instance_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir(mode=0o500)
    assert "chown" in problem(tmp_path)


def test_the_instance_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    load(tmp_path)
    assert stat.S_IMODE((tmp_path / "instance").stat().st_mode) == 0o700


def test_the_instance_folder_can_be_chosen(tmp_path: Path) -> None:
    assert config.instance_path({"INSTANCE_PATH": tmp_path / "there"}, Path("/app")) == str(tmp_path / "there")
    assert config.instance_path({}, Path("/app")) == "/app/instance"


def test_the_secret_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = load(tmp_path)["SECRET_KEY"]
    assert load(tmp_path)["SECRET_KEY"] == first
    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["secret_key"]


def test_a_secret_key_that_is_given_is_not_written_anywhere(tmp_path: Path) -> None:
    load(tmp_path, SECRET_KEY="x" * 16)
    assert list((tmp_path / "instance").iterdir()) == []


def test_a_file_without_a_key_says_to_delete_it(tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_text("")
    message = problem(tmp_path)
    assert message.startswith("SECRET_KEY must be set, or its file be readable: ")
    assert "delete it" in message


def test_servers_that_start_together_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key.read_or_make, [tmp_path / "secret_key"] * 64))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_the_documentation_describes_exactly_the_settings_there_are() -> None:
    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    documented = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    assert documented == [setting.name for setting in config.SETTINGS]
    for setting in config.SETTINGS:
        (line,) = [line for line in text.splitlines() if line.startswith(f"| `{setting.name}`")]
        assert not setting.default or f"`{setting.default}`" in line
