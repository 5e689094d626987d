"""What was computed once is found at the next start, and nothing wrong is ever found."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hinge_pwa import create_app, figure
from hinge_pwa.kept import Kept

QUIZ = "/right-or-wrong/"
PARTS = (b"hip hinge", b"left")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "draw.py").write_text("1")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def refuse(*_args: object, **_names: object) -> str:
    raise AssertionError("it is there already")


def test_the_next_start_finds_it(folder: Path, source: Path) -> None:
    assert Kept(folder, [source]).text(PARTS, lambda: "a pïcture") == "a pïcture"
    assert Kept(folder, [source]).text(PARTS, refuse) == "a pïcture"


@pytest.mark.parametrize("parts", [(b"hip hinge",), (b"hip hingeleft",), (b"left", b"hip hinge"), (*PARTS, b"")])
def test_other_parts_have_a_text_of_their_own(folder: Path, parts: tuple[bytes, ...]) -> None:
    Kept(folder).text(PARTS, lambda: "first")
    assert Kept(folder).text(parts, lambda: "second") == "second"


@pytest.mark.parametrize(
    "change",
    [
        lambda source: (source / "draw.py").write_text("2"),
        lambda source: (source / "draw.py").rename(source / "paint.py"),
        lambda source: (source / "more").mkdir() or (source / "more" / "one.toml").write_text(""),
    ],
)
def test_after_a_change_of_the_sources_nothing_is_found(
    folder: Path, source: Path, change: Callable[[Path], object]
) -> None:
    Kept(folder, [source]).text(PARTS, lambda: "old")
    change(source)
    assert Kept(folder, [source]).text(PARTS, lambda: "new") == "new"


@pytest.mark.parametrize(
    "damage",
    [lambda content: b"", lambda content: content[:-1], lambda content: content + b"!", lambda _: b"\xff" * 99],
)
def test_a_damaged_file_is_made_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    Kept(folder).text(PARTS, lambda: "right")
    (file,) = folder.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert Kept(folder).text(PARTS, lambda: "right again") == "right again"
    assert Kept(folder).text(PARTS, refuse) == "right again"


@pytest.mark.parametrize("folder", [None, Path(__file__) / "kept"])
def test_without_a_folder_that_can_be_had_each_text_is_computed(folder: Path | None) -> None:
    assert Kept(folder).text(PARTS, lambda: "one") == "one"
    assert Kept(folder).text(PARTS, lambda: "two") == "two"


def test_a_page_is_the_same_from_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bodies() -> list[bytes]:
        client = create_app({"INSTANCE_PATH": tmp_path}).test_client()
        return [client.get(f"{code}{path}").data for code in ("", "/fr") for path in ("/guides/hip-hinge/", QUIZ)]

    drawn = bodies()
    for name in ("picture", "movement", "check"):
        monkeypatch.setattr(figure, name, refuse)
    assert bodies() == drawn


def test_the_words_of_pictures_are_known_to_what_is_kept() -> None:
    template = (figure.TEMPLATES / "still.svg").read_text()
    assert tuple(re.findall(r'_\("(.+?)"\)', template)) == figure.WORDS
