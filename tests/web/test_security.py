"""What every answer tells browsers, and what no request can make the server do. docs/security.md tells why."""

import base64
import hashlib
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hinge_pwa.web.security import CAMERA_PERMISSIONS, PERMISSIONS, YEAR, inline_scripts

from ..conftest import NewApp
from ..support.phones import Phone, record
from .test_errors import answer_to, has_the_shape

PAGES = ("/", "/fr/", "/settings/", "/practice/hip-hinge/", "/nowhere/")


def policy(client: FlaskClient, path: str) -> dict[str, str]:
    """The directives of the Content-Security-Policy at `path`."""
    text = client.get(path).headers["Content-Security-Policy"]
    return {name: value for name, _, value in (directive.partition(" ") for directive in text.split("; "))}


CAMERA_PAGES = ("/practice/hip-hinge/", "/fr/practice/hip-hinge/", "/depth/", "/fr/depth/")


@pytest.mark.parametrize("path", sorted({*PAGES, *CAMERA_PAGES}))
def test_a_page_loads_its_own_files_and_nothing_else(site: Flask, path: str) -> None:
    found = policy(site.test_client(), path)
    script, *digests = found.pop("script-src").split()
    assert script == "'self'"
    if path in CAMERA_PAGES:
        assert digests.pop(0) == "'wasm-unsafe-eval'"
    style, *styles = found.pop("style-src").split()
    assert style == "'self'"
    assert len(digests) == 2
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", each) for each in [*digests, *styles])
    assert 2 <= len(styles) <= (4 if path in CAMERA_PAGES else 3)  # its own, and those of pages that scripts read
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", digest) for digest in (*digests, *styles))
    assert found == {
        **dict.fromkeys(("default-src", "base-uri", "form-action", "frame-ancestors"), "'none'"),
        **dict.fromkeys(("connect-src", "manifest-src", "worker-src"), "'self'"),
        "img-src": "'self' blob:",
        "require-trusted-types-for": "'script'",
        "trusted-types": "worker model" if path in CAMERA_PAGES else "worker",
    }


def test_what_sees_the_camera_can_send_nothing(site: Flask) -> None:
    worker = site.extensions["assets"].urls["js/camera/model-worker.js"]
    for path in (worker, f"{worker}?1"):
        assert policy(site.test_client(), path) == {"default-src": "'none'", "script-src": "'self' 'wasm-unsafe-eval'"}


def test_a_page_has_no_script_or_style_of_its_own_but_those_that_its_policy_names(site: Flask) -> None:
    with site.app_context():
        early, import_map = inline_scripts()
    client = site.test_client()
    for path in PAGES:
        html = client.get(path).text
        found = policy(client, path)
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        assert found["style-src"].startswith(f"'self' {sha256(style)}"), path
        assert found["script-src"].split()[-2:] == [sha256(early), sha256(import_map)]
        rest = html.replace(f"<style>{style}</style>", "")
        for script in (
            f'<script data-languages="en fr">{early}</script>',
            f'<script type="importmap">{import_map}</script>',
        ):
            assert rest.count(script) == 1
            rest = rest.replace(script, "")
        assert not re.search(r"<script(?![^>]* src=)|<style|<[a-z][^>]*\s(style|on[a-z]+)=|javascript:", rest)


@pytest.mark.parametrize("path", ["/", "/practice/hip-hinge/", "/plan/"])
def test_a_page_allows_the_styles_of_the_pages_that_its_scripts_read(site: Flask, path: str) -> None:
    client = site.test_client()
    read = ["/guides/", "/guides/hip-hinge/", *(["/depth/"] if "practice" in path else [])]
    for other in read:
        (style,) = re.findall(r"<style>(.*?)</style>", client.get(other).text, re.DOTALL)
        assert sha256(style) in policy(client, path)["style-src"].split(), other


