"""The camera's pack: whole, in parts that are found by their content, and fetched by nobody who does not ask for it."""

import hashlib
import json
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask

from hinge_pwa.pwa.camera_pack import FILES, PART, TYPES

LIST = "/static/camera/pack.json"


@pytest.fixture
def listed(site: Flask) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.test_client().get(LIST).get_json()
    return found


def test_the_parts_make_the_vendored_files(site: Flask, listed: list[dict[str, Any]]) -> None:
    client = site.test_client()
    text = (Path(site.root_path) / "static" / "vendor" / "CHECKSUMS.txt").read_text()
    sums = {name: digest for digest, name in (line.split("  ") for line in text.splitlines())}
    for file, name in zip(listed, FILES, strict=True):
        content = b""
        for part in file["parts"]:
            answer = client.get(part["url"])
            assert answer.headers["Content-Type"].partition(";")[0] == TYPES[Path(name).suffix]
            assert len(answer.data) == part["bytes"] <= PART
            assert hashlib.sha256(answer.data).hexdigest()[:16] in part["url"]
            content += answer.data
        assert hashlib.sha256(content).hexdigest() == sums[name]


def test_a_part_goes_out_compressed_and_stays_for_ever(site: Flask, listed: list[dict[str, Any]]) -> None:
    total = 0
    for part in (part for file in listed for part in file["parts"]):
        answer = site.test_client().get(part["url"], headers={"Accept-Encoding": "gzip, br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert len(brotli.decompress(answer.data)) == part["bytes"]
        total += len(answer.data)
    assert round(total / 1e6, 1) == 4.6, "what the pages say of its size"


def test_the_list_is_on_every_phone_and_the_pack_on_none_by_itself(site: Flask, listed: list[dict[str, Any]]) -> None:
    worker = site.test_client().get("/sw.js").text
    files = json.loads(worker.partition("\n")[0].removeprefix("self.BUILD=").removesuffix(";"))["files"]
    urls = {file["url"] for file in files}
    assert LIST in urls
    assert not urls & {part["url"] for file in listed for part in file["parts"]}
    camera = {file["url"].rpartition("/")[2] for file in files if "camera" in file}
    assert {"seen-person.js", "camera.js", "pose.js", "model-worker.js", "view.js"} <= camera
    assert not [file["url"] for file in files if "camera" in file and "/bundled/" in file["url"]], "for everyone"
    assert any(name.startswith("camera.") and name.endswith(".css") for name in camera)
    assert not [url for url in site.extensions["assets"].urls.values() if "movenet" in url or "tfjs" in url]


@pytest.mark.parametrize("name", ["0123456789abcdef.js", "..", "pack.js", "movenet-lightning.bin"])
def test_there_is_nothing_else_at_such_an_address(site: Flask, name: str) -> None:
    assert site.test_client().get(f"/static/camera/{name}").status_code == 404
