"""What is compressed is kept on disk, and whatever happens to it there, an answer is right."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hinge_pwa.pwa.compression import CODINGS, Coding, CompressionCache

TEXT = b"Hinge at the hips, and the back stays as it is. " * 50

pytestmark = pytest.mark.parametrize("coding", CODINGS)


def forbid_work(coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: bytes) -> bytes:
        raise AssertionError("it is there already")

    monkeypatch.setitem(CODINGS, coding, Coding(refuse, CODINGS[coding].decompress))


def test_a_server_that_starts_again_has_it_at_once(
    tmp_path: Path, coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = CompressionCache(tmp_path).compress(TEXT, coding)
    assert len(first) < len(TEXT) / 10
    assert CODINGS[coding].decompress(first) == TEXT
    forbid_work(coding, monkeypatch)
    assert CompressionCache(tmp_path).compress(TEXT, coding) == first


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
        lambda content: content[:-5] + b"nope!",
        lambda content: content + b"more",
        lambda content: b"no such coding",
    ],
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, coding: str, damage: Callable[[bytes], bytes]) -> None:
    kept = CompressionCache(tmp_path)
    first = kept.compress(TEXT, coding)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(first))
    assert kept.compress(TEXT, coding) == first
    assert file.read_bytes() == first


def test_a_file_of_another_text_is_not_taken_for_it(tmp_path: Path, coding: str) -> None:
    kept = CompressionCache(tmp_path)
    first = kept.compress(TEXT, coding)
    (file,) = tmp_path.iterdir()
    file.write_bytes(CODINGS[coding].compress(TEXT + b"!"))
    assert kept.compress(TEXT, coding) == first


def test_no_text_at_all_has_an_answer(tmp_path: Path, coding: str) -> None:
    for _ in range(2):
        assert CODINGS[coding].decompress(CompressionCache(tmp_path).compress(b"", coding)) == b""


def test_a_folder_that_cannot_be_used_does_no_harm(tmp_path: Path, coding: str) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/self/nowhere")):
        assert CODINGS[coding].decompress(CompressionCache(folder).compress(TEXT, coding)) == TEXT


def test_a_disk_that_is_full_keeps_no_half_of_it(tmp_path: Path, coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)
    assert CODINGS[coding].decompress(CompressionCache(tmp_path).compress(TEXT, coding)) == TEXT
    assert list(tmp_path.iterdir()) == []


def test_many_at_once_leave_one_whole_file(tmp_path: Path, coding: str) -> None:
    kept = CompressionCache(tmp_path)
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: kept.compress(TEXT, coding), range(64)))
    (first,) = found
    (file,) = tmp_path.iterdir()
    assert file.read_bytes() == first