def test_a_page_from_memory_has_the_policy_of_the_page_that_was_made(site: Flask) -> None:
    client = site.test_client()
    for path in PAGES:
        assert policy(client, path) == policy(client, path)
    assert len({policy(client, path)["style-src"] for path in PAGES}) > 3


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_worker_and_pictures_have_a_policy_too(site: Flask) -> None:
    client = site.test_client()
    assert policy(client, "/sw.js") == {
        "default-src": "'none'", "connect-src": "'self'",
        "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip
    icon = site.extensions["assets"].urls["icons/icon.svg"]
    assert policy(client, icon) == {"default-src": "'none'", "frame-ancestors": "'none'"}


def test_the_picture_of_a_code_can_do_nothing(phone: Phone) -> None:
    code = phone.client.post("/api/pairings").get_json()["code"]
    answer = phone.client.post("/api/pairings/qr", json={"code": code})
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_keeps_to_itself(site: Flask) -> None:
    for path in PAGES:
        headers = site.test_client().get(path).headers
        assert headers["Permissions-Policy"] == (CAMERA_PERMISSIONS if path in CAMERA_PAGES else PERMISSIONS)
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_answer_is_for_other_origins(site: Flask) -> None:
    for path in ("/", "/sw.js", "/api/account", "/api/sync", "/healthz"):
        for method in ("GET", "OPTIONS", "POST"):
            answer = site.test_client().open(path, method=method, headers={"Origin": "https://evil.example"})
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]


def test_over_https_every_answer_asks_browsers_to_stay_there(site: Flask) -> None:
    for path in ("/", "/nowhere/", "/sw.js", "/api/account", "/healthz"):
        assert "Strict-Transport-Security" not in site.test_client().get(path).headers
        over_https = site.test_client().get(path, base_url="https://hinge.example")
        assert over_https.headers["Strict-Transport-Security"] == f"max-age={YEAR}"


def test_only_a_proxy_that_is_trusted_says_that_a_request_came_over_https(new_app: NewApp) -> None:
    headers = {"X-Forwarded-Proto": "https"}
    for proxies, name in ((0, "hinge"), (1, "__Host-hinge")):
        answer = new_app(TRUSTED_PROXIES=proxies).test_client().post("/api/account", headers=headers)
        assert answer.headers["Set-Cookie"].startswith(f"{name}=")
        assert ("Strict-Transport-Security" in answer.headers) == (proxies == 1)


def test_a_server_that_knows_its_names_answers_to_no_other(new_app: NewApp) -> None:
    client = new_app(TRUSTED_HOSTS="hinge.example, localhost").test_client()
    assert client.get("/sw.js", base_url="https://hinge.example").status_code == 200
    for path in ("/", "/", "/nowhere/", "/guides", "/sw.js", "/healthz", "/api/account"):
        answer = client.get(path, base_url="https://evil.example")
        assert (answer.status_code, answer.mimetype) == (400, "application/json")
        assert "evil" not in f"{answer.headers}{answer.text}"
    account = client.post("/api/account", base_url="https://hinge.example:8443")
    assert account.status_code == 201
    pairing = client.post("/api/pairings", base_url="https://hinge.example:8443").get_json()
    assert pairing["url"].startswith("https://hinge.example:8443/settings/#pair=")


@pytest.mark.parametrize("trusted", ["hinge.example", "hinge.example, 10.0.0.1", "10.0.0.1 hinge.example"])
def test_a_server_that_knows_no_local_name_serves_its_pages(new_app: NewApp, trusted: str) -> None:
    client = new_app(TRUSTED_HOSTS=trusted).test_client()
    for path, status in (("/", 200), ("/why/", 200), ("/sw.js", 200), ("/healthz", 200), ("/api/account", 401)):
        assert client.get(path, base_url="https://hinge.example").status_code == status


HOSTS = {
    "HINGE.EXAMPLE": 200, "Hinge.Example:8443": 200, "hinge.example.": 200, "HINGE.EXAMPLE.:443": 200,
    "localhost:80": 200,
    "hinge.example..": 400, ".hinge.example": 400, "hinge.example.evil.example": 400, "evil.hinge.example": 400,
    "hinge.example:x": 400, "hinge.example@evil.example": 400, "hinge.example,evil.example": 400, "hinge_example": 400,
}  # fmt: skip


