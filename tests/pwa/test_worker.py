import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from hinge_pwa import guides
from hinge_pwa.pages import views
from hinge_pwa.pwa.assets import Assets

LANGUAGES = ["en", "fr"]


def build(site: Flask) -> dict[str, Any]:
    first, _, rest = site.test_client().get("/sw.js").get_data(as_text=True).partition("\n")
    assert rest
    parsed: dict[str, Any] = json.loads(first.removeprefix("self.BUILD=").removesuffix(";"))
    return parsed


def test_the_worker_lists_what_visitors_get_byte_by_byte(site: Flask) -> None:
    client = site.test_client()
    for file in build(site)["files"]:
        answer = client.get(file["url"])
        assert answer.status_code == 200
        assert len(file["digest"]) == 16
        assert hashlib.sha256(answer.data).hexdigest().startswith(file["digest"]), file["url"]


def test_every_page_and_all_that_it_uses_is_listed(site: Flask) -> None:
    listed = {file["url"] for file in build(site)["files"]}
    client = site.test_client()
    with site.test_request_context():
        paths = {path for code in LANGUAGES for path in views.paths(code)}
    assert paths | {"/manifest.webmanifest", "/fr/manifest.webmanifest"} == {
        url for url in listed if not url.startswith("/static/")
    }
    for path in paths:
        html = client.get(path).get_data(as_text=True)
        named = re.findall(r'(?:src|href)="(/static/[^"#]+)', html)
        assert named
        assert set(named) <= listed


def test_nothing_is_listed_that_no_page_uses(site: Flask) -> None:
    assets: Assets = site.extensions["assets"]
    listed = {file["url"] for file in build(site)["files"]}
    for name, url in assets.urls.items():
        if name.startswith("screenshots/"):
            assert url not in listed


def test_every_page_of_the_site_is_known(site: Flask) -> None:
    """A page without a parameter that someone adds can't be forgotten."""
    plain = {
        rule.rule
        for rule in site.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and rule.arguments == {"language"} and rule.defaults
    }
    with site.test_request_context():
        assert plain < set(views.paths("en"))
    assert "/" in plain


def test_a_page_is_listed_for_its_language_and_what_it_shows_for_all(site: Flask) -> None:
    found = build(site)
    assert found["languages"] == LANGUAGES
    for file in found["files"]:
        static = file["url"].startswith("/static/")
        assert file.get("language") == (None if static else "fr" if file["url"].startswith("/fr/") else "en")


def test_the_version_changes_with_any_file_and_only_then(
    site: Flask, new_app: Callable[..., Flask], tmp_path: Path
) -> None:
    first = build(site)
    assert build(new_app()) == first
    folder = tmp_path / "guides"
    folder.mkdir()
    guide = guides.CONTENT / "hip-hinge.toml"
    (folder / "clinic-hinge.toml").write_text(guide.read_text("utf-8"), "utf-8")
    assert build(new_app(GUIDES_DIR=str(folder)))["version"] != first["version"]


def test_a_page_that_fails_stops_the_worker_and_says_which(new_app: Callable[..., Flask]) -> None:
    site = new_app()
    site.view_functions["pages.history"] = lambda: ("broken", 500)
    with pytest.raises(RuntimeError, match="/history/ answers 500"):
        site.test_client().get("/sw.js")


def test_styles_name_no_files(site: Flask) -> None:
    """A file that only a style names would get no hash, and no place on the phone."""
    assets: Assets = site.extensions["assets"]
    css = (assets.build / assets.urls["css/app.css"].removeprefix("/static/")).read_text("utf-8")
    assert "url(" not in css


def test_crawlers_are_told_what_is_for_them(site: Flask) -> None:
    lines = site.test_client().get("/robots.txt").get_data(as_text=True).splitlines()
    assert lines == ["User-agent: *", "Allow: /", "Disallow: /api/"]
