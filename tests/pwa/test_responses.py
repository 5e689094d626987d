import gzip

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PATHS = ("/", "/guides/hip-hinge/", "/history/", "/manifest.webmanifest", "/sw.js", "/robots.txt")


def get(site: Flask, path: str, method: str = "GET", **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.test_client().open(path, method=method, headers=named)


def asset(site: Flask, name: str) -> str:
    url: str = site.extensions["assets"].urls[name]
    return url


@pytest.mark.parametrize("path", PATHS)
def test_browsers_get_every_text_in_brotli_and_others_in_what_they_know(site: Flask, path: str) -> None:
    plain = get(site, path)
    assert "Content-Encoding" not in plain.headers
    best = get(site, path, Accept_Encoding="gzip, deflate, br, zstd")
    assert best.headers["Content-Encoding"] == "br"
    assert brotli.decompress(best.data) == plain.data
    older = get(site, path, Accept_Encoding="gzip")
    assert older.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(older.data) == plain.data
    for answer in (plain, best, older):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("name", ["js/app.js", "css/app.css", "icons/icon.svg"])
def test_assets_are_compressed_too_and_stay_for_ever(site: Flask, name: str) -> None:
    answer = get(site, asset(site, name), Accept_Encoding="br")
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_pictures_that_are_compressed_already_go_out_as_they_are(site: Flask) -> None:
    answer = get(site, asset(site, "icons/icon-192.png"), Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
@pytest.mark.parametrize("path", PATHS)
def test_a_browser_that_has_the_page_gets_304(site: Flask, path: str, coding: str) -> None:
    first = get(site, path, Accept_Encoding=coding)
    again = get(site, path, Accept_Encoding=coding, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    changed = get(site, path, Accept_Encoding=coding, If_None_Match='"something-else"')
    assert (changed.status_code, changed.data) == (200, first.data)


@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"])
@pytest.mark.parametrize(
    "date",
    [
        "Fri, 01 Jan 99999999999 00:00:00 GMT",
        "Fri, 01 Jan 2026 99999999999:00:00 GMT",
        "Fri, 01 Jan 2026 00:00:00 +99999999999999",
        "Fri, 31 Dec 9999 23:59:60 -9959",
        "Fri, 01 Jan 0000 00:00:00 GMT",
        f"bytes=0-{'9' * 5000}",
        "Fri, 01 Jan 2100 00:00:00 GMT",
    ],
)
def test_a_date_or_a_range_changes_nothing(site: Flask, name: str, date: str) -> None:
    for path in ("/", "/robots.txt", asset(site, "js/app.js")):
        answer = get(site, path, **{name: date})
        assert (answer.status_code, answer.data) == (200, get(site, path).data)


def test_every_encoding_has_an_etag_of_its_own(site: Flask) -> None:
    etags = {get(site, "/", Accept_Encoding=coding).headers["ETag"] for coding in ("", "gzip", "br")}
    assert len(etags) == 3


@pytest.mark.parametrize("path", PATHS)
def test_head_says_what_get_would_without_the_body(site: Flask, path: str) -> None:
    got, head = (get(site, path, method, Accept_Encoding="br") for method in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.data == b""
    for name in ("Content-Length", "Content-Encoding", "Content-Type", "ETag", "Cache-Control"):
        assert head.headers[name] == got.headers[name]


def test_pages_are_asked_for_again_each_time(site: Flask) -> None:
    for path in PATHS:
        assert get(site, path).headers["Cache-Control"] == "no-cache"


def test_what_is_not_the_same_for_everyone_is_never_kept(client: FlaskClient) -> None:
    assert client.get("/api/account").status_code == 401
    assert client.post("/api/account").status_code == 201
    assert client.get("/api/account").status_code == 200


def test_a_page_that_is_not_there_is_never_kept(site: Flask) -> None:
    assert [get(site, "/guides/nowhere/").status_code for _ in range(2)] == [404, 404]


def test_a_question_mark_makes_no_second_page(site: Flask) -> None:
    assert get(site, "/?source=homescreen").headers["ETag"] == get(site, "/").headers["ETag"]


def test_a_page_says_what_it_may_do_and_a_script_only_what_it_is(site: Flask) -> None:
    script = get(site, site.extensions["assets"].urls["js/app.js"]).headers
    for headers in (get(site, "/").headers, get(site, "/nowhere/").headers, script):
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    documents = {"Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy"}
    assert documents <= {name for name, _ in get(site, "/nowhere/").headers}
    assert not documents & {name for name, _ in script}