@pytest.mark.parametrize(("host", "status"), HOSTS.items())
@pytest.mark.parametrize("trusted", ["hinge.example, localhost", "Hinge.EXAMPLE localhost"])
def test_a_name_is_the_same_in_capitals_and_as_a_full_one(
    new_app: NewApp, trusted: str, host: str, status: int
) -> None:
    app = new_app(TRUSTED_HOSTS=trusted)
    for path, expected in (("/", status), ("/healthz", status), ("/api/account", {200: 401}.get(status, status))):
        assert answer_to(app, "GET", path, host).status_code == expected
    behind = new_app(TRUSTED_HOSTS=trusted, TRUSTED_PROXIES=1).test_client()
    assert behind.get("/", headers={"X-Forwarded-Host": host}).status_code == status


@pytest.mark.parametrize("trusted", ["", "hinge.example"])
@pytest.mark.parametrize("host", ["a b", "evil.example/x", "[", "hinge.example:x"])
def test_a_host_that_names_no_server_is_no_defect_of_this_one(
    new_app: NewApp, caplog: pytest.LogCaptureFixture, trusted: str, host: str
) -> None:
    client = new_app(TRUSTED_HOSTS=trusted).test_client()
    for path in ("/", "/nothing", "/static/x", "/api/account"):
        response = client.get(path, environ_overrides={"HTTP_HOST": host})
        assert response.status_code == 400
    assert caplog.records == []


@pytest.mark.parametrize("host", ["hinge.example", "Hinge.Example", "hinge.example.", "hinge.example.:8443"])
def test_its_own_pages_are_known_by_any_form_of_the_name(new_app: NewApp, host: str) -> None:
    """By a browser that tells no more than where a request comes from: that in small letters."""
    client = new_app(TRUSTED_HOSTS="hinge.example").test_client()
    for origin, status in (
        (f"http://{host.lower()}", 201),
        ("http://evil.example", 403),
        ("http://hinge.example.x", 403),
    ):
        environ = {"HTTP_HOST": host, "HTTP_ORIGIN": origin}
        assert client.post("/api/account", environ_overrides=environ).status_code == status


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND"])
def test_methods_that_nobody_needs_are_refused(site: Flask, method: str) -> None:
    for path in ("/", "/static/js/app.js", "/healthz"):
        assert site.test_client().open(path, method=method).status_code == 405
    has_the_shape(site.test_client().open("/api/account", method=method), 405, "method_not_allowed")


def test_a_header_makes_no_other_method_of_a_request(phone: Phone) -> None:
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert phone.client.get("/api/account", headers={name: "DELETE"}).status_code == 200
        assert phone.client.post("/api/account?_method=DELETE", headers={name: "DELETE"}).status_code == 200
    assert phone.client.get("/api/account").status_code == 200


def test_reading_changes_nothing(site: Flask) -> None:
    """So that a link, a picture or a prefetch of another site can't either."""
    safe = {"GET", "HEAD", "OPTIONS"}
    changing = [rule for rule in site.url_map.iter_rules() if rule.methods and rule.methods - safe]
    assert changing
    assert all(rule.rule.startswith("/api/") and not rule.methods & {"GET", "HEAD"} for rule in changing)  # type: ignore[operator]


@pytest.mark.parametrize("path", ["//evil.example/guides", "///evil.example/guides", "/\\evil.example/guides",
                                  "/fr//evil.example", "/guides", "/fr/guides"])  # fmt: skip
def test_a_redirect_stays_on_this_host(site: Flask, path: str) -> None:
    answer = site.test_client().get("/", environ_overrides={"PATH_INFO": path})
    assert answer.status_code in (308, 404)
    assert answer.headers.get("Location", "http://localhost/").startswith("http://localhost/")


def test_answers_are_private_and_long_ones_are_compressed(phone: Phone) -> None:
    push = {"cursor": "", "changes": [record(), record()]}
    pull = {"cursor": "", "changes": []}
    short, long = (
        phone.client.post("/api/sync", json=body, headers={"Accept-Encoding": "br"}) for body in (push, pull)
    )
    for answer in (short, long):
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert [answer.headers.get("Content-Encoding") for answer in (short, long)] == [None, "br"]
