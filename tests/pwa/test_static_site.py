"""Hinge as files alone: each is what the server would answer, and finds the others where the host serves them."""

import base64
import hashlib
import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask

from hinge_pwa import create_app
from hinge_pwa.pwa import static_site
from hinge_pwa.pwa.static_site import WRITTEN, FolderError, write
from hinge_pwa.web import security
from tools.static_site import main

ROOTS = ("/", "/some/place/")
LINK = re.compile(r'\s(?:src|href|data-plan-page|data-address)="([^"#?]+)')


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of a site by the path at which it is served."""
    folder = tmp_path_factory.mktemp("sites")
    found = {}
    for number, root in enumerate(ROOTS):
        settings = {**static_site.SETTINGS, "APPLICATION_ROOT": root, "INSTANCE_PATH": folder / "instance"}
        found[root] = folder / str(number)
        write(create_app(settings), found[root])
    return found


@pytest.fixture(params=ROOTS)
def root(request: pytest.FixtureRequest) -> str:
    path: str = request.param
    return path


@pytest.fixture
def folder(sites: dict[str, Path], root: str) -> Path:
    return sites[root]


def file_at(folder: Path, root: str, path: str) -> Path:
    """The file that a host answers with."""
    assert path.startswith(root), path
    name = path.removeprefix(root)
    return folder / (f"{name}index.html" if name.endswith("/") or not name else name)


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def build(folder: Path) -> list[dict[str, str]]:
    first, _, _ = (folder / "sw.js").read_text("utf-8").partition("\n")
    files: list[dict[str, str]] = json.loads(first.removeprefix("self.BUILD=").removesuffix(";"))["files"]
    return files


def test_the_worker_finds_each_file_and_the_packs_byte_by_byte(folder: Path, root: str) -> None:
    wanted = {file["url"]: file["digest"] for file in build(folder)}
    for path, digest in wanted.items():
        content = file_at(folder, root, path).read_bytes()
        assert hashlib.sha256(content).hexdigest().startswith(digest), path
    for code in ("en", "fr"):
        for file in json.loads((folder / f"pack/{code}.json").read_text("utf-8")):
            content = file["body"].encode()
            assert hashlib.sha256(content).hexdigest().startswith(wanted[file["url"]]), file["url"]


def test_the_pack_of_the_camera_is_there_part_by_part(folder: Path, root: str) -> None:
    files = json.loads(file_at(folder, root, f"{root}static/camera/pack.json").read_text("utf-8"))
    for part in (part for file in files for part in file["parts"]):
        path = file_at(folder, root, part["url"])
        assert path.stat().st_size == part["bytes"]
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(path.stem)
    assert len(files) == 6


def test_everything_that_the_server_has_for_everyone_is_a_file(site: Flask, sites: dict[str, Path]) -> None:
    served = {urlsplit(path).path for path in site.extensions["copies"].paths if not path.startswith("/static/")}
    assert all(file_at(sites["/"], "/", path).is_file() for path in served)
    assert len(served) > 50


def test_no_link_leads_away_from_the_place(folder: Path, root: str) -> None:
    for page in pages(folder):
        here = root + page.parent.relative_to(folder).as_posix().removeprefix(".").lstrip("/")
        for target in LINK.findall(page.read_text("utf-8")):
            if urlsplit(target).scheme in ("", "http"):
                path = urljoin(f"{here.rstrip('/')}/", target)
                assert file_at(folder, root, path).is_file(), f"{page} leads to {path}"
    for manifest in folder.rglob("*.webmanifest"):
        app = json.loads(manifest.read_text("utf-8"))
        assert app["scope"] == app["id"] == root
        found = [app["start_url"], *(one["src"] for one in app["icons"]), *(one["url"] for one in app["shortcuts"])]
        assert all(file_at(folder, root, urlsplit(path).path).is_file() for path in found)


def test_each_page_carries_its_policy_before_any_script(folder: Path) -> None:
    for page in pages(folder):
        html = page.read_text("utf-8")
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
        assert html.index(policy) < html.index("<script")
        (import_map,) = re.findall(r'<script type="importmap">(.*?)</script>', html)
        digest = base64.b64encode(hashlib.sha256(import_map.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy.replace("&#39;", "'")
        assert "frame-ancestors" not in policy  # browsers heed it in a header alone, and say so in the console
        assert '<meta name="referrer" content="no-referrer">' in html


def test_hosts_that_take_headers_from_a_file_get_those_of_the_server(site: Flask, sites: dict[str, Path]) -> None:
    rules: dict[str, dict[str, str]] = {}
    for line in (sites["/"] / "_headers").read_text("utf-8").splitlines():
        assert len(line) <= 2000  # Cloudflare's limit
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[list(rules)[-1]][name] = value
        else:
            rules[line] = {}
    sent = site.test_client().get("/practice/wall-tap/", base_url="https://localhost").headers  # may use the camera
    for name in (*security.HEADERS, "Referrer-Policy", "Permissions-Policy", "Strict-Transport-Security"):
        assert rules["/*"][name] == sent[name]
    assert "frame-ancestors 'none'" in rules["/*"]["Content-Security-Policy"]
    assert rules["/static/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}


@pytest.mark.parametrize("language", ["", "fr/"])
def test_nothing_in_it_offers_sync(sites: dict[str, Path], language: str) -> None:
    settings = (sites["/"] / language / "settings/index.html").read_text("utf-8")
    assert re.search(r"There is no sync at this address|pas de synchronisation à cette adresse", settings)
    for testid in ("sync-on", "sync-now", "passkey-sign-in", "join", "pair", "erase", "show-code"):
        assert f'data-testid="{testid}"' not in settings
    for page in pages(sites["/"]):
        html = page.read_text("utf-8")
        assert "/api/" not in html
        assert not re.search(r'href="[^"]*#(join|show-code)"', html)


def test_a_new_site_takes_the_place_of_the_old_one_and_of_nothing_else(site: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    write(site, folder)
    (folder / "CNAME").write_text("hinge.example")
    (folder / "guides/old").mkdir()
    (folder / "guides/old/index.html").write_text("old")
    (tmp_path / "letter.txt").write_text("dear")
    with (folder / WRITTEN).open("a") as listed:
        listed.write("\nguides/old/index.html\n../letter.txt")
    write(site, folder)
    assert not (folder / "guides/old").exists()
    assert (folder / "guides/index.html").is_file()
    assert (folder / "CNAME").is_file()
    assert (tmp_path / "letter.txt").is_file()
    assert "old" not in (folder / WRITTEN).read_text()

    for mine in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(FolderError, match="holds something else"):
            write(site, mine)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "site"]


def test_names_that_the_server_is_known_by_are_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_HOSTS", "hinge.example")
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path / "instance"))
    main(str(tmp_path / "site"))
    assert "There is nothing at this address" in (tmp_path / "site/404.html").read_text("utf-8")


@pytest.mark.parametrize("root", ["hinge", "/hinge?", "//host", "https://host/hinge", "/x y", "/../x", "/x/."])
def test_a_wrong_root_is_one_sentence(root: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="ROOT must be the path of a folder at the host"):
        main(str(tmp_path / "site"), root)
    assert list(tmp_path.iterdir()) == []
