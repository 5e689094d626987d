"""The bundles that pages load are those of the modules, and loading one runs no other page."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from hinge_pwa import create_app
from hinge_pwa.pwa import bundles
from hinge_pwa.pwa.assets import Assets
from hinge_pwa.pwa.bundles import Bundles
from tests.support.instance import make_instance

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TOOL = ROOT / "tools" / "bundle.mjs"
AGAIN = "The scripts were changed since they were bundled: run `make bundles`, and commit what it makes."


@pytest.fixture(scope="module")
def bundled() -> Bundles:
    found = bundles.read(STATIC)
    assert found, AGAIN
    return found


def at_once(bundled: Bundles, file: str) -> set[str]:
    """The file, and what it imports statically, directly or not."""
    found = [file]
    for name in found:
        found += [each for each in bundled.files[name].imports if each not in found]
    return set(found)


def test_the_bundles_are_made_of_the_modules_as_they_are(bundled: Bundles) -> None:
    assert bundled.tools == bundles.digest([TOOL, ROOT / "package-lock.json"]), AGAIN
    files = [path for path in (STATIC / bundles.FOLDER).iterdir() if path.suffix == ".js"]
    assert {path.name for path in files} == set(bundled.files)
    assert bundled.bundles == bundles.digest(files), AGAIN


@pytest.mark.skipif(not (ROOT / "node_modules").exists(), reason="`make bundles` has not set its tools up here")
def test_bundling_again_gives_the_same_files(tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node
    subprocess.run([node, TOOL, tmp_path / "again"], check=True, env=dict(os.environ))
    kept = STATIC / bundles.FOLDER
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").glob("*.js*")} == {
        path.name: path.read_bytes() for path in kept.glob("*.js*")
    }


def test_nothing_imports_the_file_of_a_page(bundled: Bundles) -> None:
    """It would run that page; and a page that awaits an import of what waits for the page would wait for ever."""
    pages = {file for file in bundled.entries.values() if file != "app.js"}
    for name, file in bundled.files.items():
        assert not pages & {*file.imports, *file.later}, name
    assert not pages & set(bundled.doors.values())


def test_a_page_loads_few_files(bundled: Bundles) -> None:
    assert at_once(bundled, bundled.entries["today/page.js"]) == {"app.js", "today.js"}
    for file in bundled.entries.values():
        assert len(at_once(bundled, file)) <= 8, file


def test_pages_load_bundles_and_tests_import_modules(site: Flask, bundled: Bundles) -> None:
    assets: Assets = site.extensions["assets"]
    client = site.test_client()
    imports = json.loads(assets.import_map)["imports"]
    html = client.get("/").text
    for module, file in bundled.doors.items():
        url = imports[f"/static/js/{module}"]
        assert url == assets.urls[f"{bundles.FOLDER}/{file}"]
        assert client.get(url).status_code == 200
    assert f'src="{assets.urls[f"{bundles.FOLDER}/today.js"]}"' in html
    assert assets.urls["js/today/page.js"] not in html
    assert client.get(assets.urls["js/today/page.js"]).status_code == 200


def test_changed_modules_are_served_one_by_one(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path / "static")
    page = tmp_path / "static" / "js" / "today" / "page.js"
    page.write_text(page.read_text("utf-8") + "// changed\n", "utf-8")
    assets = Assets(tmp_path / "static", tmp_path / "build")
    assert assets.bundles is None
    assert assets.entry("js/today/page.js") == "js/today/page.js"
    assert not any("bundled" in name for name in assets.urls)
    assert assets.doors == {}
    assert "bundled" not in assets.import_map


def test_developing_serves_modules(tmp_path: Path) -> None:
    assets = Assets(STATIC, tmp_path / "build", is_bundled=False)
    assert assets.entry("js/app.js") == "js/app.js"


def test_a_change_of_one_module_changes_the_name_of_one_bundle(tmp_path: Path, bundled: Bundles) -> None:
    """Files import each other by names without a hash, so a phone fetches the one that changed."""
    shutil.copytree(STATIC, tmp_path / "static")
    before = Assets(tmp_path / "static", tmp_path / "build").urls
    file = tmp_path / "static" / bundles.FOLDER / "today.js"
    file.write_text(file.read_text("utf-8") + "0;\n", "utf-8")
    after = Assets(tmp_path / "static", tmp_path / "build").urls
    assert {name for name in before if before[name] != after[name]} == {f"{bundles.FOLDER}/today.js"}
    assert bundled.files["today.js"].imports == ("app.js",)


def test_a_bundle_names_its_source_map_where_there_is_one(tmp_path: Path, bundled: Bundles) -> None:
    """Only its own answer does: not the file, whose hash others have too, nor the pack of a phone."""
    shutil.copytree(STATIC, tmp_path / "static", ignore=shutil.ignore_patterns("maps"))
    without = Assets(tmp_path / "static", tmp_path / "build")
    assert without.source_maps == {}
    for file in ("app.js", "today.js"):
        path = bundles.source_map(tmp_path / "static", file)
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"version": 3}', "utf-8")
    bundles.source_map(tmp_path / "static", "app.js").rename(path.parent / "app.js.0123456789.map")  # of another build
    assets = Assets(tmp_path / "static", tmp_path / "build")
    assert assets.urls == without.urls
    assert list(assets.source_maps) == [assets.urls[f"{bundles.FOLDER}/today.js"].removeprefix("/static/")]


def test_the_server_answers_source_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled: Bundles) -> None:
    (tmp_path / "a.map").write_text('{"version": 3}', "utf-8")
    monkeypatch.setattr(bundles, "source_map", lambda _, file: tmp_path / ("a.map" if file == "app.js" else "none"))
    app = create_app({"INSTANCE_PATH": make_instance(tmp_path)})
    client, url = app.test_client(), app.extensions["assets"].urls[f"{bundles.FOLDER}/app.js"]
    assert client.get(url).headers["SourceMap"] == f"{url}.map"
    with client.get(f"{url}.map") as answer:
        assert answer.get_json() == {"version": 3}
    other = app.extensions["assets"].urls[f"{bundles.FOLDER}/today.js"]
    assert "SourceMap" not in client.get(other).headers
    assert client.get(f"{other}.map").status_code == 404
    pack = client.get("/pack/en.json").get_json()
    assert not [file["url"] for file in pack if "SourceMap" in file["headers"]]
    assert ".js.map" not in client.get("/sw.js").text + client.get("/pack/en.json").text
